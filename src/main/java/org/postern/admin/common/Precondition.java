package org.postern.admin.common;

import java.util.Optional;
import java.util.Set;

/**
 * The states of an object in which a change is allowed. RFC 9110 §13.1.1.
 *
 * @param accepted the accepted revisions; empty for any state
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110 §13.1.1</a>
 */
public record Precondition(Optional<Set<Revision>> accepted) {

  /** Accepts any state. */
  public static final Precondition NONE = new Precondition(Optional.empty());

  /** Copies the set of revisions. */
  public Precondition {
    accepted = accepted.map(Set::copyOf);
  }

  /** Accepts one of these revisions. An empty set accepts no state. */
  public static Precondition anyOf(Set<Revision> revisions) {
    return new Precondition(Optional.of(revisions));
  }

  /**
   * Refuses a state that is not accepted. The row must be locked, so that its state cannot change
   * afterwards.
   *
   * @throws AdministrationException STALE
   */
  public void require(Revision current) {
    if (accepted.isPresent() && !accepted.get().contains(current)) {
      throw AdministrationException.stale();
    }
  }
}

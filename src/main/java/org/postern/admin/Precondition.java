package org.postern.admin;

import java.util.Optional;
import java.util.Set;

/**
 * In which state something must be for a change to happen. RFC 9110 §13.1.1.
 *
 * @param accepted one of these revisions; empty for whatever the state is
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110 §13.1.1</a>
 */
public record Precondition(Optional<Set<Revision>> accepted) {

  /** Whatever the state is. */
  public static final Precondition NONE = new Precondition(Optional.empty());

  /** Copies the set. */
  public Precondition {
    accepted = accepted.map(Set::copyOf);
  }

  /** One of these revisions; none of them means that nothing will do. */
  public static Precondition anyOf(Set<Revision> revisions) {
    return new Precondition(Optional.of(revisions));
  }

  /**
   * Refuses a lost race. The row has to be locked, so that it stays as it is.
   *
   * @throws AdministrationException STALE
   */
  void require(Revision current) {
    if (accepted.isPresent() && !accepted.get().contains(current)) {
      throw AdministrationException.stale();
    }
  }
}

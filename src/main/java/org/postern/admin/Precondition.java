package org.postern.admin;

import java.util.Set;

/**
 * In which state something must be for a change to happen. RFC 9110 §13.1.1.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110 §13.1.1</a>
 */
public final class Precondition {

  /** Whatever the state is. */
  public static final Precondition NONE = new Precondition(null);

  private final Set<Revision> accepted;

  private Precondition(Set<Revision> accepted) {
    this.accepted = accepted;
  }

  /** One of these revisions; none of them means that nothing will do. */
  public static Precondition anyOf(Set<Revision> revisions) {
    return new Precondition(Set.copyOf(revisions));
  }

  /**
   * Refuses a lost race. The row has to be locked, so that it stays as it is.
   *
   * @throws AdministrationException STALE
   */
  void require(Revision current) {
    if (accepted != null && !accepted.contains(current)) {
      throw AdministrationException.stale();
    }
  }
}

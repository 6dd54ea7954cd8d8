package org.postern.admin;

import java.util.Optional;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;

/**
 * Whether a user may get a token through a client now.
 *
 * @param username as it was asked about, in its RFC 8265 form if it has one
 * @param refused why not; empty for yes
 * @param scope the most that a token may carry; empty if there is none
 * @param defaultScope what a token carries if none is asked for
 * @param mustChangePassword whether the user is to choose another password first, and gets nothing
 *     else before
 */
public record UserVerdict(
    String username,
    Optional<RefusalReason> refused,
    Scope scope,
    Scope defaultScope,
    boolean mustChangePassword) {

  static UserVerdict refused(String username, RefusalReason reason) {
    return new UserVerdict(username, Optional.of(reason), Scope.EMPTY, Scope.EMPTY, false);
  }
}

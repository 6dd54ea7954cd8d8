package org.postern.admin;

import java.util.Optional;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;

/**
 * The answer whether a user may get a token through a client now.
 *
 * @param username the requested name, in its RFC 8265 form if it has one
 * @param refused the reason why not; empty if the user may
 * @param scope the largest scope that a token may have; may be empty
 * @param defaultScope the scope of a token if the request names none
 * @param mustChangePassword whether the user must first replace a one-time password
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

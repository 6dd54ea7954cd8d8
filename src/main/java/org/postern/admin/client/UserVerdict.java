package org.postern.admin.client;

import java.util.Optional;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;

/**
 * The answer whether a user may get a token through a client now.
 *
 * @param username the requested name, in its RFC 8265 form if it has one
 * @param allowed whether the user may
 * @param refused the reason why not; empty if the user may, and for who may not read users
 * @param scope the largest scope that a token may have; may be empty, and always is for who may not
 *     read users
 * @param defaultScope the scope of a token if the request names none; empty for the same
 * @param mustChangePassword whether the user must first replace a one-time password
 */
public record UserVerdict(
    String username,
    boolean allowed,
    Optional<RefusalReason> refused,
    Scope scope,
    Scope defaultScope,
    boolean mustChangePassword) {

  static UserVerdict refused(String username, RefusalReason reason) {
    return new UserVerdict(username, false, Optional.of(reason), Scope.EMPTY, Scope.EMPTY, false);
  }

  /** Yes or no, and nothing else about the user. */
  static UserVerdict bare(String username, boolean allowed) {
    return new UserVerdict(username, allowed, Optional.empty(), Scope.EMPTY, Scope.EMPTY, false);
  }
}

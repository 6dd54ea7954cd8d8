package org.postern.admin.token;

import java.util.Optional;
import org.postern.oauth.RefusalReason;

/**
 * The result of looking up a token by its value. It does not contain the value.
 *
 * @param refresh whether the token is a refresh token
 * @param token the token, or the family of a refresh token; empty if it is not live
 * @param refused the reason why it is not live; empty if it is
 */
public record TokenFinding(
    boolean refresh, Optional<TokenView> token, Optional<RefusalReason> refused) {

  static TokenFinding alive(boolean refresh, TokenView token) {
    return new TokenFinding(refresh, Optional.of(token), Optional.empty());
  }

  static TokenFinding dead(boolean refresh, RefusalReason reason) {
    return new TokenFinding(refresh, Optional.empty(), Optional.of(reason));
  }
}

package org.postern.admin;

import java.util.Optional;
import org.postern.oauth.RefusalReason;

/**
 * What is known of a token whose value somebody has. The value is nowhere in it.
 *
 * @param refresh whether it is a refresh token
 * @param token of a refresh token its family; empty if it does not live
 * @param refused why it does not live; empty if it does
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

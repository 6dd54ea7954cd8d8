package org.postern.endpoint.token;

import org.postern.oauth.OAuthException;
import org.postern.token.IssuedTokens;

/** The result of a committed transaction: tokens, or a refusal that has changed the database. */
sealed interface Outcome {

  /** Tokens were issued. */
  record Issued(IssuedTokens tokens) implements Outcome {}

  /** A refresh token was presented twice, so its family has been ended: RFC 9700 §4.14.2. */
  record FamilyEnded(OAuthException refusal) implements Outcome {}
}

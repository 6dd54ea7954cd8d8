package org.postern.endpoint.token;

import org.postern.oauth.OAuthException;
import org.postern.token.IssuedTokens;

/** How a transaction that was committed ended: with tokens, or with a refusal that left a trace. */
sealed interface Outcome {

  /** Tokens were issued. */
  record Issued(IssuedTokens tokens) implements Outcome {}

  /** A token was presented twice, so its family has ended: RFC 9700 §4.14.2. */
  record FamilyEnded(OAuthException refusal) implements Outcome {}
}

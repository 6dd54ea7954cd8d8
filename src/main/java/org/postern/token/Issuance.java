package org.postern.token;

/**
 * The result of the transaction that issues tokens. This type says which refusals are committed:
 * only {@link Replayed} is, because it ends a family. Every other refusal is thrown as an {@code
 * OAuthException}, and then the transaction is rolled back.
 */
public sealed interface Issuance {

  /** Tokens were issued. */
  record Issued(IssuedTokens tokens) implements Issuance {}

  /**
   * A refresh token was presented again outside its replay window, so its family has been ended:
   * RFC 9700 §4.14.2.
   */
  record Replayed() implements Issuance, Rotation {}
}

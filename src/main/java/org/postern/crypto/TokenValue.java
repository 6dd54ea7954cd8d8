package org.postern.crypto;

import org.postern.oauth.TokenDigest;

/**
 * The value of a token, which only its holder may know. It is masked in {@code toString}, and only
 * its digest is stored.
 */
public record TokenValue(String value) {

  /** The digest of the value, which is the key of the token's row. */
  public String digest() {
    return TokenDigest.of(value);
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}

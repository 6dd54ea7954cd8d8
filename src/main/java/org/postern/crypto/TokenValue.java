package org.postern.crypto;

/**
 * The value of a token, which only its holder may know: masked in {@code toString}, stored as its
 * digest.
 */
public record TokenValue(String value) {

  /** The key of the token's row. */
  public String digest() {
    return TokenDigest.of(value);
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}

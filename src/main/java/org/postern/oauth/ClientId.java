package org.postern.oauth;

/**
 * A client identifier of 1 to 128 characters of VSCHAR (U+0020 to U+007E), compared exactly and
 * with regard to case. RFC 6749 §2.2 and appendix A.1.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.2">RFC 6749 §2.2</a>
 */
public record ClientId(String value) {

  /** The longest client identifier, in characters. */
  public static final int MAX_LENGTH = 128;

  /**
   * @throws IllegalArgumentException if the value is empty, too long or has other characters
   */
  public ClientId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "a client_id is 1 to " + MAX_LENGTH + " printable ASCII characters");
    }
  }

  /** Tells whether the text may be a client identifier. */
  public static boolean isValid(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x20 || c > 0x7E) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}

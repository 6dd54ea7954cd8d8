package org.postern.oauth;

import java.io.Serializable;

/**
 * The name of a grant as the {@code grant_type} parameter spells it. It has 1 to 100 characters and
 * is a name, or an absolute URI for an extension. RFC 6749 §4.5 and appendix A.10.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#appendix-A.10">RFC 6749 appendix A.10</a>
 */
public record GrantType(String value) implements Serializable {

  /** RFC 6749 §4.4.2. */
  public static final GrantType CLIENT_CREDENTIALS = new GrantType("client_credentials");

  /** RFC 6749 §4.3.2. */
  public static final GrantType PASSWORD = new GrantType("password");

  /** RFC 6749 §6. */
  public static final GrantType REFRESH_TOKEN = new GrantType("refresh_token");

  /** The longest grant type, in characters. */
  public static final int MAX_LENGTH = 100;

  /**
   * @throws IllegalArgumentException if the value is empty, too long or not made of URI characters
   */
  public GrantType {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a grant type is 1 to " + MAX_LENGTH + " characters");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= 0x20 || c > 0x7E || c == '"' || c == '\\') {
        throw new IllegalArgumentException("a grant type is a name or a URI");
      }
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

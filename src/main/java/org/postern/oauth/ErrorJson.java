package org.postern.oauth;

import java.nio.charset.StandardCharsets;

/**
 * Writes the JSON body of a refusal. RFC 6749 §5.2. Codes and descriptions are fixed ASCII texts
 * without quotation marks, backslashes and control characters, so nothing has to be escaped.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5.2">RFC 6749 §5.2</a>
 */
public final class ErrorJson {

  private ErrorJson() {}

  /**
   * Returns the JSON body of a refusal.
   *
   * @throws IllegalArgumentException if a text needs escaping, which RFC 6749 §5.2 forbids
   */
  public static byte[] of(OAuthError error) {
    String json =
        "{\""
            + ParameterNames.ERROR
            + "\":\""
            + plain(error.code())
            + "\",\""
            + ParameterNames.ERROR_DESCRIPTION
            + "\":\""
            + plain(error.description())
            + "\"}";
    return json.getBytes(StandardCharsets.US_ASCII);
  }

  private static String plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c > 0x7E || c == '"' || c == '\\') {
        throw new IllegalArgumentException("not allowed in an error: " + (int) c);
      }
    }
    return text;
  }
}

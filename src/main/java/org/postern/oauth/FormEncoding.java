package org.postern.oauth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Decodes application/x-www-form-urlencoded text strictly. RFC 6749 appendix B. A broken escape, or
 * bytes that are not UTF-8, are an error and do not become a replacement character.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#appendix-B">RFC 6749 appendix B</a>
 */
public final class FormEncoding {

  private FormEncoding() {}

  /** Returns the decoded text; empty if an escape is broken or the bytes are not UTF-8. */
  public static Optional<String> decode(String text) {
    if (isPlain(text)) {
      return Optional.of(text);
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[encoded.length];
    int length = 0;
    for (int i = 0; i < encoded.length; i++) {
      byte b = encoded[i];
      if (b == '+') {
        b = ' ';
      } else if (b == '%') {
        int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
        int low = high >= 0 ? Character.digit(encoded[i + 2], 16) : -1;
        if (low < 0) {
          return Optional.empty();
        }
        b = (byte) (high * 16 + low);
        i += 2;
      }
      decoded[length++] = b;
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(decoded, 0, length))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /**
   * Tells whether a query string contains a parameter with one of these names.
   *
   * @param rawQuery the query string before decoding; null if the request has none
   */
  public static boolean hasAnyName(String rawQuery, Set<String> names) {
    if (rawQuery == null) {
      return false;
    }
    for (String pair : rawQuery.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (decode(name).filter(names::contains).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '+' || c == '%' || c > 0x7E) {
        return false;
      }
    }
    return true;
  }
}

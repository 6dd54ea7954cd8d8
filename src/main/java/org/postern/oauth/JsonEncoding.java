package org.postern.oauth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decodes the bytes of a JSON text strictly, as {@link FormEncoding} does those of a form. RFC 8259
 * §8.1.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-8.1">RFC 8259 §8.1</a>
 */
public final class JsonEncoding {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private JsonEncoding() {}

  /**
   * Returns the text, without the byte order mark that some editors write before it; empty if the
   * bytes are not UTF-8. §8.1 allows a reader to ignore one mark.
   */
  public static Optional<String> decode(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(
          text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}

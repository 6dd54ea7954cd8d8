package org.postern.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the parts of a Content-Type header that Postern needs. RFC 9110 §8.3. */
final class MediaTypes {

  private static final String FORM = "application/x-www-form-urlencoded";

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9a-z-]+";

  private static final Pattern PARAMETER =
      Pattern.compile(TOKEN + "=(?:" + TOKEN + "|\"[^\"\\\\]*\")");

  private static final Pattern TYPE = Pattern.compile(TOKEN + "/" + TOKEN);

  private MediaTypes() {}

  /** Type and subtype in lower case, without parameters; empty if the header is malformed. */
  static Optional<String> typeOf(String contentType) {
    String[] parts = contentType.split(";", -1);
    String type = parts[0].strip().toLowerCase(Locale.ROOT);
    boolean good =
        TYPE.matcher(type).matches() && Arrays.stream(parts).skip(1).allMatch(MediaTypes::isGood);
    return good ? Optional.of(type) : Optional.empty();
  }

  // An empty parameter is allowed. A space around the equals sign is not: RFC 9110 §5.6.6.
  private static boolean isGood(String part) {
    String parameter = part.strip().toLowerCase(Locale.ROOT);
    return parameter.isEmpty() || PARAMETER.matcher(parameter).matches();
  }

  /**
   * Tells whether the header names a form. The media type defines no parameters, so any parameters
   * are ignored.
   */
  static boolean isForm(String contentType) {
    return contentType != null && typeOf(contentType).filter(FORM::equals).isPresent();
  }

  /** Tells whether the header, which is well-formed, names a charset that is not UTF-8. */
  static boolean namesOtherCharset(String contentType) {
    return Arrays.stream(contentType.split(";", -1))
        .skip(1)
        .map(parameter -> parameter.strip().toLowerCase(Locale.ROOT))
        .filter(parameter -> parameter.startsWith("charset="))
        .anyMatch(p -> !p.equals("charset=utf-8") && !p.equals("charset=\"utf-8\""));
  }
}

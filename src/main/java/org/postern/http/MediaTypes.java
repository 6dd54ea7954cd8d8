package org.postern.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a Content-Type header as far as the door needs it. RFC 9110 §8.3. */
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

  // An empty parameter is allowed, a space around the equals sign is not: RFC 9110 §5.6.6.
  private static boolean isGood(String part) {
    String parameter = part.strip().toLowerCase(Locale.ROOT);
    return parameter.isEmpty() || PARAMETER.matcher(parameter).matches();
  }

  /** Tells whether the header names a form, in UTF-8 if it names a charset at all. */
  static boolean isUtf8Form(String contentType) {
    if (contentType == null) {
      return false;
    }
    String[] parts = contentType.split(";", -1);
    if (!parts[0].strip().equalsIgnoreCase(FORM)) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (!isGood(parameter)) {
        return false;
      }
      if (parameter.startsWith("charset=")
          && !parameter.equals("charset=utf-8")
          && !parameter.equals("charset=\"utf-8\"")) {
        return false;
      }
    }
    return true;
  }
}

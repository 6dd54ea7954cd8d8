package org.postern.http;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a Content-Type header as far as the door needs it. RFC 9110 §8.3. */
final class MediaTypes {

  private static final String FORM = "application/x-www-form-urlencoded";

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9a-z-]+";

  private static final Pattern PARAMETER =
      Pattern.compile(TOKEN + "=(?:" + TOKEN + "|\"[^\"\\\\]*\")");

  private MediaTypes() {}

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
      // An empty parameter is allowed, a space around the equals sign is not: RFC 9110 §5.6.6.
      if (!parameter.isEmpty() && !PARAMETER.matcher(parameter).matches()) {
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

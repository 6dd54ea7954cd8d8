package org.postern.http;

import java.util.Locale;

/** Reads a Content-Type header as far as the door needs it. RFC 9110 §8.3. */
final class MediaTypes {

  private static final String FORM = "application/x-www-form-urlencoded";

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
      if (parameter.startsWith("charset=")) {
        String charset = parameter.substring("charset=".length()).replace("\"", "");
        if (!charset.equals("utf-8")) {
          return false;
        }
      }
    }
    return true;
  }
}

package org.postern.user;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The list of passwords that many people choose, which is a part of Postern. It is read each time,
 * because passwords are set rarely and hashing a password takes much longer.
 */
final class CommonPasswords {

  private static final String LIST = "common-passwords.txt";

  private CommonPasswords() {}

  /** Tells whether the list contains this text, which must be in lower case. */
  static boolean contains(String text) {
    try (BufferedReader list =
        new BufferedReader(
            new InputStreamReader(
                CommonPasswords.class.getResourceAsStream(LIST), StandardCharsets.UTF_8))) {
      return list.lines().anyMatch(text::equals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

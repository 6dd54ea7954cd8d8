package org.postern.user;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The list of passwords that many people chose, shipped with Postern. It is read anew each time:
 * passwords are seldom set, and hashing one takes far longer.
 */
final class CommonPasswords {

  private static final String LIST = "common-passwords.txt";

  private CommonPasswords() {}

  /** Tells whether the list has this text, which is in lower case. */
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

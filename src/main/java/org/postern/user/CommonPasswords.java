package org.postern.user;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.postern.oauth.TokenDigest;

/**
 * The list of passwords that many people choose, which is a part of Postern. In memory are the
 * first 64 bits of the digest of each, 8 bytes in place of some hundred, because an import can
 * check thousands of passwords. That another password has the digest of one of them does not happen
 * in practice, and it would only be refused.
 */
final class CommonPasswords {

  private static final String LIST = "common-passwords.txt";

  private CommonPasswords() {}

  /** Reads the list when it is first used. */
  private static final class Digests {
    private static final long[] SORTED = read();

    private static long[] read() {
      try (BufferedReader list =
          new BufferedReader(
              new InputStreamReader(
                  CommonPasswords.class.getResourceAsStream(LIST), StandardCharsets.UTF_8))) {
        return list.lines().mapToLong(CommonPasswords::digest).sorted().toArray();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Tells whether the list contains this text, which must be in lower case. */
  static boolean contains(String text) {
    return Arrays.binarySearch(Digests.SORTED, digest(text)) >= 0;
  }

  private static long digest(String text) {
    return ByteBuffer.wrap(Base64.getUrlDecoder().decode(TokenDigest.of(text))).getLong();
  }
}

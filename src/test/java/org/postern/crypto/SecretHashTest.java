package org.postern.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.fixtures.Keys;
import org.postern.oauth.ClientId;

class SecretHashTest {

  private static final ClientId CLIENT = new ClientId("s6BhdRkqt3");
  private static final String SECRET = "7Fjfp0ZBr1KtDRbnfVdmIw";

  /** Databases hold hashes of this form, so it must never change. */
  @Test
  void isAnHmacOverLabelClientAndSecret() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    byte[] expected =
        mac.doFinal(
            "postern/client-secret\0s6BhdRkqt3\0007Fjfp0ZBr1KtDRbnfVdmIw"
                .getBytes(StandardCharsets.UTF_8));

    String hash = Keys.secretHash(0).hash(CLIENT, SECRET);

    assertEquals(Base64.getUrlEncoder().withoutPadding().encodeToString(expected), hash);
    assertEquals(43, hash.length());
  }

  @Test
  void matchesTheSecretOfThisClientOnly() {
    SecretHash hash = Keys.secretHash(1);
    String stored = hash.hash(CLIENT, SECRET);

    assertTrue(hash.matches(CLIENT, SECRET, stored));
    assertFalse(hash.matches(CLIENT, SECRET + "x", stored));
    assertFalse(hash.matches(CLIENT, "", stored));
    assertFalse(hash.matches(new ClientId("another"), SECRET, stored));
  }

  @Test
  void isWorthlessWithoutTheKey() {
    assertNotEquals(
        Keys.secretHash(1).hash(CLIENT, SECRET), Keys.secretHash(2).hash(CLIENT, SECRET));
  }

  @Test
  void identifierAndSecretDoNotRunIntoOneAnother() {
    SecretHash hash = Keys.secretHash(1);

    assertNotEquals(hash.hash(new ClientId("ab"), "c"), hash.hash(new ClientId("a"), "bc"));
  }

  static Stream<Arguments> secrets() {
    return Stream.of(
        Arguments.of("what Postern makes", new SecureTokens().newClientSecret(), false),
        Arguments.of("128 bits in base64", SECRET, false),
        Arguments.of("one character less", SECRET.substring(1), true),
        Arguments.of("a word", "testpass", true),
        Arguments.of("long, but of nine characters", "abcdefghi".repeat(3), true),
        Arguments.of("of ten characters", "abcdefghij".repeat(3), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("secrets")
  void flagsSecretsThatMayHaveUnder128Bits(String name, String secret, boolean weak) {
    assertEquals(weak, SecretHash.isWeak(secret));
  }
}

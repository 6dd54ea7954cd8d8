package org.postern.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.oauth.TokenDigest;

class SecureTokensTest {

  static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("access token", maker(tokens -> tokens.newAccessToken().value()), "psa_", 32),
        Arguments.of("seed", maker(SecureTokens::newSeed), "", 32),
        Arguments.of("client secret", maker(SecureTokens::newClientSecret), "pss_", 32),
        Arguments.of("subject", maker(SecureTokens::newSubject), "user:", 16),
        Arguments.of("id", maker(SecureTokens::newId), "", 16));
  }

  private static Function<SecureTokens, String> maker(Function<SecureTokens, String> maker) {
    return maker;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void carriesItsPrefixAndAllItsBits(
      String name, Function<SecureTokens, String> maker, String prefix, int bytes) {
    String value = maker.apply(new SecureTokens());

    assertTrue(value.startsWith(prefix), name);
    String random = value.substring(prefix.length());
    assertEquals(bytes, Base64.getUrlDecoder().decode(random).length);
    assertTrue(random.matches("[A-Za-z0-9_-]+"), name);
  }

  /** Each bit of the value must occur as 0 and as 1. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void noBitIsFixed(String name, Function<SecureTokens, String> maker, String prefix, int bytes) {
    SecureTokens tokens = new SecureTokens();
    byte[] everOne = new byte[bytes];
    byte[] everZero = new byte[bytes];
    for (int i = 0; i < 200; i++) {
      String random = maker.apply(tokens).substring(prefix.length());
      byte[] value = Base64.getUrlDecoder().decode(random);
      for (int j = 0; j < bytes; j++) {
        everOne[j] |= value[j];
        everZero[j] |= (byte) ~value[j];
      }
    }

    for (int j = 0; j < bytes; j++) {
      assertEquals((byte) 0xFF, everOne[j]);
      assertEquals((byte) 0xFF, everZero[j]);
    }
  }

  @Test
  void makesClientIdentifiersOfLegibleSigns() {
    SecureTokens tokens = new SecureTokens();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String id = tokens.newClientId();
      assertTrue(id.matches("client-[0-9a-hjkmnp-tv-z]{20}"), id);
      seen.add(id);
    }

    assertEquals(1_000, seen.size());
  }

  @Test
  void neverRepeats() {
    SecureTokens tokens = new SecureTokens();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      seen.add(tokens.newAccessToken().value());
    }

    assertEquals(10_000, seen.size());
  }

  @Test
  void tokenValuesAreMaskedInText() {
    TokenValue value = new SecureTokens().newAccessToken();

    assertEquals("(hidden)", value.toString());
    assertEquals(TokenDigest.of(value.value()), value.digest());
  }
}

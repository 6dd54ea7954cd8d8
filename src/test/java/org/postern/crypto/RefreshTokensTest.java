package org.postern.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.crypto.RefreshTokens.Content;

class RefreshTokensTest {

  private static final TokenValue OLD = new TokenValue("psr_old");
  private static final String FAMILY =
      Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString("sixteen bytes id".getBytes(StandardCharsets.US_ASCII));
  private static final String OTHER = "A".repeat(22);
  private static final String SEED = "seed";

  private static byte[] key(int keyByte) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) keyByte);
    return key;
  }

  private static RefreshTokens tokens(int keyByte) {
    ServerKeys keys = new ServerKeys();
    keys.install(key(keyByte));
    return new RefreshTokens(new SecureTokens(), keys);
  }

  private static byte[] mac(byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key(1), "HmacSHA256"));
    return mac.doFinal(message);
  }

  /** The same as computed by hand. */
  @Test
  void consistsOfFamilyGenerationSecretAndTag() throws GeneralSecurityException {
    String message = "postern/refresh-token\0psr_old\0" + FAMILY + "\0007\0seed";
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes("sixteen bytes id".getBytes(StandardCharsets.US_ASCII));
    content.writeBytes(new byte[] {0, 0, 0, 0, 0, 0, 0, 7});
    content.writeBytes(mac(message.getBytes(StandardCharsets.US_ASCII)));
    ByteArrayOutputStream labelled = new ByteArrayOutputStream();
    labelled.writeBytes("postern/refresh-token-tag\0".getBytes(StandardCharsets.US_ASCII));
    labelled.writeBytes(content.toByteArray());
    content.writeBytes(Arrays.copyOf(mac(labelled.toByteArray()), 16));

    assertEquals(
        "psr_" + Base64.getUrlEncoder().encodeToString(content.toByteArray()),
        tokens(1).successor(OLD, FAMILY, 7, SEED).value());
  }

  @Test
  void readsWhatItHasMade() {
    assertEquals(Optional.of(new Content(FAMILY, 3)), tokens(1).read(tokens(1).random(FAMILY, 3)));
    assertEquals(
        Optional.of(new Content(OTHER, Long.MAX_VALUE)),
        tokens(1).read(tokens(1).successor(OLD, OTHER, Long.MAX_VALUE, SEED)));
  }

  @Test
  void drawsAnotherSecretEachTime() {
    assertNotEquals(tokens(1).random(FAMILY, 0), tokens(1).random(FAMILY, 0));
  }

  @Test
  void makesTheSameSuccessorAgain() {
    assertEquals(
        tokens(1).successor(OLD, FAMILY, 1, SEED), tokens(1).successor(OLD, FAMILY, 1, SEED));
  }

  private static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of("of another value", 1, new TokenValue("psr_other"), FAMILY, 1L, SEED),
        Arguments.of("of another family", 1, OLD, OTHER, 1L, SEED),
        Arguments.of("of another generation", 1, OLD, FAMILY, 2L, SEED),
        Arguments.of("under another key", 2, OLD, FAMILY, 1L, SEED),
        Arguments.of("with another seed", 1, OLD, FAMILY, 1L, "other"));
  }

  // The secret is what counts: family and generation are in the token itself.
  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void derivesAnotherSecret(
      String name, int keyByte, TokenValue old, String familyId, long generation, String seed) {
    assertNotEquals(
        secret(tokens(1).successor(OLD, FAMILY, 1, SEED)),
        secret(tokens(keyByte).successor(old, familyId, generation, seed)));
  }

  private static String secret(TokenValue token) {
    return token.value().substring("psr_".length() + 32, "psr_".length() + 74);
  }

  private static Stream<Arguments> forged() {
    String token = tokens(1).random(FAMILY, 1).value();
    byte[] bytes = Base64.getUrlDecoder().decode(token.substring(4));
    return Stream.of(
        Arguments.of("empty", ""),
        Arguments.of("of an earlier version", "psr_" + "A".repeat(43)),
        Arguments.of("truncated", token.substring(0, 99)),
        Arguments.of("longer", token + "A"),
        Arguments.of("with another prefix", "psa_" + token.substring(4)),
        Arguments.of("padded", token.substring(0, 98) + "=="),
        Arguments.of("not base64url", token.substring(0, 99) + "+"),
        Arguments.of("of another family", flipped(bytes, 0)),
        Arguments.of("of another generation", flipped(bytes, 23)),
        Arguments.of("with another secret", flipped(bytes, 24)),
        Arguments.of("with another tag", flipped(bytes, 71)),
        Arguments.of("under another key", tokens(2).random(FAMILY, 1).value()));
  }

  private static String flipped(byte[] bytes, int place) {
    byte[] other = bytes.clone();
    other[place] ^= 1;
    return "psr_" + Base64.getUrlEncoder().encodeToString(other);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forged")
  void readsNothingThatItHasNotMade(String name, String token) {
    assertEquals(Optional.empty(), tokens(1).read(new TokenValue(token)));
  }
}

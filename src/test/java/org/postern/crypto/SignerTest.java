package org.postern.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignerTest {

  private static final TokenValue OLD = new TokenValue("psr_old");
  private static final String FAMILY = "family";
  private static final String SEED = "seed";

  private static byte[] key(int keyByte) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) keyByte);
    return key;
  }

  private static Signer signer(int keyByte) {
    ServerKeys keys = new ServerKeys();
    keys.install(key(keyByte));
    return new Signer(keys);
  }

  /** The same as computed by hand. */
  @Test
  void isTheKeyedHashOfLabelValueFamilyGenerationAndSeed() throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key(1), "HmacSHA256"));
    byte[] hash =
        mac.doFinal(
            "postern/refresh-token\0psr_old\0family\0007\0seed".getBytes(StandardCharsets.UTF_8));
    byte[] withoutSeed =
        mac.doFinal("postern/refresh-token\0psr_old\0family\0007".getBytes(StandardCharsets.UTF_8));

    assertEquals(
        "psr_" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
        signer(1).successor(OLD, FAMILY, 7, SEED).value());
    assertEquals(
        "psr_" + Base64.getUrlEncoder().withoutPadding().encodeToString(withoutSeed),
        signer(1).successorWithoutSeed(OLD, FAMILY, 7).value());
  }

  @Test
  void makesTheSameSuccessorAgain() {
    assertEquals(
        signer(1).successor(OLD, FAMILY, 1, SEED).value(),
        signer(1).successor(OLD, FAMILY, 1, SEED).value());
  }

  private static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of("of another value", 1, new TokenValue("psr_other"), FAMILY, 1L, SEED),
        Arguments.of("of another family", 1, OLD, "other", 1L, SEED),
        Arguments.of("of another generation", 1, OLD, FAMILY, 2L, SEED),
        Arguments.of("under another key", 2, OLD, FAMILY, 1L, SEED),
        Arguments.of("with another seed", 1, OLD, FAMILY, 1L, "other"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void makesAnotherSuccessor(
      String name, int keyByte, TokenValue old, String familyId, long generation, String seed) {
    assertNotEquals(
        signer(1).successor(OLD, FAMILY, 1, SEED).value(),
        signer(keyByte).successor(old, familyId, generation, seed).value());
  }
}

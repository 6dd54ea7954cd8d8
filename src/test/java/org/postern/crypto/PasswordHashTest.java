package org.postern.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.config.Argon2Cost;
import org.postern.fixtures.Configs;

/** RFC 9106. */
class PasswordHashTest {

  private static final String PASSWORD = "correct horse battery staple";

  private static PasswordHash cheap() {
    return new PasswordHash(
        Configs.of("postern.argon2.memory-kib", "16", "postern.argon2.iterations", "1"));
  }

  /**
   * From the documentation of argon2-cffi: made by the reference implementation, with four lanes.
   */
  @Test
  void matchesAHashOfTheReferenceImplementation() {
    String published =
        "$argon2id$v=19$m=65536,t=3,p=4$MIIRqgvgQbgj220jfp0MPA"
            + "$YfwJSVjtjSU0zzV/P3S9nnQ/USre2wvJMjfCIjrTQbg";

    assertTrue(cheap().matches(PASSWORD, published));
  }

  @Test
  void keepsTheParametersWithTheHash() {
    String encoded = cheap().hash(PASSWORD);

    assertTrue(
        encoded.matches(
            "\\$argon2id\\$v=19\\$m=16,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"),
        encoded);
  }

  @Test
  void matchesItsOwnHashOnly() {
    PasswordHash hash = cheap();
    String encoded = hash.hash(PASSWORD);

    assertTrue(hash.matches(PASSWORD, encoded));
    assertFalse(hash.matches(PASSWORD + " ", encoded));
    assertFalse(hash.matches("", encoded));
  }

  @Test
  void saltsEveryHash() {
    PasswordHash hash = cheap();

    assertNotEquals(hash.hash(PASSWORD), hash.hash(PASSWORD));
  }

  @Test
  void matchesAHashOfAnotherCostAndKnowsThatItIsOld() {
    PasswordHash before = cheap();
    PasswordHash now =
        new PasswordHash(
            Configs.of("postern.argon2.memory-kib", "16", "postern.argon2.iterations", "2"));
    String encoded = before.hash(PASSWORD);

    assertTrue(now.matches(PASSWORD, encoded));
    assertTrue(before.isCurrent(encoded));
    assertFalse(now.isCurrent(encoded));
  }

  /** The time of a refusal must not tell whose hash is older than the configured cost. */
  @Test
  void aComparisonThatFailsTakesAsLongAsANewHash() {
    AtomicInteger passes = new AtomicInteger();
    String old =
        new PasswordHash(
                Configs.of("postern.argon2.memory-kib", "16", "postern.argon2.iterations", "2"))
            .hash(PASSWORD);
    PasswordHash now =
        new PasswordHash(
            Configs.of("postern.argon2.memory-kib", "16", "postern.argon2.iterations", "5")) {
          @Override
          byte[] compute(String password, byte[] salt, Argon2Cost cost) {
            assertEquals(16, cost.memoryKib());
            passes.addAndGet(cost.iterations());
            return super.compute(password, salt, cost);
          }
        };

    assertFalse(now.matches("wrong", old));
    assertEquals(5, passes.getAndSet(0));
    assertFalse(now.matches("wrong", ""));
    assertEquals(5, passes.getAndSet(0));
    assertTrue(now.matches(PASSWORD, old));
    assertEquals(5, passes.get());
  }

  @ParameterizedTest(name = "m={0}, t={1}, p={2}")
  @CsvSource({
    // The second recommended option of RFC 9106 §4, and larger values of each parameter.
    "65536, 3, 4, true",
    "65537, 1, 1, false",
    "65536, 4, 1, false",
    "49152, 4, 1, true",
    "65536, 3, 5, false",
    "1048576, 1, 1, false",
    "9999999, 1, 1, false",
    "1966, 100, 1, true",
    "1967, 100, 1, false",
    // Argon2 itself requires at least eight KiB for each lane, one pass and one lane.
    "8, 1, 1, true",
    "7, 1, 1, false",
    "16, 1, 2, true",
    "15, 1, 2, false",
    "16, 0, 1, false",
    "16, 1, 0, false",
  })
  void grantsAHashFromElsewhereALittleMoreThanIsUsual(
      int memoryKib, int iterations, int parallelism, boolean usable) {
    String encoded =
        "$argon2id$v=19$m=%d,t=%d,p=%d$MIIRqgvgQbgj220jfp0MPA$YfwJSVjtjSU0zzV/P3S9nnQ/USre2wvJMjfCIjrTQbg"
            .formatted(memoryKib, iterations, parallelism);

    assertEquals(usable, cheap().isUsable(encoded));
  }

  @Test
  void comparesWithNoHashThatCostsMoreUnlessItIsConfigured() {
    PasswordHash dear =
        new PasswordHash(
            Configs.of("postern.argon2.memory-kib", "65537", "postern.argon2.iterations", "1"));
    String encoded = dear.hash(PASSWORD);

    assertTrue(dear.matches(PASSWORD, encoded));
    assertFalse(cheap().matches(PASSWORD, encoded));
  }

  static Stream<Arguments> unreadable() {
    String salt = "MIIRqgvgQbgj220jfp0MPA";
    String hash = "YfwJSVjtjSU0zzV/P3S9nnQ/USre2wvJMjfCIjrTQbg";
    return Stream.of(
        Arguments.of("none", ""),
        Arguments.of("another variant", "$argon2i$v=19$m=16,t=1,p=1$" + salt + "$" + hash),
        Arguments.of("another version", "$argon2id$v=16$m=16,t=1,p=1$" + salt + "$" + hash),
        Arguments.of(
            "a short hash", "$argon2id$v=19$m=16,t=1,p=1$" + salt + "$" + hash.substring(1)),
        Arguments.of("bcrypt", "$2y$10$abcdefghijklmnopqrstuuXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void nothingMatchesAnUnreadableHash(String name, String encoded) {
    PasswordHash hash = cheap();

    assertEquals(false, hash.matches(PASSWORD, encoded));
    assertEquals(false, hash.matches("", encoded));
    assertEquals(false, hash.isCurrent(encoded));
  }
}

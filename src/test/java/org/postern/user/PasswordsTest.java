package org.postern.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 8265 §4.2, with the examples of §4.3. */
class PasswordsTest {

  static Stream<Arguments> allowed() {
    return Stream.of(
        Arguments.of("example 12", "correct horse battery staple", "correct horse battery staple"),
        Arguments.of(
            "example 13, another password",
            "Correct Horse Battery Staple",
            "Correct Horse Battery Staple"),
        Arguments.of("example 14", "\u03c0\u00df\u00e5", "\u03c0\u00df\u00e5"),
        Arguments.of("example 15", "Jack of \u2666s", "Jack of \u2666s"),
        Arguments.of("example 16, a space of another script", "foo\u1680bar", "foo bar"),
        Arguments.of("composed", "pe\u0301", "p\u00e9"),
        Arguments.of("the longest", "\ud83d\udd11".repeat(256), "\ud83d\udd11".repeat(256)),
        Arguments.of("the longest once composed", "e\u0301".repeat(256), "\u00e9".repeat(256)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allowed")
  void prepares(String name, String raw, String prepared) {
    assertEquals(Optional.of(prepared), Passwords.prepare(raw));
    assertEquals(Optional.of(prepared), Passwords.prepare(prepared), "prepared twice");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("example 17, empty", ""),
        Arguments.of("example 18, a tab", "my cat is a \tby"),
        Arguments.of("NUL", "a\u0000b"),
        Arguments.of("half a character", "a\ud83d"),
        Arguments.of("over the longest", "a".repeat(257)),
        Arguments.of("so long that nobody prepares it", "a".repeat(2_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(String name, String raw) {
    assertEquals(Optional.empty(), Passwords.prepare(raw));
  }
}

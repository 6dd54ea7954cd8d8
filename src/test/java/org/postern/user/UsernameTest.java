package org.postern.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 8265 §3.3, with the examples of §3.5. */
class UsernameTest {

  static Stream<Arguments> allowed() {
    return Stream.of(
        Arguments.of("example 1", "juliet@example.com", "juliet@example.com"),
        Arguments.of("example 2", "fussball", "fussball"),
        Arguments.of("example 3, sharp s", "fu\u00dfball", "fu\u00dfball"),
        Arguments.of("example 4, small pi", "\u03c0", "\u03c0"),
        Arguments.of("example 5, capital sigma", "\u03a3", "\u03c3"),
        Arguments.of("example 6, small sigma", "\u03c3", "\u03c3"),
        Arguments.of("example 7, final sigma", "\u03c2", "\u03c2"),
        Arguments.of("capitals", "Alice", "alice"),
        Arguments.of("full width", "\uff21lice", "alice"),
        Arguments.of("composed", "e\u0301mile", "\u00e9mile"),
        Arguments.of("right to left", "\u05d0\u05d1", "\u05d0\u05d1"),
        Arguments.of("the longest", "a".repeat(255), "a".repeat(255)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allowed")
  void prepares(String name, String raw, String prepared) {
    assertEquals(Optional.of(prepared), Username.prepare(raw));
    assertEquals(Optional.of(prepared), Username.prepare(prepared), "prepared twice");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("example 8, a space", "foo bar"),
        Arguments.of("example 9, empty", ""),
        Arguments.of("example 10, a Roman numeral", "henry\u2163"),
        Arguments.of("example 11, a chess king", "\u265a"),
        Arguments.of("a control character", "a\u0000b"),
        Arguments.of("a line feed", "alice\n"),
        Arguments.of("half a character", "a\ud83d"),
        Arguments.of("directions mixed", "\u05d0a"),
        Arguments.of("over the longest", "a".repeat(256)),
        Arguments.of("over the longest once prepared", "\u0958".repeat(200)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(String name, String raw) {
    assertEquals(Optional.empty(), Username.prepare(raw));
  }
}

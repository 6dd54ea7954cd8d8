package org.postern.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6749 §2.2 and appendix A.1. */
class ClientIdTest {

  static Stream<Arguments> allowed() {
    return Stream.of(
        Arguments.of("the RFC's example", "s6BhdRkqt3"),
        Arguments.of("a space", " "),
        Arguments.of("the last character of VSCHAR", "~"),
        Arguments.of("a colon", "urn:client:1"),
        Arguments.of("a quotation mark and a backslash", "a\"b\\c"),
        Arguments.of("the longest", "x".repeat(128)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allowed")
  void takesPrintableAscii(String name, String text) {
    assertTrue(ClientId.isValid(text));
    assertEquals(text, new ClientId(text).value());
    assertEquals(text, new ClientId(text).toString());
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("empty", ""),
        Arguments.of("over the longest", "x".repeat(129)),
        Arguments.of("the control character below VSCHAR", "a\u001f"),
        Arguments.of("delete, right above VSCHAR", "a\u007f"),
        Arguments.of("NUL", "a\0"),
        Arguments.of("a letter beyond ASCII", "caf\u00e9"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesAnythingElse(String name, String text) {
    assertFalse(ClientId.isValid(text));
    assertThrows(IllegalArgumentException.class, () -> new ClientId(text));
  }

  @Test
  void caseMatters() {
    assertNotEquals(new ClientId("Reporting"), new ClientId("reporting"));
  }
}

package org.postern.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6749 appendix A.10. */
class GrantTypeTest {

  static Stream<Arguments> allowed() {
    return Stream.of(
        Arguments.of("a name", "client_credentials"),
        Arguments.of("all of name-char", "a-b.c_d9"),
        Arguments.of("a URI", "urn:ietf:params:oauth:grant-type:token-exchange"),
        Arguments.of("the longest", "x".repeat(100)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allowed")
  void takesNamesAndUris(String name, String text) {
    assertEquals(text, new GrantType(text).toString());
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("empty", ""),
        Arguments.of("over the longest", "x".repeat(101)),
        Arguments.of("a space", "client credentials"),
        Arguments.of("a quotation mark", "pass\"word"),
        Arguments.of("a backslash", "pass\\word"),
        Arguments.of("a line feed", "password\n"),
        Arguments.of("delete", "password\u007f"),
        Arguments.of("a letter beyond ASCII", "passw\u00f6rd"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesAnythingElse(String name, String text) {
    assertThrows(IllegalArgumentException.class, () -> new GrantType(text));
  }
}

package org.postern.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6749 appendix B. */
class FormEncodingTest {

  static Stream<Arguments> decodable() {
    return Stream.of(
        // The RFC's own: U+0020, U+0025, U+0026, U+002B, U+00A3, U+20AC.
        Arguments.of("the example of appendix B", "+%25%26%2B%C2%A3%E2%82%AC", " %&+\u00a3\u20ac"),
        Arguments.of("empty", "", ""),
        Arguments.of("plain", "s6BhdRkqt3", "s6BhdRkqt3"),
        Arguments.of("lower-case digits", "%c2%a3", "\u00a3"),
        Arguments.of("an escape at the end", "a%3A", "a:"),
        Arguments.of("a space as escape", "a%20b", "a b"),
        Arguments.of("a letter beyond ASCII as it is", "\u00e9", "\u00e9"),
        Arguments.of("beyond the basic plane", "%F0%9F%94%91", "\ud83d\udd11"),
        Arguments.of("decoded once only", "%2541", "%41"),
        Arguments.of("an escaped NUL", "%00", "\0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("decodable")
  void decodes(String name, String encoded, String decoded) {
    assertEquals(Optional.of(decoded), FormEncoding.decode(encoded));
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of("a lone percent sign", "%"),
        Arguments.of("one digit", "a%4"),
        Arguments.of("the first digit is none", "%G1"),
        Arguments.of("the second digit is none", "%1G"),
        Arguments.of("a sign where a digit should be", "%+1"),
        Arguments.of("digits of another script", "%\uff14\uff11"),
        Arguments.of("half a character", "%C2"),
        Arguments.of("a continuation byte alone", "%A3"),
        Arguments.of("ISO 8859-1", "%A3a"),
        Arguments.of("over-long UTF-8", "%C0%AF"),
        Arguments.of("a surrogate in UTF-8", "%ED%A0%80"),
        Arguments.of("beyond Unicode", "%F4%90%80%80"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void refusesBrokenEscapes(String name, String encoded) {
    assertEquals(Optional.empty(), FormEncoding.decode(encoded));
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of("no query", null, false),
        Arguments.of("an empty query", "", false),
        Arguments.of("the name", "token=x", true),
        Arguments.of("the name without a value", "token", true),
        Arguments.of("the name with an empty value", "token=", true),
        Arguments.of("behind another parameter", "a=b&token=x", true),
        Arguments.of("the name in escapes", "%74oken=x", true),
        Arguments.of("another case is another name", "Token=x", false),
        Arguments.of("the name as a value", "a=token", false),
        Arguments.of("a name that only begins like it", "token_type=x", false),
        Arguments.of("a broken escape beside it", "%zz=1&token=x", true),
        Arguments.of("a broken escape in the name", "token%zz=x", false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("queries")
  void findsNamesInAQuery(String name, String query, boolean found) {
    assertEquals(found, FormEncoding.hasAnyName(query, Set.of("token", "code")));
  }
}

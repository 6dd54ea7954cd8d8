package org.postern.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6749 §3.3. */
class ScopeTest {

  static Stream<Arguments> wellFormed() {
    return Stream.of(
        Arguments.of("empty text", "", List.of()),
        Arguments.of("one token", "read", List.of("read")),
        Arguments.of("two tokens in their order", "write read", List.of("write", "read")),
        Arguments.of("a repeat collapses onto the first", "b a b", List.of("b", "a")),
        Arguments.of("case matters", "Read read", List.of("Read", "read")),
        Arguments.of("first allowed character", "!", List.of("!")),
        Arguments.of("around the quotation mark", "!#", List.of("!#")),
        Arguments.of("around the backslash", "[]", List.of("[]")),
        Arguments.of("last allowed character", "~", List.of("~")),
        Arguments.of("a URI", "https://api.example/read", List.of("https://api.example/read")),
        Arguments.of("longest token", "x".repeat(100), List.of("x".repeat(100))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wellFormed")
  void readsWhatTheGrammarAllows(String name, String text, List<String> tokens) {
    assertEquals(tokens, Scope.parse(text).tokens());
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("a lone space", " "),
        Arguments.of("space at the start", " read"),
        Arguments.of("space at the end", "read "),
        Arguments.of("two spaces", "read  write"),
        Arguments.of("tab between tokens", "read\twrite"),
        Arguments.of("line feed", "read\nwrite"),
        Arguments.of("quotation mark", "re\"ad"),
        Arguments.of("backslash", "re\\ad"),
        Arguments.of("delete", "read\u007f"),
        Arguments.of("no-break space", "read\u00a0write"),
        Arguments.of("a letter beyond ASCII", "lire-\u00e9t\u00e9"),
        Arguments.of("NUL", "read\0"),
        Arguments.of("token over the longest", "x".repeat(101)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refusesWhatTheGrammarForbids(String name, String text) {
    assertThrows(IllegalArgumentException.class, () -> Scope.parse(text));
  }

  @Test
  void writesTokensSeparatedByOneSpace() {
    assertEquals("write read", Scope.of("write", "read").toString());
    assertEquals("", Scope.EMPTY.toString());
  }

  @Test
  void containsWhatItHolds() {
    Scope scope = Scope.of("read", "write");

    assertTrue(scope.contains("read"));
    assertFalse(scope.contains("Read"));
    assertTrue(scope.containsAll(Scope.of("write")));
    assertTrue(scope.containsAll(Scope.EMPTY));
    assertFalse(scope.containsAll(Scope.of("read", "delete")));
  }

  @Test
  void filterKeepsTheOrder() {
    Scope scope = Scope.of("c", "b", "a");

    assertEquals(Scope.of("c", "a"), scope.filter(token -> !token.equals("b")));
    assertEquals(scope, scope.filter(token -> true));
    assertEquals(Scope.EMPTY, scope.filter(token -> false));
  }
}

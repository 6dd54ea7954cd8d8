package org.postern.endpoint.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.admin.Precondition;
import org.postern.admin.Revision;
import org.postern.http.ProblemException;

class PreconditionsTest {

  private static Precondition anyOf(String... tags) {
    Set<Revision> revisions = Arrays.stream(tags).map(Revision::new).collect(Collectors.toSet());
    return Precondition.anyOf(revisions);
  }

  static Stream<Arguments> readable() {
    return Stream.of(
        Arguments.of("whatever it is", List.of(" * "), Precondition.NONE),
        Arguments.of("one tag", List.of("\"a\""), anyOf("a")),
        Arguments.of("two tags", List.of("\"a\" ,\t\"b\""), anyOf("a", "b")),
        Arguments.of("two field lines", List.of("\"a\"", "\"b\", \"c\""), anyOf("a", "b", "c")),
        Arguments.of("empty elements", List.of(", ,\"a\",, \"b\" , "), anyOf("a", "b")),
        Arguments.of("an empty field line", List.of("", "\"a\""), anyOf("a")),
        Arguments.of("a weak tag matches nothing", List.of("W/\"a\", \"b\""), anyOf("b")),
        Arguments.of("obs-text", List.of("\"\u00FC\", \"b\""), anyOf("\u00FC", "b")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readable")
  void reads(String name, List<String> lines, Precondition precondition) {
    assertEquals(precondition, Preconditions.ifMatch(lines));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "a",
        "\"",
        "\"a",
        "\"a\" \"b\"",
        "*, \"a\"",
        "w/\"a\"",
        "\"a b\"",
        "\"\u007F\""
      })
  void refusesWhatIsNoListOfTags(String line) {
    assertRefused(400, List.of(line));
  }

  @Test
  void refusesAChangeWithoutOne() {
    assertRefused(428, List.of());
  }

  private static void assertRefused(int status, List<String> lines) {
    ProblemException refusal =
        assertThrows(ProblemException.class, () -> Preconditions.ifMatch(lines));

    assertEquals(status, refusal.status());
  }
}

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
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Revision;
import org.postern.http.ProblemException;

class PreconditionsTest {

  private static Precondition anyOf(String... tags) {
    Set<Revision> revisions = Arrays.stream(tags).map(Revision::new).collect(Collectors.toSet());
    return Precondition.anyOf(revisions);
  }

  static Stream<Arguments> readable() {
    return Stream.of(
        Arguments.of("whatever it is", List.of(" * "), Precondition.NONE),
        Arguments.of("one tag", List.of("\"1-a\""), anyOf("1-a")),
        Arguments.of("two tags", List.of("\"1-a\" ,\t\"1-b\""), anyOf("1-a", "1-b")),
        Arguments.of(
            "two field lines", List.of("\"1-a\"", "\"1-b\", \"1-c\""), anyOf("1-a", "1-b", "1-c")),
        Arguments.of("empty elements", List.of(", ,\"1-a\",, \"1-b\" , "), anyOf("1-a", "1-b")),
        Arguments.of("an empty field line", List.of("", "\"1-a\""), anyOf("1-a")),
        Arguments.of("obs-text", List.of("\"\u00FC\", \"1-b\""), anyOf("1-b")),
        Arguments.of("ours among others", List.of("\"x\", \"1-b\", W/\"y\""), anyOf("1-b")),
        Arguments.of("made weak by nginx", List.of("W/\"1-a\""), anyOf("1-a")),
        Arguments.of("made longer by Apache httpd", List.of("\"1-a-gzip\""), anyOf("1-a")),
        Arguments.of("made longer by Jetty", List.of("W/\"1-a--gzip\""), anyOf("1-a")),
        Arguments.of("a coding that ends like one", List.of("\"1-br\""), anyOf("1-br")),
        Arguments.of("both", List.of("\"1-br-br\""), anyOf("1-br")));
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

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "W/\"\"", "\"1-a-xz\"", "\"1-A\"", "\"1-a\u00FC\", \"-\""})
  void tellsTagsThatThisServerNeverGaveFromALostRace(String line) {
    ProblemException refusal = assertRefused(412, List.of(line));

    assertEquals(
        "If-Match holds no ETag that this server gave; ask for what is there and take its",
        refusal.getMessage());
  }

  @Test
  void refusesAChangeWithoutOne() {
    assertRefused(428, List.of());
  }

  private static ProblemException assertRefused(int status, List<String> lines) {
    ProblemException refusal =
        assertThrows(ProblemException.class, () -> Preconditions.ifMatch(lines));

    assertEquals(status, refusal.status());
    return refusal;
  }
}

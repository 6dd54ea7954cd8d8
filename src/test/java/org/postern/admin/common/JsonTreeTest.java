package org.postern.admin.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests each limit of the JSON reader with a value at the limit and one just beyond it. */
class JsonTreeTest {

  private final Problems problems = new Problems();

  private Optional<JsonValue> read(String text) {
    return JsonTree.read(problems, "", text, 100);
  }

  private void refuses(String text, String problem) {
    assertTrue(read(text).isEmpty());
    assertEquals(List.of(problem), ProblemLists.of(problems));
  }

  @Test
  void countsEveryValue() {
    assertTrue(read("[" + "0,".repeat(98) + "0]").isPresent());
    refuses("[" + "0,".repeat(99) + "0]", "has more than 100 values");
  }

  @Test
  void countsObjectsAndArraysToo() {
    assertTrue(read("[" + "[],".repeat(98) + "{}]").isPresent());
    refuses("[" + "[],".repeat(99) + "{}]", "has more than 100 values");
  }

  @Test
  void readsTwentyLevels() {
    assertTrue(read("[".repeat(21) + "]".repeat(21)).isPresent());
    refuses("[".repeat(22) + "]".repeat(22), "is nested more than 20 deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "12345678901234567890", "1.5"})
  void readsNumbers(String number) {
    assertEquals(
        number, read("{\"a\":" + number + "}").orElseThrow().asJsonObject().get("a").toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456789012345678901", "1e5", "1E-999999999", "-1e999999999"})
  void refusesNumbersOfAbsurdSize(String number) {
    refuses(
        "{\"a\":[1," + number + "]}",
        "/a/1: is a number of more than 20 digits, or with an exponent");
  }

  @Test
  void refusesANumberOfAMillionDigits() {
    refuses("1".repeat(1_000_000), "is a number of more than 20 digits, or with an exponent");
  }

  /** A pointer to each value below a long name would cost the name each time. */
  @Test
  void refusesALongNameOfAMember() {
    String longest = "n".repeat(200);

    read("{\"" + longest + "\":{\"a\":1}}");
    assertEquals(List.of(), ProblemLists.of(problems));
    refuses("{\"" + longest + "n\":1}", "has a member whose name has more than 200 characters");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100, 100",
    "101, 101, and 1 more problems",
    "5000, 101, and 4900 more problems"
  })
  void tellsAHundredProblemsAndCountsTheRest(int found, int told, String last) {
    for (int i = 0; i < found; i++) {
      problems.add("", i == 99 ? "100" : "wrong");
    }

    List<String> all = ProblemLists.of(problems);

    assertEquals(told, all.size());
    assertTrue(all.get(all.size() - 1).startsWith(last), all.get(all.size() - 1));
  }

  @Test
  void countsTheRestOfItsPartsToo() {
    Problems part = new Problems();
    for (int i = 0; i < 150; i++) {
      part.add("/x", "wrong");
    }
    problems.addAll("/part", part);
    problems.addAll("/part", part);

    List<String> all = ProblemLists.of(problems);

    assertEquals(101, all.size());
    assertEquals("/part/x: wrong", all.get(0));
    assertEquals("and 200 more problems, which are not listed", all.get(100));
  }
}

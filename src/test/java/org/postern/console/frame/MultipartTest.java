package org.postern.console.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7578 as browsers write it. */
class MultipartTest {

  private static final String TYPE = "multipart/form-data; boundary=----x'y";

  private static final String FORM =
      """
      ------x'y
      Content-Disposition: form-data; name="import:content"

      first
      second ü
      ------x'y
      Content-Disposition: form-data; name="import:file"; filename="pöstern.json"
      Content-Type: application/json

      {"a":
      "------x"}

      ------x'y
      Content-Disposition: form-data; name="empty"


      ------x'y--
      """;

  private static Optional<List<FormPart>> parse(String type, String form) {
    return Multipart.parse(type, form.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsTextsAndFiles() throws IOException {
    List<FormPart> parts = parse(TYPE, FORM).orElseThrow();

    assertEquals(3, parts.size());
    assertEquals("import:content", parts.get(0).getName());
    assertNull(parts.get(0).getSubmittedFileName());
    assertEquals(Optional.of("first\r\nsecond ü"), parts.get(0).text());
    assertEquals("import:file", parts.get(1).getName());
    assertEquals("pöstern.json", parts.get(1).getSubmittedFileName());
    assertEquals("application/json", parts.get(1).getContentType());
    assertEquals(Optional.of("{\"a\":\r\n\"------x\"}\r\n"), parts.get(1).text());
    assertEquals(19, parts.get(1).getSize());
    assertArrayEquals(
        "{\"a\":\r\n\"------x\"}\r\n".getBytes(StandardCharsets.US_ASCII),
        parts.get(1).getInputStream().readAllBytes());
    assertEquals(Optional.of(""), parts.get(2).text());
  }

  @Test
  void takesABoundaryInQuotationMarks() {
    String quoted = "multipart/form-data; boundary=\"----x'y\"";

    assertEquals(3, parse(quoted, FORM).orElseThrow().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/mixed; boundary=----x'y",
        "multipart/form-data; boundary=other",
        "application/x-www-form-urlencoded"
      })
  void refusesAnotherType(String type) {
    assertEquals(Optional.empty(), parse(type, FORM));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no end                 | ------x'y--                     |",
        "no name                | ; name=\"empty\"                | ; other=\"empty\"",
        "another disposition    | form-data; name=\"import:file\" | attachment; name=\"a\"",
        "a header without colon | Content-Type: application/json  | Content-Type"
      })
  void refusesWhatIsMalformed(String name, String what, String instead) {
    String changed = FORM.replace(what, instead == null ? "" : instead);

    assertEquals(Optional.empty(), parse(TYPE, changed));
  }

  @Test
  void refusesManyParts() {
    String part = "------x'y\nContent-Disposition: form-data; name=\"a\"\n\nb\n";

    assertEquals(100, parse(TYPE, part.repeat(100) + "------x'y--\n").orElseThrow().size());
    assertEquals(Optional.empty(), parse(TYPE, part.repeat(101) + "------x'y--\n"));
  }

  /** A header of many lines would cost much more memory than it has bytes. */
  @Test
  void refusesALargeHeader() {
    String form =
        """
        ------x'y
        Content-Disposition: form-data; name="a"
        X: %s

        text
        ------x'y--
        """;

    assertEquals(1, parse(TYPE, form.formatted("x".repeat(8_000))).orElseThrow().size());
    assertEquals(Optional.empty(), parse(TYPE, form.formatted("x".repeat(8_200))));
    assertEquals(Optional.empty(), parse(TYPE, form.formatted("\na:".repeat(3_000))));
  }
}

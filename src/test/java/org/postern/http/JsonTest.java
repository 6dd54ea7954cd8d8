package org.postern.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTest {

  private static ByteArrayInputStream body(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  @Test
  void writesAnObjectInTheOrderGiven() {
    byte[] json =
        Json.object(
            members -> {
              members.write("b", "\u00e9\"\n");
              members.write("a", 1);
            });

    assertEquals("{\"b\":\"\u00e9\\\"\\n\",\"a\":1}", new String(json, StandardCharsets.UTF_8));
  }

  @Test
  void readsAnObject() throws IOException {
    assertEquals(
        "caf\u00e9", Json.readObject(body(utf8(" {\"name\":\"caf\u00e9\"} "))).getString("name"));
  }

  @Test
  void readsABodyOfTheLargestSize() throws IOException {
    String text = "x".repeat(Json.MAX_BODY_BYTES - 8);

    assertEquals(text, Json.readObject(body(utf8("{\"a\":\"" + text + "\"}"))).getString("a"));
  }

  @Test
  void readsABodyOfTheMostValues() {
    String text = "{\"a\":[0" + ",0".repeat(97) + "]}";

    assertEquals(98, Json.readObject(body(utf8(text))).getJsonArray("a").size());
  }

  // RFC 8259 §8.1
  @Test
  void skipsOneByteOrderMark() {
    assertEquals("{}", Json.readObject(body(utf8("\uFEFF{}"))).toString());
    assertThrows(ProblemException.class, () -> Json.readObject(body(utf8("\uFEFF\uFEFF{}"))));
  }

  @Test
  void saysThatABodyIsEmpty() {
    ProblemException problem =
        assertThrows(ProblemException.class, () -> Json.readObject(body(utf8(" "))));

    assertEquals("The body is empty, and should be a JSON object", problem.getMessage());
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("empty", utf8(""), 400),
        Arguments.of("no JSON", utf8("name=a"), 400),
        Arguments.of("an array", utf8("[]"), 400),
        Arguments.of("a text", utf8("\"a\""), 400),
        Arguments.of("cut short", utf8("{\"a\":1"), 400),
        Arguments.of("more behind it", utf8("{} {}"), 400),
        Arguments.of("a repeated member", utf8("{\"a\":1,\"a\":2}"), 400),
        Arguments.of("a repeated member inside", utf8("{\"a\":{\"b\":1,\"b\":2}}"), 400),
        Arguments.of("not UTF-8", "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1), 400),
        Arguments.of("nested beyond measure", utf8(nested(30_000)), 400),
        Arguments.of("more values than 100", utf8("{\"a\":[0" + ",0".repeat(98) + "]}"), 400),
        Arguments.of(
            "one byte too large",
            utf8("{\"a\":\"" + "x".repeat(Json.MAX_BODY_BYTES - 7) + "\"}"),
            413));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesAnythingElse(String name, byte[] bytes, int status) {
    ProblemException problem =
        assertThrows(ProblemException.class, () -> Json.readObject(body(bytes)));

    assertEquals(status, problem.status());
  }
}

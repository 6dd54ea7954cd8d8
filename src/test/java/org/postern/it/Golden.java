package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import org.postern.it.Postern.Answer;

/**
 * Compares a whole answer (status, headers and body) with a file in {@code golden/}. The file has a
 * name in braces for each value that differs from one answer to the next.
 */
final class Golden {

  /** Headers that belong to the connection and not to the answer. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding");

  /** Headers that Open Liberty adds to every answer. */
  private static final Set<String> OF_THE_SERVER =
      System.getProperty("it.server", "").equals("liberty") ? Set.of("content-language") : Set.of();

  private static final String REFERENCE = "[0-9A-HJKMNP-TV-Z]{26}";

  private Golden() {}

  /**
   * Asserts that an answer is the one in the file.
   *
   * @param file below {@code golden/}, such as {@code token/invalid_client.http}
   * @param masks names and values alternate: each value in the answer stands in the file as its
   *     name in braces
   */
  static void assertAnswer(String file, Answer answer, String... masks) {
    String text = render(answer);
    for (int i = 0; i < masks.length; i += 2) {
      text = text.replace(masks[i + 1], "{" + masks[i] + "}");
    }
    assertEquals(read(file), text, file);
  }

  private static String render(Answer answer) {
    StringBuilder text = new StringBuilder("HTTP/1.1 " + answer.status() + "\n");
    new TreeMap<>(answer.headers())
        .forEach(
            (name, value) -> {
              if (!OF_THE_CONNECTION.contains(name) && !OF_THE_SERVER.contains(name)) {
                text.append(name).append(": ").append(masked(name, value)).append('\n');
              }
            });
    return text.append('\n').append(answer.body()).append('\n').toString();
  }

  private static String masked(String name, String value) {
    return switch (name) {
      case "postern-reference" -> value.replaceFirst("^" + REFERENCE + "$", "{reference}");
      case "retry-after" -> value.replaceFirst("^[0-9]+$", "{seconds}");
      default -> value;
    };
  }

  /** The text of a file in {@code golden/}. */
  static String read(String file) {
    try (InputStream stream = Golden.class.getResourceAsStream("/golden/" + file)) {
      if (stream == null) {
        throw new IllegalArgumentException("There is no golden/" + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

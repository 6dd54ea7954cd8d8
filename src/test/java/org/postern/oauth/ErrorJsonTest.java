package org.postern.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.oauth.OAuthError.InvalidRequest;

/** RFC 6749 §5.2. */
class ErrorJsonTest {

  @Test
  void writesCodeAndDescription() {
    byte[] json = ErrorJson.of(new InvalidRequest("The parameter grant_type is missing"));

    assertEquals(
        "{\"error\":\"invalid_request\","
            + "\"error_description\":\"The parameter grant_type is missing\"}",
        new String(json, StandardCharsets.UTF_8));
  }

  static Stream<Arguments> forbidden() {
    return Stream.of(
        Arguments.of("quotation mark", "a\"b"),
        Arguments.of("backslash", "a\\b"),
        Arguments.of("line feed", "a\nb"),
        Arguments.of("delete", "a\u007fb"),
        Arguments.of("a letter beyond ASCII", "\u00e9"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forbidden")
  void refusesCharactersThatSection5Dot2Forbids(String name, String description) {
    InvalidRequest error = new InvalidRequest(description);

    assertThrows(IllegalArgumentException.class, () -> ErrorJson.of(error));
  }
}

package org.postern.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.fixtures.Fakes;

class UnparsedRequestTest {

  private final Map<String, Object> attributes = new HashMap<>();

  private HttpServletRequest request(String... headers) {
    List<String> lines = Arrays.asList(headers);
    return Fakes.answering(
        HttpServletRequest.class,
        Map.of(
            "setAttribute", arguments -> attributes.put(arguments[0].toString(), arguments[1]),
            "getHeader", arguments -> values(lines, arguments[0]).get(0),
            "getHeaders", arguments -> Collections.enumeration(values(lines, arguments[0])),
            "getHeaderNames",
                arguments ->
                    Collections.enumeration(
                        lines.stream()
                            .map(line -> line.substring(0, line.indexOf(':')))
                            .toList())));
  }

  private static List<String> values(List<String> lines, Object name) {
    String start = name.toString().toLowerCase(Locale.ROOT) + ": ";
    return lines.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }

  @Test
  void hidesWhatIsParsedBeforeAnyFilter() {
    UnparsedRequest request =
        new UnparsedRequest(request("Accept: !", "CONTENT-TYPE: !", "Authorization: Basic YTpi"));

    assertNull(request.getHeader("accept"));
    assertNull(request.getHeader("Content-Type"));
    assertNull(request.getContentType());
    assertEquals(List.of(), Collections.list(request.getHeaders("Accept")));
    assertEquals(List.of("Authorization"), Collections.list(request.getHeaderNames()));
    assertEquals("Basic YTpi", request.getHeader("Authorization"));
    assertEquals(List.of("Basic YTpi"), Collections.list(request.getHeaders("Authorization")));
  }

  static Stream<Arguments> contentTypes() {
    return Stream.of(
        Arguments.of(
            "one", List.of("Content-Type: a/b"), Map.of(UnparsedRequest.CONTENT_TYPE, "a/b")),
        Arguments.of("none", List.of(), Map.of()),
        Arguments.of("two", List.of("Content-Type: a/b", "Content-Type: a/b"), Map.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contentTypes")
  void leavesTheOnlyContentTypeBehind(String name, List<String> headers, Map<String, Object> left) {
    UnparsedRequest request = new UnparsedRequest(request(headers.toArray(new String[0])));

    assertNull(request.getContentType());
    assertEquals(left, attributes);
  }
}

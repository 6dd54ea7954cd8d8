package org.postern.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.fixtures.Fakes;

class UnparsedRequestTest {

  private static final String OTHER = "application/octet-stream";

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
        UnparsedRequest.toEndpoint(
            request("Accept: !", "CONTENT-TYPE: !", "Authorization: Basic YTpi"));

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
    UnparsedRequest request = UnparsedRequest.toEndpoint(request(headers.toArray(new String[0])));

    assertNull(request.getContentType());
    assertEquals(left, attributes);
  }

  static Stream<Arguments> types() {
    return Stream.of(
        Arguments.of("a type", List.of("Content-Type: application/json"), "application/json"),
        Arguments.of(
            "parameters and capitals",
            List.of("CONTENT-TYPE: Application/JSON ; charset=\"utf-8\";"),
            "application/json"),
        Arguments.of("none", List.of(), OTHER),
        Arguments.of("two", List.of("Content-Type: a/b", "Content-Type: a/b"), OTHER),
        Arguments.of("no subtype", List.of("Content-Type: text"), OTHER),
        Arguments.of("a broken parameter", List.of("Content-Type: a/b; =; q=\""), OTHER),
        Arguments.of(
            "a form",
            List.of("Content-Type: application/x-www-form-urlencoded; charset=latin1"),
            OTHER));
  }

  /**
   * Resources are chosen by the media type, and no resource takes the type that stands for a broken
   * header.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("types")
  void leavesAResourceTheBareType(String name, List<String> headers, String left) {
    UnparsedRequest request = UnparsedRequest.toResource(request(headers.toArray(new String[0])));

    assertEquals(left, request.getContentType());
    assertEquals(left, request.getHeader("content-type"));
    assertEquals(List.of(left), Collections.list(request.getHeaders("Content-Type")));
    assertEquals(List.of("Content-Type"), Collections.list(request.getHeaderNames()));
    assertEquals(Map.of(), attributes);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "a=b&c=%41%c3%a4+;:@!$(),*~[] a=b&c=%41%c3%a4+;:@!$(),*~[]",
        "%zz=%&a=%4 %25zz=%25&a=%254",
        "%%41 %25%41",
        "a=<\"{|}\\^`> a=%3C%22%7B%7C%7D%5C%5E%60%3E",
        "ü=€\u0085 ü=€%85"
      })
  void leavesAQueryThatMayStandInAUri(String query, String left) {
    HttpServletRequest request =
        Fakes.answering(
            HttpServletRequest.class,
            Map.of(
                "getQueryString",
                arguments -> query,
                "getHeaders",
                arguments -> Collections.emptyEnumeration()));

    assertEquals(left, UnparsedRequest.toEndpoint(request).getQueryString());
    assertEquals(left, UnparsedRequest.toResource(request).getQueryString());
    assertEquals(left, URI.create("/x?" + left).getRawQuery());
  }

  @Test
  void makesNoQueryWhereThereIsNone() {
    HttpServletRequest request =
        Fakes.answering(
            HttpServletRequest.class,
            Map.of(
                "getQueryString", arguments -> null,
                "getHeaders", arguments -> Collections.emptyEnumeration()));

    assertNull(UnparsedRequest.toEndpoint(request).getQueryString());
  }
}

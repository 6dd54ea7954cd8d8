package org.postern.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.clientauth.ClientAuthMethods;
import org.postern.grant.GrantCatalogues;
import org.postern.oauth.AuthMethodCatalogue;
import org.postern.oauth.FormParameter;
import org.postern.oauth.GrantCatalogue;
import org.postern.oauth.GrantDescription;
import org.postern.oauth.GrantDescription.Label;
import org.postern.oauth.GrantDescription.PublicClients;
import org.postern.oauth.GrantType;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;

/** RFC 6749 §3.2 and appendix B. */
class FormReaderTest {

  private final FormReader reader =
      new FormReader(GrantCatalogues.ALL, ClientAuthMethods.CATALOGUE);

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private static String parameters(int count) {
    return IntStream.range(0, count).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
  }

  static Stream<Arguments> readable() {
    return Stream.of(
        Arguments.of("nothing", "", Map.of()),
        Arguments.of(
            "the example of §4.4.2",
            "grant_type=client_credentials",
            Map.of("grant_type", "client_credentials")),
        Arguments.of(
            "the example of §4.3.2",
            "grant_type=password&username=johndoe&password=A3ddj3w",
            Map.of("grant_type", "password", "username", "johndoe", "password", "A3ddj3w")),
        Arguments.of(
            "escapes in name and value", "gr%61nt_type=a%2Bb+c", Map.of("grant_type", "a+b c")),
        Arguments.of("an equals sign in the value", "password=a=b", Map.of("password", "a=b")),
        Arguments.of("an empty value counts as left out", "scope=", Map.of()),
        Arguments.of("a name alone counts as left out", "scope", Map.of()),
        Arguments.of("empty pairs", "&&scope=a&&", Map.of("scope", "a")),
        Arguments.of(
            "an unknown parameter, even with a control character",
            "other=a%00b",
            Map.of("other", "a\0b")),
        Arguments.of(
            "an unknown one, over-long",
            "other=" + "x".repeat(5000),
            Map.of("other", "x".repeat(5000))),
        Arguments.of(
            "a known one, over-long",
            "token=" + "x".repeat(5000),
            Map.of("token", "x".repeat(5000))),
        Arguments.of(
            "a known one with control characters",
            "token=a%0Ab&username=%00&scope=a\tb",
            Map.of("token", "a\nb", "username", "\0", "scope", "a\tb")),
        Arguments.of("a resource", "resource=a&scope=b", Map.of("resource", "a", "scope", "b")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readable")
  void reads(String name, String body, Map<String, String> values) {
    Map<String, List<String>> lists = new HashMap<>();
    values.forEach((parameter, value) -> lists.put(parameter, List.of(value)));

    assertEquals(lists, reader.read(bytes(body)));
  }

  @Test
  void readsThirtyTwoParameters() {
    assertEquals(32, reader.read(bytes(parameters(32))).size());
  }

  static Stream<Arguments> malformed() {
    String repeated = "A parameter is repeated";
    String escape = "The body has an escape that is broken or not UTF-8";
    return Stream.of(
        Arguments.of("a repeated parameter", "scope=a&scope=b", repeated),
        Arguments.of("repeated with the same value", "scope=a&scope=a", repeated),
        Arguments.of("repeated, once in escapes", "scope=a&sc%6Fpe=b", repeated),
        Arguments.of("repeated, the first empty", "scope=&scope=a", repeated),
        Arguments.of("repeated, the second without a value", "scope=a&scope", repeated),
        Arguments.of("an unknown one repeated", "other=a&other=b", repeated),
        Arguments.of("a nameless one repeated", "=a&=b", repeated),
        Arguments.of("33 parameters", parameters(33), "More than 32 parameters"),
        Arguments.of("a broken escape in a value", "scope=%zz", escape),
        Arguments.of("a broken escape in a name", "%zz=a", escape),
        Arguments.of("an escape cut short", "scope=a%4", escape),
        Arguments.of("escapes that are not UTF-8", "scope=%FF", escape));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refusesMalformedForms(String name, String body, String description) {
    OAuthException refusal = assertThrows(OAuthException.class, () -> reader.read(bytes(body)));

    assertEquals(new InvalidRequest(description), refusal.error());
    assertEquals(RefusalReason.MALFORMED_REQUEST, refusal.reason());
  }

  @Test
  void refusesABodyThatIsNotUtf8() {
    byte[] body = "username=caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);

    OAuthException refusal = assertThrows(OAuthException.class, () -> reader.read(body));

    assertEquals(new InvalidRequest("The body is not UTF-8"), refusal.error());
  }

  /** RFC 8707 §2: only this parameter may be there more than once. */
  @Test
  void readsEveryResource() {
    assertEquals(
        Map.of("resource", List.of("b", "a:b"), "scope", List.of("s")),
        reader.read(bytes("resource=b&scope=s&resource=a%3Ab&resource=")));
    assertEquals(Map.of(), reader.read(bytes("resource=&resource=")));
  }

  @Test
  void countsEveryResource() {
    String resources = "resource=a&".repeat(32);

    assertEquals(32, reader.read(bytes(resources)).get("resource").size());
    OAuthException refusal =
        assertThrows(OAuthException.class, () -> reader.read(bytes(resources + "resource=a")));
    assertEquals(new InvalidRequest("More than 32 parameters"), refusal.error());
  }

  static Stream<Arguments> exposed() {
    return Stream.of(
        Arguments.of("client_secret", "client_secret=x"),
        Arguments.of("client_assertion", "client_assertion=x"),
        Arguments.of("password", "a=b&password=x"),
        Arguments.of("refresh_token", "refresh_token=x"),
        Arguments.of("token", "token=x"),
        Arguments.of("access_token", "access_token=x"),
        Arguments.of("code", "code=x"),
        Arguments.of("in escapes", "%63ode=x"),
        Arguments.of("without a value", "password"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("exposed")
  void refusesCredentialsInTheQuery(String name, String query) {
    OAuthException refusal = assertThrows(OAuthException.class, () -> reader.refuseInQuery(query));

    assertEquals(
        new InvalidRequest("Credentials must not be in the query string"), refusal.error());
    assertEquals(RefusalReason.CREDENTIAL_IN_QUERY, refusal.reason());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "grant_type=client_credentials",
        "a=b&scope=x",
        "client%5Fid=a",
        "username",
        "resource=",
        "token_type_hint=access_token",
        "caller_address=192.0.2.7"
      })
  void refusesParametersInTheQueryThatAreReadInTheBody(String query) {
    OAuthException refusal = assertThrows(OAuthException.class, () -> reader.refuseInQuery(query));

    assertEquals(
        new InvalidRequest("The parameters must be in the body, not in the query string"),
        refusal.error());
    assertEquals(RefusalReason.MALFORMED_REQUEST, refusal.reason());
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        Arguments.of("no query", null),
        Arguments.of("an empty one", ""),
        Arguments.of("a name that begins like one of the form", "scopes=x&grant=y"),
        Arguments.of("another name", "codes=x"),
        Arguments.of("a broken escape", "a=%zz"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmless")
  void ignoresAnythingElseInTheQuery(String name, String query) {
    assertDoesNotThrow(() -> reader.refuseInQuery(query));
  }

  private static FormReader withGrant(FormParameter... parameters) {
    GrantDescription grant =
        new GrantDescription(
            new GrantType("test"),
            new Label("by hand", "von Hand"),
            List.of(parameters),
            PublicClients.ALLOWED,
            false);
    return new FormReader(new GrantCatalogue(List.of(grant)), new AuthMethodCatalogue(List.of()));
  }

  @Test
  void takesAParameterAsItsGrantDescribesIt() {
    FormReader described =
        withGrant(
            FormParameter.credential("test_code").atMost(4),
            new FormParameter("test_hint", FormParameter.ANY_LENGTH, false, true));

    assertEquals(
        Map.of("test_code", List.of("abcd"), "test_hint", List.of("a", "b")),
        described.read(bytes("test_hint=a&test_code=abcd&test_hint=b")));
    assertEquals(
        new InvalidRequest("The parameter test_code is too long"),
        assertThrows(OAuthException.class, () -> described.read(bytes("test_code=abcde"))).error());
    assertEquals(
        new InvalidRequest("A parameter is repeated"),
        assertThrows(OAuthException.class, () -> described.read(bytes("test_code=a&test_code=b")))
            .error());
    assertEquals(
        RefusalReason.CREDENTIAL_IN_QUERY,
        assertThrows(OAuthException.class, () -> described.refuseInQuery("test_code=a")).reason());
    assertEquals(
        RefusalReason.MALFORMED_REQUEST,
        assertThrows(OAuthException.class, () -> described.refuseInQuery("test_hint=a")).reason());
  }

  @Test
  void anotherServerDoesNotKnowTheParameter() {
    assertDoesNotThrow(() -> reader.refuseInQuery("test_code=a&test_hint=b"));
    assertEquals(Map.of("test_code", List.of("abcde")), reader.read(bytes("test_code=abcde")));
  }

  @Test
  void refusesToStartWhenAParameterIsDescribedInTwoWays() {
    IllegalStateException refusal =
        assertThrows(
            IllegalStateException.class, () -> withGrant(FormParameter.credential("scope")));

    assertEquals("the parameter scope is described in two ways", refusal.getMessage());
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** The rules of the endpoint and the form of its answers: RFC 6749 §3.2, §5.1 and §5.2. */
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class TokenEndpointIT extends DeployedWar {

  private static final String TOKEN = "oauth2/token";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String GRANT = "grant_type=client_credentials";

  private final Postern postern = Postern.MANAGED;

  private static Registered clientWithGrant() {
    return Clients.confidential().grants("client_credentials").create();
  }

  private HttpRequest.Builder request(Registered client) {
    return postern.request(TOKEN).header("Authorization", client.basic());
  }

  private Answer post(Registered client, String body) {
    return postern.post(TOKEN, Optional.of(client.basic()), body);
  }

  private Answer raw(String head, byte... body) {
    return RawHttp.exchange(postern.uri(""), head, body);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Asserts a refusal with 400 and exactly this text. */
  private static void assertRefused(String error, String description, Answer answer) {
    assertEquals(
        "{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}",
        answer.body());
    Golden.assertAnswer("token/bad_request.http", answer, "body", answer.body());
  }

  // RFC 6749 §5.1

  @ParameterizedTest(name = "{0} oauth2/{1}")
  @CsvSource({"GET, ''", "GET, nothing", "POST, nothing", "POST, token/x", "OPTIONS, nothing"})
  void answersUnknownPathsInJson(String method, String path) {
    Answer answer =
        postern.send(
            postern.request("oauth2/" + path).method(method, BodyPublishers.ofString("a=b")));

    assertEquals(404, answer.status(), answer.toString());
    assertEquals("application/json;charset=utf-8", answer.header("content-type").orElseThrow());
    assertEquals(
        "{\"error\":\"invalid_request\",\"error_description\":\"There is no endpoint at this"
            + " path\"}",
        answer.body());
    assertEquals("no-store", answer.header("cache-control").orElseThrow());
  }

  @Test
  void answersWithTokenTypeLifetimeAndScope() {
    String scope = Scopes.forKind("client").create();
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .scopes(scope)
            .defaultScopes(scope)
            .create();

    Answer answer = post(client, GRANT);

    Golden.assertAnswer(
        "token/issued.http", answer, "access_token", answer.accessToken(), "scope", scope);
    assertTrue(answer.accessToken().matches("psa_[A-Za-z0-9_-]{43}"), answer.accessToken());
  }

  @Test
  void givesEveryTokenAnotherValue() {
    Registered client = clientWithGrant();

    Answer first = post(client, GRANT);
    Answer second = post(client, GRANT);

    assertFalse(first.accessToken().equals(second.accessToken()));
  }

  // RFC 6749 §3.2: the client MUST use POST.

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "PROPFIND"})
  void refusesOtherMethods(String method) {
    Registered client = clientWithGrant();

    Answer answer =
        postern.send(
            request(client)
                .header("Content-Type", FORM)
                .method(method, BodyPublishers.ofString(GRANT)));

    Golden.assertAnswer("token/method_not_allowed.http", answer);
  }

  @Test
  void answersHeadLikeGetWithoutBody() {
    Registered client = clientWithGrant();

    Answer answer = postern.send(request(client).method("HEAD", BodyPublishers.noBody()));

    Golden.assertAnswer("token/method_not_allowed_head.http", answer);
  }

  @Test
  void answersOptionsWithTheMethodThatIsAllowed() {
    Answer answer = postern.send(postern.request(TOKEN).method("OPTIONS", BodyPublishers.noBody()));

    Golden.assertAnswer("token/options.http", answer);
  }

  @Test
  void refusesTraceAndEchoesNothing() {
    Answer answer = raw(RawHttp.head("TRACE", postern.uri(TOKEN), "Authorization: Basic c2VjcmV0"));

    assertEquals(405, answer.status());
    assertFalse(answer.body().contains("c2VjcmV0"), answer.body());
  }

  @Test
  void answersAnUnknownPathInJson() {
    Registered client = clientWithGrant();

    Answer answer = postern.post("oauth2/nothing", Optional.of(client.basic()), GRANT);

    Golden.assertAnswer("token/not_found.http", answer);
  }

  // Media type

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "JSON                    | application/json",
        "text                    | text/plain",
        "multipart               | multipart/form-data; boundary=x",
        "no slash                | form",
        "two slashes             | application//x-www-form-urlencoded",
        "no name                 | /",
        "wildcard                | */*",
        "prefix of the right one | application/x-www-form-urlencodedx",
        "empty charset           | application/x-www-form-urlencoded; charset=",
        "parameter without value | application/x-www-form-urlencoded; charset",
        "list                    | application/x-www-form-urlencoded, text/plain"
      })
  void refusesOtherMediaTypes(String name, String contentType) {
    Registered client = clientWithGrant();

    Answer answer =
        postern.send(
            request(client)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(GRANT)));

    Golden.assertAnswer("token/unsupported_media_type.http", answer);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "plain               | application/x-www-form-urlencoded",
        "with charset        | application/x-www-form-urlencoded;charset=UTF-8",
        "charset lower case  | application/x-www-form-urlencoded; charset=utf-8",
        "charset quoted      | application/x-www-form-urlencoded; charset=\"UTF-8\"",
        "type in upper case  | APPLICATION/X-WWW-FORM-URLENCODED",
        "Latin 1             | application/x-www-form-urlencoded; charset=ISO-8859-1",
        "unknown charset     | application/x-www-form-urlencoded; charset=nonsense",
        "two charsets        | application/x-www-form-urlencoded; charset=UTF-8; charset=UTF-7",
        "unknown parameter   | application/x-www-form-urlencoded; version=1"
      })
  void takesForms(String name, String contentType) {
    Registered client = clientWithGrant();

    Answer answer =
        postern.send(
            request(client)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(GRANT)));

    assertEquals(200, answer.status(), answer.body());
  }

  @Test
  void refusesBodyWithoutMediaType() {
    Registered client = clientWithGrant();

    Answer answer = postern.send(request(client).POST(BodyPublishers.ofString(GRANT)));

    Golden.assertAnswer("token/unsupported_media_type.http", answer);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "two media types  | Content-Type: application/x-www-form-urlencoded | Content-Type:"
            + " text/plain",
        "the same twice   | Content-Type: application/x-www-form-urlencoded "
            + "| Content-Type: application/x-www-form-urlencoded",
        "empty media type | Content-Type:                                    | X: y",
        "gzip             | Content-Type: application/x-www-form-urlencoded | Content-Encoding:"
            + " gzip",
        "identity         | Content-Type: application/x-www-form-urlencoded | Content-Encoding:"
            + " identity"
      })
  void refusesHeadersThatMakeTheBodyUnreadable(String name, String first, String second) {
    Registered client = clientWithGrant();
    String head =
        RawHttp.head(
            "POST",
            postern.uri(TOKEN),
            "Authorization: " + client.basic(),
            "Content-Length: " + GRANT.length(),
            first,
            second);

    Answer answer = raw(head, ascii(GRANT));

    Golden.assertAnswer("token/unsupported_media_type.http", answer);
  }

  @Tag(Kinds.EMPTY_HEADER)
  @Test
  void refusesAnEmptyEncoding() {
    refusesHeadersThatMakeTheBodyUnreadable(
        "empty encoding", "Content-Type: " + FORM, "Content-Encoding:");
  }

  // Size

  private static String padded(int bytes) {
    String begin = GRANT + "&pad=";
    return begin + "x".repeat(bytes - begin.length());
  }

  private static BodyPublisher chunked(String body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(ascii(body)));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"with a length", "in chunks"})
  void takesBodyOf16384Bytes(String how) {
    Registered client = clientWithGrant();
    String body = padded(16_384);

    Answer answer =
        postern.send(request(client).header("Content-Type", FORM).POST(sent(how, body)));

    assertEquals(200, answer.status(), answer.body());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"with a length", "in chunks"})
  void refusesBodyOf16385Bytes(String how) {
    Registered client = clientWithGrant();
    String body = padded(16_385);

    Answer answer =
        postern.send(request(client).header("Content-Type", FORM).POST(sent(how, body)));

    Golden.assertAnswer("token/content_too_large.http", answer);
  }

  @Test
  void refusesALargeBodyThatIsAnnouncedWithoutWaitingForIt() {
    String head =
        RawHttp.head("POST", postern.uri(TOKEN), "Content-Type: " + FORM, "Content-Length: 16385");

    Answer answer = raw(head, ascii(GRANT));

    Golden.assertAnswer("token/content_too_large.http", answer);
  }

  private static BodyPublisher sent(String how, String body) {
    return how.equals("in chunks") ? chunked(body) : BodyPublishers.ofString(body);
  }

  @Test
  void takesShortBodyInChunks() {
    Registered client = clientWithGrant();

    Answer answer = postern.send(request(client).header("Content-Type", FORM).POST(chunked(GRANT)));

    assertEquals(200, answer.status(), answer.body());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"with a length", "in chunks"})
  void refusesBodyOfAMegabyte(String how) {
    Registered client = clientWithGrant();
    String body = padded(1_000_000);

    Answer answer =
        postern.send(request(client).header("Content-Type", FORM).POST(sent(how, body)));

    Golden.assertAnswer("token/content_too_large.http", answer);
  }

  @Test
  void takesBodyAfterAContinue() {
    Registered client = clientWithGrant();

    Answer answer =
        postern.send(
            request(client)
                .header("Content-Type", FORM)
                .expectContinue(true)
                .POST(BodyPublishers.ofString(GRANT)));

    assertEquals(200, answer.status(), answer.body());
  }

  // The form: RFC 6749 §3.2 and appendix B.

  static Stream<Arguments> brokenForms() {
    String escape = "The body has an escape that is broken or not UTF-8";
    String repeated = "A parameter is repeated";
    return Stream.of(
        arguments("escape that ends at once", GRANT + "&scope=%", escape),
        arguments("escape that ends half way", GRANT + "&scope=%4", escape),
        arguments("escape of no digits", GRANT + "&scope=%zz", escape),
        arguments("escape in an unknown parameter", GRANT + "&x=%zz", escape),
        arguments("escape in a name", GRANT + "&%zz=x", escape),
        arguments("UTF-8 that ends half way", GRANT + "&scope=%C3", escape),
        arguments("overlong UTF-8", GRANT + "&x=%C0%AF", escape),
        arguments("half of a surrogate pair", GRANT + "&x=%ED%A0%80", escape),
        arguments("grant_type twice", GRANT + "&" + GRANT, repeated),
        arguments("scope twice", GRANT + "&scope=a&scope=b", repeated),
        arguments("unknown parameter twice", GRANT + "&x=1&x=2", repeated),
        arguments("twice without a value", GRANT + "&x=&x", repeated),
        arguments("once empty and once not", GRANT + "&scope=&scope=a", repeated),
        arguments("second one encoded", GRANT + "&grant%5Ftype=password", repeated),
        arguments("empty name twice", GRANT + "&=1&=2", repeated));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenForms")
  void refusesBrokenForm(String name, String body, String description) {
    Registered client = clientWithGrant();

    Answer answer = post(client, body);

    assertRefused("invalid_request", description, answer);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    Registered client = clientWithGrant();
    byte[] body = ascii(GRANT + "&x=?");
    body[body.length - 1] = (byte) 0xE4;

    Answer answer =
        postern.send(
            request(client).header("Content-Type", FORM).POST(BodyPublishers.ofByteArray(body)));

    assertRefused("invalid_request", "The body is not UTF-8", answer);
  }

  static Stream<Arguments> unusualForms() {
    return Stream.of(
        arguments("unknown parameter", GRANT + "&x=1"),
        arguments("unknown parameters of all kinds", GRANT + "&x=1&X=1&y&z=&=v"),
        arguments("well-formed escapes", "grant%5ftype=client%5Fcredentials&x=%E2%82%AC"),
        arguments("UTF-8 that is not escaped", GRANT + "&x=\u20AC"),
        arguments("control characters where nobody reads", GRANT + "&x=%00%0A%7F"),
        arguments("long value that nobody reads", GRANT + "&x=" + "x".repeat(10_000)),
        arguments("separators with nothing between", "&&" + GRANT + "&&"),
        arguments("scope without a value", GRANT + "&scope="),
        arguments("scope without an equals sign", GRANT + "&scope"),
        arguments("client_secret without a value", GRANT + "&client_secret="),
        arguments("client_id without a value", GRANT + "&client_id="));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusualForms")
  void takesUnusualForm(String name, String body) {
    Registered client = clientWithGrant();

    Answer answer = post(client, body);

    assertEquals(200, answer.status(), answer.body());
  }

  private static String withParameters(int count) {
    return GRANT
        + IntStream.range(1, count).mapToObj(i -> "&p" + i + "=1").collect(Collectors.joining());
  }

  @Test
  void takes32Parameters() {
    Registered client = clientWithGrant();

    Answer answer = post(client, withParameters(32));

    assertEquals(200, answer.status(), answer.body());
  }

  @Test
  void refuses33Parameters() {
    Registered client = clientWithGrant();

    Answer answer = post(client, withParameters(33));

    assertRefused("invalid_request", "More than 32 parameters", answer);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "UTF-8 that says so, UTF-8, \u00fc, 200",
    "UTF-8 that says Latin 1, ISO-8859-1, \u00fc, 415",
    "ASCII that says Latin 1, ISO-8859-1, %C3%BC, 200",
    "an escape that is not UTF-8, ISO-8859-1, %FC, 400",
  })
  void readsNothingButUtf8(String name, String charset, String value, int expected) {
    Registered client = clientWithGrant();

    Answer answer =
        postern.send(
            request(client)
                .header("Content-Type", FORM + "; charset=" + charset)
                .POST(BodyPublishers.ofString(GRANT + "&other=" + value)));

    assertEquals(expected, answer.status(), answer.body());
    assertEquals(expected == 200 ? "" : "invalid_request", answer.error(), name);
  }

  static Stream<Arguments> odd() {
    String lineFeed = "a%0Ab";
    return Stream.of(
        arguments("scope", lineFeed, 400, "invalid_scope"),
        arguments("scope", "x".repeat(9_000), 400, "invalid_scope"),
        arguments("grant_type", "client_credentials%0A", 400, "unsupported_grant_type"),
        arguments("grant_type", "x".repeat(9_000), 400, "unsupported_grant_type"),
        arguments("username", lineFeed, 200, ""),
        arguments("password", "x".repeat(9_000), 200, ""),
        arguments("refresh_token", "x".repeat(9_000), 200, ""),
        arguments("token", lineFeed, 200, ""),
        arguments("token_type_hint", "x".repeat(9_000), 200, ""));
  }

  /** A limit must not be reported before the meaning of a value is known, or that it has none. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void judgesAValueByItsMeaning(String parameter, String value, int status, String error) {
    Registered client = clientWithGrant();
    String grant = parameter.equals("grant_type") ? "" : GRANT + "&";

    Answer answer = post(client, grant + parameter + "=" + value);

    assertEquals(status, answer.status(), answer.body());
    assertEquals(error, answer.error());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "an over-long identifier, 9000, 10",
    "an over-long secret, 10, 9000",
    "an identifier one too long, 129, 10"
  })
  void takesOddCredentialsForWrongOnes(String name, int idLength, int secretLength) {
    String form =
        GRANT + "&client_id=" + "x".repeat(idLength) + "&client_secret=" + "y".repeat(secretLength);

    Answer answer = postern.post(TOKEN, Optional.empty(), (CharSequence) form);

    Golden.assertAnswer("token/invalid_client.http", answer);
  }

  // RFC 8707 §2: resource

  private static Registered clientOf(String scope) {
    return Clients.confidential()
        .grants("client_credentials")
        .scopes(scope)
        .defaultScopes(scope)
        .create();
  }

  @Test
  void takesTheResourcesThatTheScopeLeadsTo() {
    String one = Clients.confidential().suffix(".example").create().clientId();
    String other = Clients.confidential().suffix(".example").create().clientId();
    String scope = Scopes.forKind("client").resourceServers(one, other).create();
    Registered client = clientOf(scope);

    Answer both = post(client, GRANT + "&resource=" + other + "&resource=" + one);
    Answer twice =
        post(client, GRANT + "&resource=" + one + "&resource=" + other + "&resource=" + one);
    Answer unsaid = post(client, GRANT + "&resource=");

    assertEquals(200, both.status(), both.body());
    assertEquals(200, twice.status(), twice.body());
    assertEquals(200, unsaid.status(), unsaid.body());
    assertEquals(
        "[\"" + one + "\",\"" + other + "\"]",
        postern.get("api/me", both.accessToken()).json().getJsonArray("aud").toString());
  }

  @Test
  void refusesOtherResourcesThanThoseOfTheScope() {
    String server = Clients.confidential().create().clientId();
    String other = Clients.confidential().create().clientId();
    String scope = Scopes.forKind("client").resourceServers(server, other).create();
    Registered client = clientOf(scope);

    List<Answer> refusals =
        List.of(
            post(client, GRANT + "&resource=https%3A%2F%2Fapi.example.org%2F"),
            post(client, GRANT + "&resource=" + server),
            post(clientWithGrant(), GRANT + "&resource=" + server));

    for (Answer refused : refusals) {
      assertRefused(
          "invalid_target", "The scope does not lead to exactly the resources asked for", refused);
      assertEquals("target_not_of_scope", AuditRows.of(refused).getString("reason"));
    }
  }

  // RFC 6749 §2.3.1: credentials MUST NOT be in the request URI.

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "client_secret=x",
        "client_assertion=x",
        "password=x",
        "refresh_token=x",
        "token=x",
        "access_token=x",
        "code=x",
        "a=b&password=x",
        "client%5Fsecret=x",
        "password",
        "password="
      })
  void refusesCredentialsInTheQuery(String query) {
    Registered client = clientWithGrant();

    Answer answer = postern.post(TOKEN + "?" + query, Optional.of(client.basic()), GRANT);

    assertRefused("invalid_request", "Credentials must not be in the query string", answer);
  }

  /**
   * If such parameters were ignored silently, they would not have the effect that the sender
   * expects.
   */
  @ParameterizedTest(name = "?{0}")
  @ValueSource(
      strings = {
        "grant_type=client_credentials",
        "client_id=other",
        "scope=postern.admin",
        "username=alice",
        "resource=x",
        "a=b&%73cope=x"
      })
  void refusesParametersInTheQueryThatAreReadInTheBody(String query) {
    Registered client = clientWithGrant();

    Answer answer = postern.post(TOKEN + "?" + query, Optional.of(client.basic()), GRANT);

    assertRefused(
        "invalid_request", "The parameters must be in the body, not in the query string", answer);
  }

  @ParameterizedTest(name = "?{0}")
  @ValueSource(strings = {"", "a=b", "scopes=postern.admin", "a=%C3", "&&=&", "clientsecret=x"})
  void ignoresAnythingElseInTheQuery(String query) {
    Registered client = clientWithGrant();
    String head =
        RawHttp.head(
            "POST",
            postern.uri(TOKEN).getRawPath() + "?" + query,
            postern.uri(""),
            "Authorization: " + client.basic(),
            "Content-Type: " + FORM,
            "Content-Length: " + GRANT.length());

    Answer answer = raw(head, ascii(GRANT));

    assertEquals(200, answer.status(), answer.body());
  }

  // Headers

  @ParameterizedTest(name = "Accept: {0}")
  @ValueSource(
      strings = {"text/html", "application/xml;q=1", "///", "*", ",", "application/json;q=x", ";;"})
  void answersJsonWhateverIsAccepted(String accept) {
    Registered client = clientWithGrant();

    Answer answer =
        postern.send(
            request(client)
                .header("Content-Type", FORM)
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(GRANT)));

    Golden.assertAnswer(
        "token/issued_without_scope.http", answer, "access_token", answer.accessToken());
  }

  @Test
  void answersARefusalInJsonWhateverIsAccepted() {
    Answer answer =
        postern.send(
            postern
                .request(TOKEN)
                .header("Content-Type", FORM)
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString(GRANT)));

    Golden.assertAnswer("token/invalid_client.http", answer);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "Accept-Language: ;;;",
        "Content-Language: ;;;",
        "Accept-Charset: x;q=y",
        "Accept-Encoding: gzip",
        "Cookie: JSESSIONID=abc; =; ;",
        "If-None-Match: *",
        "Range: bytes=0-1",
        "Origin: https://app.example",
        "X-Forwarded-For: 203.0.113.7",
        "X-Forwarded-Proto: http",
        "Forwarded: for=203.0.113.7;proto=http"
      })
  void ignoresHeadersThatItDoesNotNeed(String header) {
    Registered client = clientWithGrant();
    String head =
        RawHttp.head(
            "POST",
            postern.uri(TOKEN),
            "Authorization: " + client.basic(),
            "Content-Type: " + FORM,
            "Content-Length: " + GRANT.length(),
            header);

    Answer answer = raw(head, ascii(GRANT));

    Golden.assertAnswer(
        "token/issued_without_scope.http", answer, "access_token", answer.accessToken());
  }

  @Test
  void refusesTwoAuthorizationHeaders() {
    Registered client = clientWithGrant();
    String head =
        RawHttp.head(
            "POST",
            postern.uri(TOKEN),
            "Authorization: " + client.basic(),
            "Authorization: " + client.basic(),
            "Content-Type: " + FORM,
            "Content-Length: " + GRANT.length());

    Answer answer = raw(head, ascii(GRANT));

    assertRefused("invalid_request", "More than one Authorization header", answer);
  }

  // RFC 6749 §5.2

  @Test
  void tellsNothingAboutWhyAClientIsRefused() {
    Registered client = clientWithGrant();
    Registered disabled = clientWithGrant();
    postern.control("client.disable", "client_id", disabled.clientId());
    Registered app = Clients.publicClient().create();
    String unknown = client.clientId() + "-unknown";

    List<Answer> answers =
        List.of(
            postern.token(new Registered(unknown, client.secret()), "grant_type", "password"),
            postern.token(new Registered(client.clientId(), "wrong"), "grant_type", "password"),
            postern.token(disabled, "grant_type", "client_credentials"),
            postern.token(new Registered(client.clientId(), ""), "grant_type", "password"),
            postern.token(new Registered(app.clientId(), "secret"), "grant_type", "password"),
            postern.post(TOKEN, Optional.empty(), GRANT),
            postern.post(TOKEN, Optional.empty(), GRANT + "&client_id=" + unknown),
            postern.post(TOKEN, Optional.empty(), GRANT + "&client_id=" + client.clientId()),
            postern.post(TOKEN, Optional.empty(), GRANT + "&client_secret=" + client.secret()));

    for (Answer answer : answers) {
      Golden.assertAnswer("token/invalid_client.http", answer);
    }
    assertEquals(200, post(client, GRANT).status());
  }

  /** A header without a secret means the same as {@code client_id} alone: §3.2.1. */
  @Test
  void takesHeaderWithoutSecretForNoneFromPublicClient() {
    Registered app = Clients.publicClient().create();

    Answer byHeader = postern.token(new Registered(app.clientId(), ""), "grant_type", "password");
    Answer byBody =
        postern.post(
            TOKEN, Optional.empty(), "grant_type", "password", "client_id", app.clientId());

    assertEquals(400, byHeader.status(), byHeader.body());
    assertEquals("unauthorized_client", byHeader.error());
    assertEquals(byBody.body(), byHeader.body());
  }

  @Test
  void refusesRequestWithoutGrantType() {
    Registered client = clientWithGrant();

    Answer missing = post(client, "");
    Answer empty = post(client, "grant_type=");

    assertRefused("invalid_request", "The parameter grant_type is missing", missing);
    assertRefused("invalid_request", "The parameter grant_type is missing", empty);
  }

  @ParameterizedTest(name = "grant_type={0}")
  @ValueSource(
      strings = {
        "authorization_code",
        "implicit",
        "urn:ietf:params:oauth:grant-type:device_code",
        "CLIENT-CREDENTIALS-GRANT",
        "<script>alert(1)</script>",
        "\"",
        "\u20AC",
        " "
      })
  void refusesUnknownGrantType(String grantType) {
    Registered client = clientWithGrant();

    Answer answer = postern.token(client, "grant_type", grantType);

    assertRefused("unsupported_grant_type", "Unsupported grant type", answer);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "client_credential,client_credentials",
    "client-credentials,client_credentials",
    "passwort,password",
    "refresh-token,refresh_token",
    "refreshtoken,refresh_token"
  })
  void hintsAtAGrantTypeThatIsNearlyRight(String grantType, String meant) {
    Registered client = clientWithGrant();

    Answer answer = postern.token(client, "grant_type", grantType);

    assertRefused(
        "unsupported_grant_type", "Unsupported grant type, did you mean " + meant + "?", answer);
  }

  @Test
  void refusesGrantThatTheClientIsNotRegisteredFor() {
    Registered without = Clients.confidential().grants("refresh_token").create();
    Registered with = Clients.confidential().grants("client_credentials").create();

    Answer refused = post(without, GRANT);
    Answer issued = post(with, GRANT);

    assertRefused(
        "unauthorized_client", "The client is not allowed to use this grant type", refused);
    assertEquals(200, issued.status(), issued.body());
  }

  @Test
  void refusesScopeBeyondWhatIsAllowed() {
    Registered client = clientWithGrant();

    Answer answer = post(client, GRANT + "&scope=client.self");

    assertRefused("invalid_scope", "The scope is unknown or more than is allowed here", answer);
  }

  // The order of the checks.

  static Stream<Arguments> twoMistakes() {
    return Stream.of(
        arguments("method before query", "GET", "?password=x", "wrong", GRANT, 405),
        arguments("query before client", "POST", "?password=x", "wrong", GRANT, 400),
        arguments("form before client", "POST", "", "wrong", GRANT + "&x=1&x=2", 400),
        arguments("client before missing grant_type", "POST", "", "wrong", "", 401),
        arguments("client before unknown grant_type", "POST", "", "wrong", "grant_type=x", 401),
        arguments("client before scope", "POST", "", "wrong", GRANT + "&scope=%22", 401));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("twoMistakes")
  void checksInOrder(
      String name, String method, String query, String secret, String body, int status) {
    Registered client = clientWithGrant();

    Answer answer =
        postern.send(
            postern
                .request(TOKEN + query)
                .header("Authorization", Postern.basic(client.clientId(), secret))
                .header("Content-Type", FORM)
                .method(method, BodyPublishers.ofString(body)));

    assertEquals(status, answer.status(), answer.body());
  }

  @Test
  void checksTheGrantBeforeItsParameters() {
    Registered client = Clients.confidential().grants("refresh_token").create();

    Answer unknown = postern.token(client, "grant_type", "x", "scope", "\"");
    Answer notAllowed = postern.token(client, "grant_type", "password", "scope", "\"");
    Answer malformed = postern.token(client, "grant_type", "refresh_token", "scope", "\"");

    assertEquals("unsupported_grant_type", unknown.error());
    assertEquals("unauthorized_client", notAllowed.error());
    assertRefused("invalid_request", "The parameter refresh_token is missing", malformed);
  }

  @Test
  void checksTheNumberOfMethodsBeforeTheClient() {
    Registered client = clientWithGrant();

    Answer answer =
        postern.token(
            new Registered(client.clientId(), "wrong"),
            "grant_type",
            "client_credentials",
            "client_secret",
            "wrong too");

    assertRefused("invalid_request", "More than one client authentication method is used", answer);
  }

  // Reference ids.

  static Stream<Arguments> reasons() {
    return Stream.of(
        arguments("malformed", "malformed_request", GRANT + "&" + GRANT, "right", true, false),
        arguments("unknown client", "client_unknown", GRANT, "right", false, false),
        arguments("wrong secret", "secret_wrong", GRANT, "wrong", true, true),
        arguments("empty secret", "secret_missing", GRANT, "", true, true),
        arguments("no such grant", "grant_type_unknown", "grant_type=x", "right", true, true),
        arguments("no grant", "grant_type_unknown", "scope=x", "right", true, true),
        arguments(
            "grant not allowed", "grant_not_allowed", "grant_type=password", "right", true, true),
        arguments("scope malformed", "scope_malformed", GRANT + "&scope=%22", "right", true, true),
        arguments("scope beyond", "scope_not_allowed", GRANT + "&scope=x", "right", true, true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reasons")
  void leadsFromTheReferenceToTheTrueReason(
      String name,
      String reason,
      String body,
      String secret,
      boolean isRegistered,
      boolean isClientKnown) {
    Registered client = clientWithGrant();
    String clientId = isRegistered ? client.clientId() : client.clientId() + "-unknown";
    String presented = secret.equals("right") ? client.secret() : secret;

    Answer answer = postern.post(TOKEN, Optional.of(Postern.basic(clientId, presented)), body);

    var row = AuditRows.of(answer);
    assertEquals("token.refused", row.getString("kind"));
    assertEquals(reason, row.getString("reason"));
    assertEquals(isClientKnown ? clientId : "", row.getString("client_id"));
    assertFalse(row.getString("source").isEmpty());
    assertFalse(row.toString().contains(client.secret()));
  }

  @Test
  void auditsCredentialsInTheQueryAsExposed() {
    Registered client = clientWithGrant();

    Answer answer = postern.post(TOKEN + "?token=x", Optional.of(client.basic()), GRANT);

    assertEquals("credential_in_query", AuditRows.of(answer).getString("reason"));
  }

  @Test
  void auditsWhyADisabledOrPublicClientIsRefused() {
    Registered disabled = clientWithGrant();
    postern.control("client.disable", "client_id", disabled.clientId());
    Registered app = Clients.publicClient().create();

    Answer ofDisabled = post(disabled, GRANT);
    Answer ofPublic = postern.token(new Registered(app.clientId(), "x"), "grant_type", "password");

    assertEquals("client_disabled", AuditRows.of(ofDisabled).getString("reason"));
    assertEquals("secret_for_public_client", AuditRows.of(ofPublic).getString("reason"));
  }

  // Never a 5xx.

  static Stream<Arguments> hostileRequests() {
    String nul = "\0";
    return Stream.of(
        arguments("NUL in Authorization", "Authorization: Basic " + nul),
        arguments("long Authorization", "Authorization: Basic " + "A".repeat(6_000)),
        arguments("header that is no header", "no colon here"),
        arguments(
            "NUL in the credentials",
            "Authorization: Basic " + Base64.getEncoder().encodeToString(ascii("a\0:b\0"))),
        arguments("huge length", "Content-Length: 99999999999"),
        arguments("negative length", "Content-Length: -1"),
        arguments("length of letters", "Content-Length: x"));
  }

  @Test
  void refusesABrokenEscapeInTheQueryAsTheSendersFault() {
    String head =
        RawHttp.head(
            "POST",
            postern.uri(TOKEN).getRawPath() + "?%zz",
            postern.uri(""),
            "Content-Type: " + FORM,
            "Content-Length: " + GRANT.length());

    int status = raw(head, ascii(GRANT)).status();

    // If the server does not read the query, client authentication is missing.
    assertTrue(status == 400 || status == 401, () -> "status " + status);
  }

  @Tag(Kinds.ANSWERED_BY_THE_SERVER)
  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileRequests")
  void refusesHostileHeadersAsTheSendersFault(String name, String header) {
    String length = header.startsWith("Content-Length") ? "X: y" : "Content-Length: 29";
    String head = RawHttp.head("POST", postern.uri(TOKEN), "Content-Type: " + FORM, length, header);

    Answer answer = raw(head, ascii(GRANT));

    assertTrue(answer.status() >= 400 && answer.status() < 500, answer.toString());
    assertFalse(answer.body().contains("Exception"), answer.body());
  }
}

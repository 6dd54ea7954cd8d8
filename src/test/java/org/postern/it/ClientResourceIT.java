package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** {@code GET} and {@code PATCH api/client}; the patch is RFC 7396, problems are RFC 9457. */
class ClientResourceIT extends DeployedWar {

  private static final String CLIENT = "api/client";

  private final Postern postern = Postern.MANAGED;
  private final Registered client =
      Clients.confidential()
          .grants("client_credentials")
          .scopes("client.self")
          .defaultScopes("client.self")
          .with("name", "Before")
          .with("description", "As it was")
          .create();
  private final String token =
      postern.token(client, "grant_type", "client_credentials").accessToken();

  private void assertClient(String name, String description, Answer answer) {
    Golden.assertAnswer(
        "client/client.http",
        answer,
        "client_id",
        client.clientId(),
        "name",
        "\"" + name + "\"",
        "description",
        "\"" + description + "\"");
  }

  private void assertUnchanged() {
    assertClient("Before", "As it was", postern.get(CLIENT, token));
  }

  private Answer patch(String contentType, byte... body) {
    HttpRequest.Builder request =
        postern
            .request(CLIENT)
            .header("Authorization", "Bearer " + token)
            .method("PATCH", BodyPublishers.ofByteArray(body));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    return postern.send(request);
  }

  @Test
  void showsTheClientItsOwnRegistration() {
    assertClient("Before", "As it was", postern.get(CLIENT, token));
  }

  @Test
  void changesNameAndDescription() {
    Answer both = postern.patch(CLIENT, token, "{\"name\":\"N\",\"description\":\"D\"}");
    Answer name = postern.patch(CLIENT, token, "{\"name\":\"After\"}");
    Answer description = postern.patch(CLIENT, token, "{\"description\":\"\"}");
    Answer nothing = postern.patch(CLIENT, token, "{}");

    assertClient("N", "D", both);
    assertClient("After", "D", name);
    assertClient("After", "", description);
    assertClient("After", "", nothing);
    assertClient("After", "", postern.get(CLIENT, token));
  }

  @Test
  void changesOneClientOnly() {
    Registered other =
        Clients.confidential()
            .grants("client_credentials")
            .scopes("client.self")
            .defaultScopes("client.self")
            .create();

    postern.patch(CLIENT, token, "{\"name\":\"After\"}");

    String tokenOfOther = postern.token(other, "grant_type", "client_credentials").accessToken();
    assertEquals("", postern.get(CLIENT, tokenOfOther).json().getString("name"));
  }

  @Test
  void keepsTheTokenWhenTheNameChanges() {
    postern.patch(CLIENT, token, "{\"name\":\"After\"}");

    assertEquals(200, postern.get("api/me", token).status());
  }

  @Test
  void auditsTheChangeAndWhoMadeIt() {
    postern.patch(CLIENT, token, "{\"name\":\"After\"}");

    var rows = AuditRows.ofClient(client.clientId(), "client.changed", found -> !found.isEmpty());
    assertEquals(1, rows.size());
    assertTrue(rows.get(0).getString("actor").contains(client.clientId()), rows.toString());
    assertEquals("127.0.0.1", rows.get(0).getString("source"));
    assertTrue(rows.get(0).getString("detail").contains("After"), rows.toString());
    assertFalse(rows.toString().contains(token));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "application/json",
        "application/merge-patch+json",
        "application/json; charset=UTF-8",
        "application/json; charset=ISO-8859-1",
        "APPLICATION/JSON"
      })
  void takesJson(String contentType) {
    Answer answer =
        patch(contentType, "{\"name\":\"\u20AC \uD83D\uDEAA\"}".getBytes(StandardCharsets.UTF_8));

    assertClient("\u20AC \uD83D\uDEAA", "As it was", answer);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "application/json-patch+json",
        "multipart/form-data; boundary=x"
      })
  void refusesOtherMediaTypes(String contentType) {
    Answer answer = patch(contentType, "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8));

    Golden.assertAnswer("client/unsupported_media_type.http", answer);
    assertUnchanged();
  }

  // A patch that names a read-only member, is malformed or breaks a rule changes nothing.

  private static String problem(int status, String detail) {
    return "{\"status\":" + status + ",\"detail\":\"" + detail + "\"}";
  }

  private static String problem(int status, String detail, String pointer, String wrong) {
    return "{\"status\":"
        + status
        + ",\"detail\":\""
        + detail
        + "\",\"errors\":[{\"pointer\":\""
        + pointer
        + "\",\"detail\":\""
        + wrong
        + "\"}]}";
  }

  private static String notChangeable(String pointer) {
    return problem(
        400,
        "The body holds what cannot be changed",
        pointer,
        "is not known here, or cannot be changed");
  }

  private static String notText(String pointer) {
    return problem(400, "The body holds what cannot be changed", pointer, "must be a text");
  }

  private static String breaksRule(String pointer, String rule) {
    return problem(422, "The change breaks a rule", pointer, rule);
  }

  static Stream<Arguments> wrongPatches() {
    String notJson = problem(400, "The body is not JSON in UTF-8, or repeats a member");
    String empty = problem(400, "The body is empty, and should be a JSON object");
    String tooMany = problem(400, "The body has more than 100 values");
    String notObject = problem(400, "The body must be a JSON object");
    String control = "must not contain control characters";
    return Stream.of(
        arguments("unknown member", "{\"nme\":\"x\"}", notChangeable("/nme")),
        arguments("member in upper case", "{\"Name\":\"x\"}", notChangeable("/Name")),
        arguments("identifier", "{\"client_id\":\"x\"}", notChangeable("/client_id")),
        arguments("scopes", "{\"scopes\":[]}", notChangeable("/scopes")),
        arguments("member to be escaped", "{\"a/b~c\":\"x\"}", notChangeable("/a~1b~0c")),
        arguments(
            "right one beside it", "{\"name\":\"x\",\"enabled\":false}", notChangeable("/enabled")),
        arguments("number", "{\"name\":1}", notText("/name")),
        arguments("huge number", "{\"name\":1e999999999}", notText("/name")),
        arguments("true", "{\"name\":true}", notText("/name")),
        arguments("null", "{\"name\":null}", notText("/name")),
        arguments("array", "{\"description\":[\"x\"]}", notText("/description")),
        arguments("object", "{\"description\":{\"x\":1}}", notText("/description")),
        arguments(
            "name of 201 characters",
            "{\"name\":\"" + "x".repeat(201) + "\"}",
            breaksRule("/name", "must have 0 to 200 characters")),
        arguments(
            "description of 2,001 characters",
            "{\"description\":\"" + "x".repeat(2_001) + "\"}",
            breaksRule("/description", "must have 0 to 2000 characters")),
        arguments("NUL", "{\"name\":\"a\\u0000\"}", breaksRule("/name", control)),
        arguments("line break", "{\"name\":\"a\\nb\"}", breaksRule("/name", control)),
        arguments(
            "line separator",
            "{\"description\":\"a\\u2028b\"}",
            breaksRule("/description", control)),
        arguments("half of a pair", "{\"name\":\"a\\uD800\"}", breaksRule("/name", control)),
        arguments("nothing", "", empty),
        arguments("form", "name=x", notJson),
        arguments("half an object", "{\"name\":\"x\"", notJson),
        arguments("two objects", "{\"name\":\"x\"}{\"name\":\"y\"}", notJson),
        arguments("single quotes", "{'name':'x'}", notJson),
        arguments("control character as it is", "{\"name\":\"a\nb\"}", notJson),
        arguments("member twice", "{\"name\":\"x\",\"name\":\"y\"}", notJson),
        arguments("deep", "[".repeat(30_000), tooMany),
        arguments("deep object", "{\"a\":".repeat(10_000), tooMany),
        arguments("array around it", "[{\"name\":\"x\"}]", notObject),
        arguments("string only", "\"name\"", notObject),
        arguments("null only", "null", notObject));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongPatches")
  void refusesAWrongPatch(String name, String body, String problem) {
    Answer answer = postern.patch(CLIENT, token, body);

    Golden.assertAnswer("client/" + answer.status() + ".http", answer, "problem", problem);
    assertUnchanged();
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] body = "{\"name\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
    body[9] = (byte) 0xE4;

    Answer answer = patch("application/json", body);

    assertEquals(400, answer.status(), answer.body());
    assertUnchanged();
  }

  @Test
  void takesTheLongestTexts() {
    String name = "n".repeat(200);
    String description = "d".repeat(2_000);

    Answer answer =
        postern.patch(
            CLIENT, token, "{\"name\":\"" + name + "\",\"description\":\"" + description + "\"}");

    assertClient(name, description, answer);
  }

  @Test
  void reads65536BytesAndNoMore() {
    String patch = "{\"name\":\"After\"}";

    Answer longest = postern.patch(CLIENT, token, patch + " ".repeat(65_536 - patch.length()));
    Answer longer = postern.patch(CLIENT, token, patch + " ".repeat(65_537 - patch.length()));

    assertClient("After", "As it was", longest);
    Golden.assertAnswer("client/content_too_large.http", longer);
  }

  // Only the client itself may do it, with the scope: RFC 6750 §3.1.

  @Test
  void refusesATokenWithoutTheScopeToPatch() {
    Registered without = Clients.confidential().grants("client_credentials").create();
    String weaker = postern.token(without, "grant_type", "client_credentials").accessToken();

    Answer answer = postern.patch(CLIENT, weaker, "{\"name\":\"x\"}");

    Golden.assertAnswer("bearer/insufficient_scope.http", answer);
  }

  @Test
  void refusesAUsersTokenToPatch() {
    Login login = Login.any();

    Answer answer = postern.patch(CLIENT, login.password().accessToken(), "{\"name\":\"x\"}");

    Golden.assertAnswer("bearer/insufficient_scope.http", answer);
  }

  @Test
  void refusesAPatchWithoutAToken() {
    Answer answer =
        postern.send(
            postern
                .request(CLIENT)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"name\":\"x\"}")));

    Golden.assertAnswer("bearer/missing_token.http", answer);
    assertUnchanged();
  }
}

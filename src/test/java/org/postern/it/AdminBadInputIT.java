package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.it.AdminOperations.Operation;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/**
 * Wrong requests to the admin API: each is refused, the answer names the wrong place, and nothing
 * is changed.
 */
class AdminBadInputIT extends DeployedWar {

  private final Postern postern = Postern.MANAGED;
  private final Admins admin = Admins.administrator();
  private final Registered client =
      Clients.confidential().grants("client_credentials").with("name", "As it was").create();
  private final String path = "clients/" + client.clientId();

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  private static List<String> pointers(Answer answer) {
    return answer.json().getJsonArray("errors").getValuesAs(JsonObject.class).stream()
        .map(error -> error.getString("pointer"))
        .toList();
  }

  // Every operation that reads a body

  static Stream<Operation> withBody() {
    return AdminOperations.TABLE.stream().filter(operation -> !operation.body().isEmpty());
  }

  private String fill(Operation operation) {
    return operation
        .path()
        .replace("{client_id}", client.clientId())
        .replace("{label}", "default")
        .replaceAll("\\{[a-z_]+}", "nothing");
  }

  private Answer send(Operation operation, String contentType, String body) {
    HttpRequest.Builder request =
        postern
            .request("api/admin/" + fill(operation))
            .header("Authorization", "Bearer " + admin.token().orElseThrow())
            .header("If-Match", "*")
            .method(operation.method(), BodyPublishers.ofString(body));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    return postern.send(request);
  }

  // The server closes the connection behind an answer to a body that it does not read, and the
  // close may reach the sender before the answer: RFC 9112 §9.6.
  private Answer sendUnread(Operation operation, String body) {
    for (int attempt = 1; attempt < 10; attempt++) {
      try {
        return send(operation, "application/json", body);
      } catch (UncheckedIOException e) {
        assertNotNull(e.getCause());
      }
    }
    return send(operation, "application/json", body);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withBody")
  void refusesWhatIsNoJsonObject(Operation operation) {
    for (String body :
        List.of(
            "",
            "x",
            "null",
            "[]",
            "\"x\"",
            "1",
            "{",
            "{}{}",
            "{'a':1}",
            "{\"a\":1,\"a\":1}",
            "{\"a\":1e2147483648}",
            "{\"a\":" + "1".repeat(2_000) + "}",
            "[".repeat(20_000),
            "{\"a\":".repeat(5_000))) {
      Answer answer = send(operation, "application/json", body);

      assertEquals(400, answer.status(), body.length() + " characters: " + answer.body());
      assertEquals(
          "application/problem+json;charset=utf-8", answer.header("content-type").orElseThrow());
      assertEquals(400, answer.json().getInt("status"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withBody")
  void namesAMemberThatItDoesNotKnow(Operation operation) {
    Answer answer = send(operation, "application/json", "{\"no/such~member\":1}");

    assertEquals(400, answer.status(), answer.body());
    assertTrue(pointers(answer).contains("/no~1such~0member"), answer.body());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withBody")
  void refusesABodyOfAMebibyte(Operation operation) {
    if (operation.path().equals("import")) {
      return;
    }

    Answer answer = sendUnread(operation, " ".repeat(1_048_576));

    assertEquals(413, answer.status(), answer.body());
    assertEquals(413, answer.json().getInt("status"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("withBody")
  void refusesOtherMediaTypes(Operation operation) {
    for (String type : List.of("", "text/plain", "application/x-www-form-urlencoded")) {
      Answer answer = send(operation, type, "{}");
      assertEquals(415, answer.status(), type);
      assertEquals(
          operation.method().equals("PATCH")
              ? Optional.of("application/merge-patch+json, application/json")
              : Optional.empty(),
          answer.header("accept-patch"));
    }
  }

  // Clients

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        arguments(400, "'nme':'x'", "/nme"),
        arguments(400, "'name':1", "/name"),
        arguments(400, "'name':['x']", "/name"),
        arguments(400, "'enabled':'true'", "/enabled"),
        arguments(400, "'enabled':1", "/enabled"),
        arguments(400, "'grants':'password'", "/grants"),
        arguments(400, "'grants':[1]", "/grants/0"),
        arguments(400, "'scopes':{}", "/scopes"),
        arguments(400, "'scopes':[null]", "/scopes/0"),
        arguments(400, "'access_token_lifetime':3600", "/access_token_lifetime"),
        arguments(400, "'access_token_lifetime':'1h'", "/access_token_lifetime"),
        arguments(400, "'replay_window':1e999999999", "/replay_window"),
        arguments(400, "'type':null", "/type"),
        arguments(400, "'secret':'x'", "/secret"),
        arguments(422, "'type':'secret'", "/type"),
        arguments(422, "'name':'" + "x".repeat(201) + "'", "/name"),
        arguments(422, "'name':'a\\u0000b'", "/name"),
        arguments(422, "'name':'a\\nb'", "/name"),
        arguments(422, "'name':'a\\u2028b'", "/name"),
        arguments(422, "'name':'a\\uD800b'", "/name"),
        arguments(422, "'description':'" + "x".repeat(2_001) + "'", "/description"),
        arguments(422, "'grants':['implicit']", "/grants/0"),
        arguments(422, "'grants':['password','PASSWORD']", "/grants/1"),
        arguments(422, "'scopes':['nothing']", "/scopes/0"),
        arguments(422, "'scopes':['a b']", "/scopes/0"),
        arguments(422, "'default_scopes':['client.self']", "/default_scopes"),
        arguments(422, "'user_access':'all'", "/user_access"),
        arguments(422, "'owner':'nobody-there'", "/owner"),
        arguments(422, "'acts_for_owner':true", "/acts_for_owner"),
        arguments(
            422,
            "'allow_password_grant_for_public_client':true",
            "/allow_password_grant_for_public_client"),
        arguments(422, "'access_token_lifetime':'PT0S'", "/access_token_lifetime"),
        arguments(422, "'access_token_lifetime':'PT-1H'", "/access_token_lifetime"),
        arguments(422, "'access_token_lifetime':'PT0.5S'", "/access_token_lifetime"),
        arguments(422, "'access_token_lifetime':'P3651D'", "/access_token_lifetime"),
        arguments(422, "'access_token_lifetime':'PT2562047788015215H'", "/access_token_lifetime"),
        arguments(422, "'refresh_token_lifetime':'P91D'", "/refresh_token_max_lifetime"),
        arguments(422, "'replay_window':'PT61S'", "/replay_window"),
        arguments(422, "'replay_window':'-PT1S'", "/replay_window"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("wrongSettings")
  void refusesAWrongChangeOfAClient(int status, String member, String pointer) {
    String before = admin.get(path).header("etag").orElseThrow();

    Answer answer = admin.patch(path, quoted("{'user_groups':['changed']," + member + "}"));

    assertEquals(status, answer.status(), answer.body());
    assertTrue(pointers(answer).contains(pointer), answer.body());
    assertEquals(before, admin.get(path).header("etag").orElseThrow());
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("wrongSettings")
  void refusesAWrongNewClient(int status, String member, String pointer) {
    String id = "bad-" + System.nanoTime();

    Answer answer = admin.post("clients", quoted("{'client_id':'" + id + "'," + member + "}"));

    assertEquals(status, answer.status(), answer.body());
    assertTrue(pointers(answer).contains(pointer), answer.body());
    assertEquals(404, admin.get("clients/" + id).status());
  }

  static Stream<Arguments> wrongIdentifiers() {
    return Stream.of(
        arguments("null", "{'client_id':null}", 400, "/client_id"),
        arguments("number", "{'client_id':1}", 400, "/client_id"),
        arguments("empty", "{'client_id':''}", 422, "/client_id"),
        arguments("too long", "{'client_id':'" + "x".repeat(129) + "'}", 422, "/client_id"),
        arguments("not ASCII", "{'client_id':'\u00e4'}", 422, "/client_id"),
        arguments("control character", "{'client_id':'a\\u0001'}", 422, "/client_id"),
        arguments(
            "secret of a public client",
            "{'client_id':'{new}','type':'public','secrets':[{}]}",
            422,
            ""),
        arguments(
            "two secrets of one label",
            "{'client_id':'{new}','secrets':[{'label':'a'},{'label':'a'}]}",
            422,
            "/secrets/1/label"),
        arguments(
            "the same secret twice",
            "{'client_id':'{new}','secrets':[{'label':'a','value':'x'},{'label':'b','value':'x'}]}",
            422,
            "/secrets/1/value"),
        arguments(
            "secret that has expired",
            "{'client_id':'{new}','secrets':[{},{'label':'b','expires':'2001-01-01T00:00:00Z'}]}",
            422,
            "/secrets/1/expires"),
        arguments(
            "unknown member of a secret",
            "{'client_id':'{new}','secrets':[{'hash':'x'}]}",
            400,
            "/secrets/0/hash"),
        arguments(
            "secret with a line break",
            "{'client_id':'{new}','secrets':[{'value':'a\\nb'}]}",
            422,
            "/secrets/0/value"),
        arguments(
            "public with client credentials",
            "{'client_id':'{new}','type':'public','grants':['client_credentials']}",
            422,
            "/grants"),
        arguments(
            "public with passwords",
            "{'client_id':'{new}','type':'public','grants':['password']}",
            422,
            "/grants"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongIdentifiers")
  void refusesANewClient(String name, String body, int status, String pointer) {
    String id = "bad-" + System.nanoTime();

    Answer answer = admin.post("clients", quoted(body.replace("{new}", id)));

    assertEquals(status, answer.status(), answer.body());
    if (pointer.isEmpty()) {
      assertFalse(answer.json().containsKey("errors"), answer.body());
    } else {
      assertEquals(List.of(pointer), pointers(answer), answer.body());
    }
    assertEquals(404, admin.get("clients/" + id).status());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongSecrets")
  void refusesAWrongSecret(String body, int status, String pointer) {
    String before = admin.get(path).header("etag").orElseThrow();

    Answer answer = admin.post(path + "/secrets", quoted(body));

    assertEquals(status, answer.status(), answer.body());
    assertEquals(List.of(pointer), pointers(answer), answer.body());
    assertFalse(answer.body().contains("S3cret"), answer.body());
    assertEquals(before, admin.get(path).header("etag").orElseThrow());
  }

  static Stream<Arguments> wrongSecrets() {
    return Stream.of(
        arguments("{'label':1}", 400, "/label"),
        arguments("{'label':''}", 422, "/label"),
        arguments("{'label':'" + "x".repeat(101) + "'}", 422, "/label"),
        arguments("{'label':'a\\u0007'}", 422, "/label"),
        arguments("{'label':'default'}", 409, "/label"),
        arguments("{'label':'new','value':''}", 422, "/value"),
        arguments("{'label':'new','value':'" + "x".repeat(513) + "'}", 422, "/value"),
        arguments("{'label':'new','value':'\u00e4'}", 422, "/value"),
        arguments("{'label':'new','expires':'tomorrow'}", 400, "/expires"),
        arguments("{'label':'new','expires':'+99999-01-01T00:00:00Z'}", 422, "/expires"),
        arguments("{'label':'new','expires':'2001-01-01T00:00:00Z'}", 422, "/expires"),
        arguments("{'label':'new','weak':false}", 400, "/weak"));
  }

  @ParameterizedTest(name = "<{0}>")
  @MethodSource("wrongFlags")
  void refusesAWrongFlag(String flag) {
    Answer answer = admin.delete(path + "/secrets/default?even_last=" + flag);

    assertEquals(400, answer.status(), answer.body());
    assertEquals(
        "even_last", answer.json().getJsonArray("errors").getJsonObject(0).getString("parameter"));
  }

  static Stream<String> wrongFlags() {
    return Stream.of("", "1", "yes", "TRUE");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lists")
  void refusesForgedCursorsAndSortFields(Operation operation) {
    String list =
        fill(operation).replace("users/nothing", "users/" + Users.any().create().username());
    for (String query :
        List.of(
            "cursor=x",
            "cursor=c3g.AAAA",
            "cursor=" + "A".repeat(300),
            "sort=digest",
            "sort=-",
            "sort=",
            "limit=0",
            "limit=1000000000000",
            "unknown=1")) {
      Answer answer = admin.send("GET", list + "?" + query, Optional.empty(), Optional.empty());

      assertEquals(400, answer.status(), query + " " + answer.body());
      assertEquals(
          query.substring(0, query.indexOf('=')),
          answer.json().getJsonArray("errors").getJsonObject(0).getString("parameter"));
    }
  }

  static Stream<Operation> lists() {
    return AdminOperations.TABLE.stream()
        .filter(operation -> operation.method().equals("GET"))
        .filter(
            operation ->
                List.of("clients", "tokens", "families", "users", "scopes", "audit")
                    .contains(operation.path().substring(operation.path().lastIndexOf('/') + 1)));
  }

  @Test
  void tellsAHundredOfThousandsOfProblemsAndCountsTheRest() {
    String grants = "\"x\",".repeat(9_000);

    Answer answer =
        Admins.administrator()
            .post("clients", "{\"client_id\":\"many-problems\",\"grants\":[" + grants + "\"x\"]}");

    assertEquals(422, answer.status(), answer.body());
    assertEquals(101, answer.json().getJsonArray("errors").size());
    assertTrue(answer.body().length() < 20_000, "length " + answer.body().length());
    assertTrue(
        answer.body().contains("and 8901 more problems, which are not listed"), answer.body());
  }

  @Test
  void refusesABodyOfTenThousandValues() {
    Answer answer =
        Admins.administrator()
            .post("clients", "{\"client_id\":\"c\",\"grants\":[" + "1,".repeat(10_000) + "1]}");

    assertEquals(400, answer.status(), answer.body());
    assertEquals("has more than 10000 values", answer.json().getString("detail"));
  }
}

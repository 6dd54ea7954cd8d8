package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Postern.Answer;

/** {@code api/admin/scopes}. */
class AdministerScopesIT extends DeployedWar {

  private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis());

  private final Admins admin = Admins.administrator();
  private final String name = "scope-" + NEXT.incrementAndGet();
  private final String path = "scopes/" + name;

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  private Answer create(String more) {
    return admin.post("scopes", json("{'name': '" + name + "'" + more + "}").toString());
  }

  private static String tag(Answer answer) {
    return answer.header("etag").orElseThrow();
  }

  @Test
  void definesAScope() {
    Clients.Registered server = Clients.confidential().create();

    Answer created =
        create(
            ", 'description': 'D', 'for': 'user', 'roles': ['b', 'a'],"
                + " 'resource_servers': ['"
                + server.clientId()
                + "']");

    assertEquals(201, created.status(), created.body());
    assertTrue(created.header("location").orElseThrow().endsWith("/postern/api/admin/" + path));
    assertEquals(
        json(
            "{'name': '"
                + name
                + "', 'description': 'D', 'for': 'user', 'roles': ['a', 'b'],"
                + " 'resource_servers': ['"
                + server.clientId()
                + "'], 'built_in': false}"),
        created.json());
    Answer shown = admin.get(path);
    assertEquals(200, shown.status(), shown.body());
    assertEquals(created.json(), shown.json());
    assertEquals(tag(created), tag(shown));
  }

  @Test
  void refusesAScopeThatExists() {
    assertEquals(201, create("").status());

    Answer again = create("");

    assertEquals(
        Admins.problem(
            409,
            "The change does not go together with what exists",
            "pointer",
            "/name",
            "there is already a scope '" + name + "'"),
        again.json());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown member    | {'name': 'x', 'built_in': true}      | 400 | /built_in",
        "wrong type        | {'name': 'x', 'roles': 'a'}          | 400 | /roles",
        "no name           | {'description': 'x'}                 | 400 | /name",
        "name with a space | {'name': 'a b'}                      | 422 | /name",
        "reserved name     | {'name': 'postern.mine'}             | 422 | /name",
        "a dot             | {'name': '.'}                        | 422 | /name",
        "audience          | {'name': 'x', 'for': 'nobody'}       | 422 | /for",
        "control character | {'name': 'x', 'description': 'a\\u0007'} | 422 | /description",
        "no such client    | {'name': 'x', 'resource_servers': ['no-such-client']} | 422 |"
            + " /resource_servers/0",
      })
  void refusesWhatBreaksARule(String test, String body, int status, String pointer) {
    Answer answer = admin.post("scopes", body.replace('\'', '"'));

    assertEquals(status, answer.status(), answer.body());
    assertEquals(
        "application/problem+json;charset=utf-8", answer.header("content-type").orElseThrow());
    assertEquals(
        pointer, answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"));
  }

  @Test
  void changesAScopeOfWhichTheCallerKnowsTheState() {
    Answer created = create(", 'description': 'before', 'roles': ['a']");

    Answer changed =
        admin.send(
            "PATCH",
            path,
            Optional.of(tag(created)),
            Optional.of("{\"description\": \"after\", \"roles\": null}"));
    Answer late =
        admin.send(
            "PATCH", path, Optional.of(tag(created)), Optional.of("{\"description\": \"late\"}"));
    Answer blind = admin.send("PATCH", path, Optional.empty(), Optional.of("{}"));

    assertEquals(200, changed.status(), changed.body());
    assertEquals("after", changed.json().getString("description"));
    assertEquals("[]", changed.json().get("roles").toString());
    assertNotEquals(tag(created), tag(changed));
    assertEquals(412, late.status(), late.body());
    assertEquals(428, blind.status(), blind.body());
    assertEquals(changed.json(), admin.get(path).json());
  }

  @Test
  void deletesAScopeThatNoClientMayAskFor() {
    Answer created = create("");
    Clients.Registered client = Clients.confidential().scopes(name).create();

    Answer used = admin.delete(path);
    assertEquals(409, used.status(), used.body());
    assertEquals(
        "clients may ask for the scope: " + client.clientId(), used.json().getString("detail"));
    admin.postern().control("client.delete", "client_id", client.clientId());

    assertEquals(412, admin.send("DELETE", path, Optional.of("\"x\""), Optional.empty()).status());
    Answer deleted = admin.send("DELETE", path, Optional.of(tag(created)), Optional.empty());
    assertEquals(204, deleted.status(), deleted.body());
    assertEquals(404, admin.get(path).status());
    assertEquals(404, admin.delete(path).status());
  }

  @Test
  void keepsWhatIsBuiltIn() {
    Answer before = admin.get("scopes/postern.admin");

    assertTrue(before.json().getBoolean("built_in"));
    assertEquals(409, admin.patch("scopes/postern.admin", "{\"roles\": []}").status());
    assertEquals(409, admin.delete("scopes/postern.admin").status());
    assertEquals(before.json(), admin.get("scopes/postern.admin").json());
  }

  @Test
  void listsInParts() {
    create(", 'for': 'client'");
    String other = name + ".z";
    admin.post("scopes", json("{'name': '" + other + "', 'for': 'both'}").toString());

    Answer first = admin.get("scopes?text=" + name + "&limit=1");
    assertEquals(List.of(name), names(first));
    Answer second =
        admin.get("scopes?text=" + name + "&limit=1&cursor=" + first.json().getString("next"));
    assertEquals(List.of(other), names(second));
    assertFalse(second.json().containsKey("next"));
    assertEquals(List.of(other, name), names(admin.get("scopes?sort=-name&text=" + name)));
    assertEquals(List.of(other), names(admin.get("scopes?for=both&text=" + name)));
    assertEquals(400, admin.get("scopes?sort=roles").status());
    assertEquals(400, admin.get("scopes?cursor=" + first.json().getString("next")).status());
  }

  private static List<String> names(Answer answer) {
    return answer.json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(scope -> scope.getString("name"))
        .toList();
  }

  @Test
  void letsReadersLookAndNobodyElse() {
    create("");
    Admins reader = Admins.reader();
    Admins owner = Admins.owner(Users.any().roles("client-owner").create());

    assertEquals(200, reader.get(path).status());
    assertEquals(200, reader.get("scopes?text=" + name).status());
    assertEquals(403, reader.post("scopes", "{\"name\": \"x-" + name + "\"}").status());
    assertEquals(403, reader.patch(path, "{}").status());
    assertEquals(403, reader.delete(path).status());
    assertEquals(403, owner.get(path).status());
    assertEquals(401, new Admins(admin.postern(), Optional.empty()).get(path).status());
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Postern.Answer;

/** {@code api/admin/users} and who is assigned to what. */
class AdministerUsersIT extends DeployedWar {

  private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis());

  private final Admins admin = Admins.administrator();
  private final String name = "person-" + NEXT.incrementAndGet();
  private final String path = "users/" + name;

  private Answer create(String more) {
    return admin.post("users", ("{'username': '" + name + "'" + more + "}").replace('\'', '"'));
  }

  private static String tag(Answer answer) {
    return answer.header("etag").orElseThrow();
  }

  @Test
  void registersAUserWithoutAPassword() {
    Answer created = create(", 'display_name': 'P', 'email': 'p@example.org', 'roles': ['viewer']");

    assertEquals(201, created.status(), created.body());
    assertTrue(created.header("location").orElseThrow().endsWith("/postern/api/admin/" + path));
    JsonObject user = created.json();
    assertEquals(
        List.of(
            "username",
            "display_name",
            "email",
            "roles",
            "enabled",
            "locked",
            "sub",
            "password",
            "created",
            "updated"),
        List.copyOf(user.keySet()));
    assertEquals(name, user.getString("username"));
    assertEquals("P", user.getString("display_name"));
    assertEquals("p@example.org", user.getString("email"));
    assertEquals("[\"viewer\"]", user.get("roles").toString());
    assertTrue(user.getBoolean("enabled"));
    assertFalse(user.getBoolean("locked"));
    assertEquals("none", user.getString("password"));
    assertTrue(user.getString("sub").startsWith("user:"));
    Answer shown = admin.get(path);
    assertEquals(user, shown.json());
    assertEquals(tag(created), tag(shown));
    assertEquals(user, admin.get("users/" + name.toUpperCase(Locale.ROOT)).json());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "same           | NAME",
        "upper case     | UPPER",
        "full width     | \uFF50erson-DIGITS",
      })
  void refusesAUserNameThatExistsInAnotherForm(String test, String form) {
    create("");
    String other =
        form.replace("NAME", name)
            .replace("UPPER", name.toUpperCase(Locale.ROOT))
            .replace("DIGITS", name.substring("person-".length()));

    Answer again = admin.post("users", "{\"username\": \"" + other + "\"}");

    assertEquals(
        Admins.problem(
            409,
            "The change does not go together with what exists",
            "pointer",
            "/username",
            "there is already a user of this name"),
        again.json());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a password     | {'username': 'NAME', 'password': 'quiet harbour light'} | 400 |"
            + " /password",
        "wrong type     | {'username': 'NAME', 'enabled': 'yes'}       | 400 | /enabled",
        "no user name   | {}                                           | 400 | /username",
        "a space        | {'username': 'a b'}                          | 422 | /username",
        "long user name | {'username': 'LONG'}                         | 422 | /username",
        "e-mail         | {'username': 'NAME', 'email': 'nobody'}      | 422 | /email",
        "role           | {'username': 'NAME', 'roles': ['a b']}       | 422 | /roles/0",
      })
  void refusesWhatBreaksARule(String test, String body, int status, String pointer) {
    Answer answer =
        admin.post(
            "users",
            body.replace("NAME", name).replace("LONG", "x".repeat(256)).replace('\'', '"'));

    assertEquals(status, answer.status(), answer.body());
    assertEquals(
        pointer, answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"));
    assertEquals(404, admin.get(path).status());
  }

  @Test
  void changesAUserOfWhomTheCallerKnowsTheState() {
    Answer created = create(", 'display_name': 'before', 'roles': ['viewer']");

    Answer changed =
        admin.send(
            "PATCH",
            path,
            Optional.of(tag(created)),
            Optional.of("{\"display_name\": \"after\", \"roles\": null, \"locked\": true}"));
    Answer late = admin.send("PATCH", path, Optional.of(tag(created)), Optional.of("{}"));

    assertEquals(200, changed.status(), changed.body());
    assertEquals("after", changed.json().getString("display_name"));
    assertEquals("[]", changed.json().get("roles").toString());
    assertTrue(changed.json().getBoolean("locked"));
    assertNotEquals(tag(created), tag(changed));
    assertEquals(412, late.status(), late.body());
    assertEquals(428, admin.send("PATCH", path, Optional.empty(), Optional.of("{}")).status());
    assertEquals(changed.json(), admin.get(path).json());
  }

  @Test
  void endsEveryTokenByDisabling() {
    Login login = Login.any();
    String token = login.password().accessToken();
    String user = "users/" + login.user().username();

    assertEquals(200, admin.patch(user, "{\"enabled\": false}").status());

    assertFalse(login.lives(token));
    assertEquals("invalid_grant", login.password().error());
    assertEquals(200, admin.patch(user, "{\"enabled\": true}").status());
    assertTrue(login.lives(login.password().accessToken()));
  }

  @Test
  void endsTheSecretsOfADisabledUsersClients() {
    Users.Registered owner = Users.any().create();
    Clients.Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .with("owner", owner.username())
            .create();
    String token = Tokens.ofClient(admin.postern(), client);
    String user = "users/" + owner.username();
    String secrets = "clients/" + client.clientId() + "/secrets";

    assertEquals(200, admin.patch(user, "{\"enabled\": false}").status());
    assertTrue(admin.get(secrets).body().contains("\"review\":"), admin.get(secrets).body());
    assertEquals(200, admin.postern().get("api/me", token).status());
    Answer ended = admin.patch(user, "{\"enabled\": false, \"secret_grace\": \"PT0S\"}");

    assertEquals(200, ended.status(), ended.body());
    assertEquals(401, admin.postern().get("api/me", token).status());
    Answer refused = admin.postern().token(client, "grant_type", "client_credentials");
    assertEquals("invalid_client", refused.error());
    assertEquals(422, admin.patch(user, "{\"secret_grace\": \"-PT1S\"}").status());
  }

  @Test
  void noTokenOutlivesTheSecretsOfADisabledUsersClients() {
    Users.Registered owner = Users.any().create();
    Clients.Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .with("owner", owner.username())
            .with("access_token_lifetime", "P3650D")
            .create();
    String before = Tokens.ofClient(admin.postern(), client);
    String change = "{\"enabled\": false, \"secret_grace\": \"PT1H\"}";

    assertEquals(200, admin.patch("users/" + owner.username(), change).status());

    assertEquals(401, admin.postern().get("api/me", before).status());
    Answer after = admin.postern().token(client, "grant_type", "client_credentials");
    assertEquals(200, after.status(), after.body());
    int lifetime = after.json().getInt("expires_in");
    assertTrue(lifetime > 3_000 && lifetime <= 3_600, after.body());
    assertEquals(200, admin.postern().get("api/me", after.accessToken()).status());
  }

  @Test
  void deletesAUserUnlessClientsAreOwned() {
    Login login = Login.any();
    String token = login.password().accessToken();
    String user = "users/" + login.user().username();
    Clients.Registered owned =
        Clients.confidential().with("owner", login.user().username()).create();

    Answer refused = admin.delete(user);
    assertEquals(409, refused.status(), refused.body());
    assertEquals(
        "the user owns the clients " + owned.clientId(), refused.json().getString("detail"));
    assertTrue(login.lives(token));
    admin.postern().control("client.delete", "client_id", owned.clientId());

    assertEquals(204, admin.delete(user).status());
    assertFalse(login.lives(token));
    assertEquals(404, admin.get(user).status());
    assertEquals(404, admin.delete(user).status());
  }

  @Test
  void resetsAPasswordByAOneTimeValue() {
    Login login = Login.any();
    String token = login.password().accessToken();
    String user = "users/" + login.user().username();
    Instant before = Instant.now();

    Answer answer = admin.post(user + "/one-time-password", "{\"lifetime\": \"PT2H\"}");

    assertEquals(200, answer.status(), answer.body());
    String password = answer.json().getString("password");
    SecretsOfTests.remember(password);
    Instant expires = Instant.parse(answer.json().getString("password_expires"));
    assertFalse(expires.isBefore(before.plus(Duration.ofHours(2)).minusSeconds(1)));
    assertFalse(login.lives(token));
    assertEquals("invalid_grant", login.password().error());
    assertEquals(
        "postern.password", login.password("password", password).json().getString("scope"));
    assertEquals("one_time", admin.get(user).json().getString("password"));
    assertFalse(admin.get(user).body().contains(password));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"too short, PT59S, 422", "too long, P31D, 422", "no duration, tomorrow, 400"})
  void refusesALifetimeOutOfRange(String test, String lifetime, int status) {
    create("");

    Answer answer = admin.post(path + "/one-time-password", "{\"lifetime\": \"" + lifetime + "\"}");

    assertEquals(status, answer.status(), answer.body());
    assertEquals(
        "/lifetime", answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"));
    assertEquals("none", admin.get(path).json().getString("password"));
    assertEquals(200, admin.post(path + "/one-time-password", "{}").status());
  }

  @Test
  void assignsUsersToClients() {
    Login login = Login.with(Clients.confidential().grants("password"));
    Users.Registered user = Users.any().create();
    Login other = new Login(login.postern(), login.client(), user);
    String users = "clients/" + login.client().clientId() + "/users";
    assertEquals("invalid_grant", other.password().error());

    assertEquals(204, put(users + "/" + user.username()).status());
    assertEquals(204, put(users + "/" + user.username()).status());

    String token = other.password().accessToken();
    assertEquals(
        List.of(login.user().username(), user.username()),
        values(admin.get(users + "?sort=username"), "username").stream().sorted().toList());
    assertEquals(
        List.of(login.client().clientId()),
        values(admin.get("users/" + user.username() + "/clients"), "client_id"));
    assertEquals(204, admin.delete(users + "/" + user.username()).status());
    assertFalse(other.lives(token));
    assertEquals("invalid_grant", other.password().error());
    assertEquals(404, admin.delete(users + "/" + user.username()).status());
    assertEquals(404, put(users + "/nobody-at-all").status());
    assertEquals(404, put("clients/no-such-client/users/" + user.username()).status());
    assertEquals(List.of(login.user().username()), values(admin.get(users), "username"));
  }

  @Test
  void letsOwnersAssignUsersToTheirClients() {
    Users.Registered user = Users.any().roles("client-owner").create();
    Admins owner = Admins.owner(user);
    Users.Registered other = Users.any().with("email", "o@example.org").create();
    Clients.Registered client =
        Clients.confidential().grants("password").with("owner", user.username()).create();
    String assignment = "clients/" + client.clientId() + "/users/" + other.username();

    assertEquals(204, owner.send("PUT", assignment, Optional.empty(), Optional.empty()).status());

    assertEquals(
        "{\"items\":[{\"username\":\"" + other.username() + "\",\"display_name\":\"\"}]}",
        owner.get("clients/" + client.clientId() + "/users").body());
    assertEquals(200, new Login(admin.postern(), client, other).password().status());
    assertEquals(204, owner.delete(assignment).status());
  }

  private Answer put(String assignment) {
    return admin.send("PUT", assignment, Optional.empty(), Optional.empty());
  }

  @Test
  void listsInParts() {
    create(", 'email': 'x@" + name + ".example'");
    String other = name + ".z";
    admin.post("users", "{\"username\": \"" + other + "\", \"enabled\": false}");

    Answer first = admin.get("users?text=" + name + "&limit=1");
    assertEquals(List.of(name), values(first, "username"));
    Answer second =
        admin.get("users?text=" + name + "&limit=1&cursor=" + first.json().getString("next"));
    assertEquals(List.of(other), values(second, "username"));
    assertFalse(second.json().containsKey("next"));
    assertEquals(
        List.of(other, name), values(admin.get("users?sort=-created&text=" + name), "username"));
    assertEquals(List.of(other), values(admin.get("users?enabled=false&text=" + name), "username"));
    assertEquals(List.of(name), values(admin.get("users?text=x@" + name), "username"));
    assertEquals(400, admin.get("users?sort=password").status());
    assertEquals(400, admin.get("users?role=viewer").status());
  }

  private static List<String> values(Answer answer, String member) {
    return answer.json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(item -> item.getString(member))
        .toList();
  }

  @Test
  void letsReadersLookAndNobodyElse() {
    Login login = Login.any();
    String user = "users/" + login.user().username();
    String users = "clients/" + login.client().clientId() + "/users";
    Admins reader = Admins.reader();
    Admins owner = Admins.owner(Users.any().roles("client-owner").create());

    for (String look : List.of("users", user, user + "/clients")) {
      assertEquals(200, reader.get(look).status(), look);
      assertEquals(403, owner.get(look).status(), look);
    }
    assertEquals(200, reader.get(users).status());
    assertEquals(404, owner.get(users).status());
    assertEquals(403, reader.post("users", "{\"username\": \"" + name + "\"}").status());
    assertEquals(403, reader.patch(user, "{}").status());
    assertEquals(403, reader.delete(user).status());
    assertEquals(403, reader.post(user + "/one-time-password", "{}").status());
    assertEquals(403, reader.delete(users + "/" + login.user().username()).status());
    assertEquals(200, login.password().status());
  }
}

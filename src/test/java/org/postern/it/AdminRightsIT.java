package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.AdminOperations.Operation;
import org.postern.it.AdminOperations.Role;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/**
 * Tests who may do what at the admin API, and that no sequence of calls gives anybody more rights.
 */
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class AdminRightsIT extends DeployedWar {

  private static final Set<String> BUILT_IN =
      Set.of("postern.admin", "postern.admin.read", "postern.clients", "introspect", "client.self");

  private final Postern postern = Postern.MANAGED;
  private final Admins admin = Admins.administrator();
  private final Users.Registered user = Users.any().roles("client-owner").create();
  private final Admins owner = Admins.owner(user);
  private final Registered own =
      Clients.confidential().grants("client_credentials").with("owner", user.username()).create();
  private final Registered others = Clients.confidential().grants("client_credentials").create();

  private String fill(String template, String client, String username) {
    return template
        .replace("{client_id}", Admins.segment(client))
        .replace("{username}", username)
        .replace("{label}", "default")
        .replace("{new}", "new-" + System.nanoTime())
        .replaceAll("\\{[a-z_]+}", "nothing");
  }

  private Answer call(Admins caller, Operation operation, String client, String username) {
    return caller.send(
        operation.method(),
        fill(operation.path(), client, username),
        Optional.of("*"),
        operation.body().isEmpty()
            ? Optional.empty()
            : Optional.of(fill(operation.json(), client, username)));
  }

  private Admins caller(Role role) {
    return switch (role) {
      case ADMINISTRATOR -> admin;
      case READER -> Admins.reader();
      case OWNER -> owner;
    };
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("org.postern.it.AdminOperations#TABLE")
  void letsInWhoMayAndNobodyElse(Operation operation) {
    // The role with the fewest rights comes first, so that nothing is deleted before another role
    // asks for it.
    for (Role role : List.of(Role.READER, Role.OWNER, Role.ADMINISTRATOR)) {
      Registered client = Clients.confidential().with("owner", user.username()).create();
      Users.Registered target = Users.any().create();

      Answer answer = call(caller(role), operation, client.clientId(), target.username());

      int expected = operation.roles().contains(role) ? operation.status() : 403;
      assertEquals(expected, answer.status(), role + " " + answer.body());
    }
    Answer withoutToken =
        call(new Admins(postern, Optional.empty()), operation, own.clientId(), user.username());
    Answer withoutScope =
        call(Admins.ofClient("client.self"), operation, own.clientId(), user.username());
    assertEquals(401, withoutToken.status());
    assertEquals(403, withoutScope.status());
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("org.postern.it.AdminOperations#TABLE")
  void tellsAnOwnerNothingOfTheClientsOfOthers(Operation operation) {
    if (!operation.path().contains("{client_id}")) {
      return;
    }
    String before = admin.get("clients/" + others.clientId()).header("etag").orElseThrow();

    Answer answer = call(owner, operation, others.clientId(), user.username());

    assertEquals(
        operation.roles().contains(Role.OWNER) ? 404 : 403, answer.status(), answer.body());
    assertFalse(answer.body().contains("secret"), answer.body());
    assertEquals(before, admin.get("clients/" + others.clientId()).header("etag").orElseThrow());
  }

  // The token is checked when the whole body has arrived. A caller who holds back a part of the
  // body must not profit from rights that the token has lost in the meantime.
  @ParameterizedTest(name = "{0}")
  @CsvSource({"clients, 201", "import, 200"})
  void looksAtTheTokenOnceTheBodyIsWhole(String path, int status) {
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .scopes("postern.admin")
            .defaultScopes("postern.admin")
            .create();
    String name = "parked-" + System.nanoTime();
    String token = Tokens.ofClient(postern, client);

    Answer revoked =
        park(
            path,
            name,
            token,
            () -> assertEquals(200, Tokens.revoke(postern, client, token).status()));
    Answer nothing = admin.get("clients/" + name);
    Answer live = park(path, name, Tokens.ofClient(postern, client), () -> {});

    assertEquals(401, revoked.status(), revoked.toString());
    assertEquals(404, nothing.status(), nothing.body());
    assertEquals(status, live.status(), live.toString());
    assertEquals(200, admin.get("clients/" + name).status());
  }

  private Answer park(String path, String name, String token, Runnable meanwhile) {
    String client = "{\"client_id\":\"" + name + "\",\"type\":\"confidential\"}";
    String body = path.equals("import") ? "{\"version\":1,\"clients\":[" + client + "]}" : client;
    return RawHttp.parked(
        postern.uri(""),
        RawHttp.head(
            "POST",
            postern.uri("api/admin/" + path),
            "Authorization: Bearer " + token,
            "Content-Type: application/json",
            "Content-Length: " + body.length()),
        body,
        meanwhile);
  }

  // Rights that an owner cannot give a client

  static Stream<Arguments> rightsToGive() {
    return Stream.of(
        arguments("/scopes", "'scopes':['postern.admin']"),
        arguments("/scopes", "'scopes':['postern.admin.read']"),
        arguments("/scopes", "'scopes':['postern.clients']"),
        arguments("/scopes", "'scopes':['introspect']"),
        arguments("/scopes", "'scopes':['client.self'],'default_scopes':['client.self']"),
        arguments("/owner", "'owner':'{other}'"),
        arguments("/owner", "'owner':'nobody-there'"),
        arguments("/acts_for_owner", "'owner':'{user}','acts_for_owner':true"),
        arguments("/grants", "'grants':['password']"),
        arguments("/grants", "'grants':['client_credentials','refresh_token','password']"),
        arguments("/user_access", "'user_access':'everyone'"),
        arguments("/user_groups", "'user_groups':['Domain Users']"),
        arguments("/may_introspect_all", "'may_introspect_all':true"),
        arguments("/vouches_for_addresses", "'vouches_for_addresses':true"),
        arguments(
            "/allow_password_grant_for_public_client",
            "'type':'public','allow_password_grant_for_public_client':true"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("rightsToGive")
  void anOwnerGivesNoRightThatOnlyAdministratorsGive(String pointer, String members) {
    String filled =
        members
            .replace("{other}", Users.any().create().username())
            .replace("{user}", user.username());
    String clientId = "owned-" + System.nanoTime();
    String creation = "{'client_id':'" + clientId + "'," + filled + "}";

    Answer answer = owner.post("clients", creation.replace('\'', '"'));

    assertRefused(pointer, answer);
    assertEquals(404, admin.get("clients/" + clientId).status());
    if (!filled.contains("public")) {
      assertRefused(
          pointer,
          owner.patch("clients/" + own.clientId(), ("{" + filled + "}").replace('\'', '"')));
    }
    assertEquals(
        201,
        admin
            .post("clients", creation.replace("nobody-there", user.username()).replace('\'', '"'))
            .status());
  }

  @Test
  void anOwnerDeletesTheOwnClientThatIsOneOfSeveralResourceServers() {
    String scope = "shared-" + System.nanoTime();
    String body =
        "{'name':'%s','resource_servers':['%s','%s']}"
            .formatted(scope, own.clientId(), others.clientId());
    assertEquals(201, admin.post("scopes", body.replace('\'', '"')).status());

    assertEquals(204, owner.delete("clients/" + own.clientId()).status());
    assertEquals(
        "[\"" + others.clientId() + "\"]",
        admin.get("scopes/" + scope).json().getJsonArray("resource_servers").toString());
  }

  @Test
  void anOwnerGivesAScopeOfTheOwnResourceServersOnly() {
    String mine = "mine-" + System.nanoTime();
    String theirs = "theirs-" + System.nanoTime();
    String both = "both-" + System.nanoTime();
    for (String[] scope :
        List.of(
            new String[] {mine, own.clientId()},
            new String[] {theirs, others.clientId()},
            new String[] {both, own.clientId() + "','" + others.clientId()})) {
      String body = "{'name':'" + scope[0] + "','resource_servers':['" + scope[1] + "']}";
      assertEquals(201, admin.post("scopes", body.replace('\'', '"')).status());
    }
    String path = "clients/" + own.clientId();

    assertRefused("/scopes", owner.patch(path, "{\"scopes\":[\"" + theirs + "\"]}"));
    assertRefused("/scopes", owner.patch(path, "{\"scopes\":[\"" + both + "\"]}"));
    assertEquals(200, owner.patch(path, "{\"scopes\":[\"" + mine + "\"]}").status());
    // An administrator may do it, because an administrator can ask the other owner.
    assertEquals(200, admin.patch(path, "{\"scopes\":[\"" + theirs + "\"]}").status());
    assertEquals(200, owner.patch(path, "{\"name\":\"N\"}").status());
  }

  @Test
  void theIdentifierOfADeletedClientIsGivenToNobody() {
    assertEquals(204, admin.delete("clients/" + others.clientId()).status());

    Answer refused = owner.post("clients", "{\"client_id\":\"" + others.clientId() + "\"}");

    assertEquals(409, refused.status(), refused.body());
    assertTrue(refused.body().contains("never given to another one"), refused.body());
  }

  @Test
  void whatGivesRightsNeedsARecentLogin() {
    Users.Registered root = Users.any().roles("administrator").create();
    Login login =
        new Login(
            postern,
            Clients.confidential()
                .grants("password", "refresh_token")
                .scopes("postern.admin")
                .defaultScopes("postern.admin")
                .users(root.username())
                .create(),
            root);
    postern.control("clock.stop");
    Answer first = login.password();
    Admins caller = new Admins(postern, Optional.of(first.accessToken()));
    assertEquals(200, caller.get("export").status());

    postern.control("clock.advance", "by", "PT5M");
    assertEquals(200, caller.get("export").status());
    postern.control("clock.advance", "by", "PT1S");
    try {
      Answer refused = caller.get("export");
      assertEquals(401, refused.status(), refused.body());
      assertEquals(
          Optional.of(
              "Bearer realm=\"postern\", error=\"insufficient_user_authentication\","
                  + " error_description=\"A more recent authentication is required\","
                  + " max_age=\"300\""),
          refused.header("www-authenticate"));
      assertEquals(200, caller.get("users/" + root.username()).status());
      Answer refreshed =
          postern.token(
              login.client(),
              "grant_type",
              "refresh_token",
              "refresh_token",
              first.json().getString("refresh_token"));
      assertEquals(
          401, new Admins(postern, Optional.of(refreshed.accessToken())).get("export").status());
      assertEquals(
          200,
          new Admins(postern, Optional.of(login.password().accessToken())).get("export").status());
    } finally {
      postern.control("clock.reset");
    }
  }

  private static void assertRefused(String pointer, Answer answer) {
    assertEquals(403, answer.status(), answer.body());
    assertEquals(
        pointer, answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"));
  }

  @Test
  void aClientOfAnOwnerIsTheOwners() {
    String clientId = "owned-" + System.nanoTime();

    Answer answer = owner.post("clients", "{\"client_id\":\"" + clientId + "\"}");

    assertEquals(201, answer.status(), answer.body());
    assertEquals(user.username(), answer.json().getString("owner"));
    assertEquals(200, owner.patch("clients/" + clientId, "{\"enabled\":false}").status());
    assertEquals(403, owner.patch("clients/" + clientId, "{\"owner\":null}").status());
    assertEquals(204, owner.delete("clients/" + clientId).status());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "'scopes':['postern.admin']",
        "'acts_for_owner':true",
        "'may_introspect_all':true",
        "'vouches_for_addresses':true",
        "'scopes':['postern.admin.read'],'grants':[]"
      })
  void anOwnerChangesNoClientThatAnAdministratorGaveMore(String members) {
    admin.patch("clients/" + own.clientId(), ("{" + members + "}").replace('\'', '"'));
    String path = "clients/" + own.clientId();

    assertEquals(200, owner.get(path).status());
    assertEquals(403, owner.patch(path, "{\"name\":\"x\"}").status());
    assertEquals(403, owner.patch(path, "{\"grants\":[\"client_credentials\"]}").status());
    assertEquals(403, owner.post(path + "/secrets", "{\"label\":\"mine\"}").status());
    assertEquals(403, owner.delete(path + "/secrets/default").status());
    assertEquals(403, owner.delete(path).status());
    assertEquals(200, admin.patch(path, "{\"name\":\"x\"}").status());
  }

  // A walk

  private static final List<String> BODIES =
      List.of(
          "{'scopes':['postern.admin'],'default_scopes':['postern.admin']}",
          "{'scopes':['postern.admin.read','postern.clients','introspect','client.self']}",
          "{'owner':null}",
          "{'owner':'{other}'}",
          "{'owner':'{username}','acts_for_owner':true}",
          "{'acts_for_owner':true}",
          "{'may_introspect_all':true}",
          "{'vouches_for_addresses':true}",
          "{'type':'public','allow_password_grant_for_public_client':true}",
          "{'grants':['client_credentials','password','refresh_token'],'user_access':'everyone'}",
          "{'enabled':true,'scopes':[],'default_scopes':[]}",
          "{'label':'default','value':'chosen by the walk {new}'}",
          "{'label':'{new}'}",
          "{'expires':null}",
          "{'client_id':'walk-{new}','grants':['client_credentials'],'scopes':['postern.admin']}",
          "{'client_id':'walk-{new}','grants':['client_credentials']}",
          "{'client_id':'walk-{new}','owner':'{other}'}",
          "{'username':'walk-{new}','password':'{new} {new}','roles':['administrator']}",
          "{'roles':['administrator','viewer']}",
          "{'name':'walk-{new}','for':'both','roles':[]}",
          "{'for':'both','roles':['client-owner'],'resource_servers':[]}",
          "{'password':'{new} {new}'}",
          "{'version':1,'users':[{'username':'{username}','roles':['administrator']}]}",
          "{}");

  /** No sequence of calls gives anybody more rights. Each seed makes a different sequence. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20261125})
  void aWalkOfLesserRolesEndsInNoMoreRights(long seed) {
    Random random = new Random(seed);
    Registered privileged =
        Clients.confidential().scopes("postern.admin").with("owner", user.username()).create();
    Users.Registered other = Users.any().create();
    List<Admins> callers =
        List.of(owner, owner, owner, Admins.reader(), Admins.ofClient("client.self"));
    List<String> clients =
        new ArrayList<>(List.of(own.clientId(), others.clientId(), privileged.clientId()));
    List<Registered> gained = new ArrayList<>(List.of(own));
    JsonObject othersBefore = settings(others.clientId());
    JsonObject privilegedBefore = settings(privileged.clientId());

    for (int step = 0; step < 150; step++) {
      Operation operation = AdminOperations.TABLE.get(random.nextInt(AdminOperations.TABLE.size()));
      String body = BODIES.get(random.nextInt(BODIES.size())).replace("{other}", other.username());
      String client = clients.get(random.nextInt(clients.size()));
      String username = random.nextBoolean() ? user.username() : other.username();
      Operation tried =
          new Operation(
              operation.operation(),
              operation.roles(),
              0,
              operation.body().isEmpty() ? "" : random.nextInt(3) == 0 ? operation.body() : body);
      Answer answer = call(callers.get(random.nextInt(callers.size())), tried, client, username);
      assertTrue(answer.status() < 500, operation + " " + tried.body() + " " + answer);
      remember(answer, client, clients, gained);
    }

    assertEquals(othersBefore, settings(others.clientId()));
    assertEquals(privilegedBefore, settings(privileged.clientId()));
    for (String client : clients) {
      Answer shown = admin.get("clients/" + client);
      if (shown.status() == 200 && !client.equals(privileged.clientId())) {
        assertHarmless(shown.json());
      }
    }
    for (Registered client : gained) {
      Answer token = postern.token(client, "grant_type", "client_credentials");
      if (token.status() == 200) {
        assertEquals(
            403, new Admins(postern, Optional.of(token.accessToken())).get("clients").status());
      }
    }
    Answer login =
        postern.token(
            Clients.confidential()
                .grants("password")
                .scopes("postern.admin", "postern.admin.read", "postern.clients")
                .users(user.username())
                .create(),
            "grant_type",
            "password",
            "username",
            user.username(),
            "password",
            user.password(),
            "scope",
            "postern.admin");
    assertEquals(400, login.status(), login.body());
    assertEquals("invalid_scope", login.error());
  }

  private static void remember(
      Answer answer, String client, List<String> clients, List<Registered> gained) {
    if (answer.status() != 201) {
      return;
    }
    JsonObject json = answer.json();
    String clientId = json.getString("client_id", client);
    if (!clients.contains(clientId)) {
      clients.add(clientId);
    }
    List<JsonValue> secrets = new ArrayList<>(List.of(json));
    if (json.containsKey("secrets")) {
      secrets.addAll(json.getJsonArray("secrets"));
    }
    for (JsonValue secret : secrets) {
      String value = secret.asJsonObject().getString("value", "");
      if (!value.isEmpty()) {
        SecretsOfTests.remember(value);
        gained.add(new Registered(clientId, value));
      }
    }
  }

  private JsonObject settings(String clientId) {
    return Json.createObjectBuilder(admin.get("clients/" + clientId).json())
        .remove("last_used")
        .remove("last_token_issued")
        .remove("last_refusal")
        .remove("live_tokens")
        // Ending the tokens of a client changes this time, but gives the client no right.
        .remove("updated")
        .build();
  }

  private void assertHarmless(JsonObject client) {
    assertTrue(
        client.getJsonArray("scopes").getValuesAs(JsonString::getString).stream()
            .noneMatch(BUILT_IN::contains),
        client.toString());
    assertFalse(
        client.getJsonArray("grants").getValuesAs(JsonString::getString).contains("password"),
        client.toString());
    assertNotEquals("everyone", client.getString("user_access"), client.toString());
    assertFalse(client.getBoolean("acts_for_owner"), client.toString());
    assertFalse(client.getBoolean("may_introspect_all"), client.toString());
    assertFalse(client.getBoolean("vouches_for_addresses"), client.toString());
    assertFalse(client.getBoolean("allow_password_grant_for_public_client"), client.toString());
    assertTrue(Set.of("", user.username()).contains(client.getString("owner")), client.toString());
  }
}

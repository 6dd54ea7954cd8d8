package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** Tests two nodes on one database: a change that one node has confirmed is known to the other. */
@Tag(Kinds.CLUSTER)
class ClusterIT {

  /** Each change is made on both nodes in turn, and checked on the other one. */
  private static final int ROUNDS = 4;

  private static final int RACES = 50;

  private Postern a;
  private Postern b;

  @BeforeEach
  void bothRun() {
    Cluster cluster = Cluster.get();
    a = cluster.a().postern();
    b = cluster.b().postern();
  }

  private static Login at(Postern postern, Login login) {
    return new Login(postern, login.client(), login.user());
  }

  private static Login login(Postern postern) {
    return login(postern, "PT0S");
  }

  private static Login login(Postern postern, String window) {
    return Login.with(
        postern,
        Clients.confidential()
            .grants("password", "refresh_token", "client_credentials")
            .with("replay_window", window));
  }

  /** Both were started at once on an empty database, with an import to apply. */
  @Test
  void migratedAndImportedOnce() {
    Registered demo = new Registered("testclient", "testpass");

    for (Postern node : List.of(a, b)) {
      Answer issued = node.token(demo, "grant_type", "client_credentials");
      assertEquals(200, issued.status(), issued.body());
    }
    assertEquals(1, auditRows(a, "testclient", "client.created"));
  }

  private static long auditRows(Postern postern, String clientId, String kind) {
    return postern.control("audit", "client_id", clientId).getJsonArray("events").stream()
        .filter(event -> event.asJsonObject().getString("kind").equals(kind))
        .count();
  }

  @Test
  void takesATokenOfTheOtherNode() {
    Login onA = login(a);
    Login onB = at(b, onA);

    Answer issued = onA.password();

    assertTrue(onB.lives(issued.accessToken()));
    Answer refreshed = onB.refresh(issued.refreshToken());
    assertEquals(200, refreshed.status(), refreshed.body());
    assertTrue(onA.lives(refreshed.accessToken()));
    String ofClient = Tokens.ofClient(b, onA.client());
    assertEquals(200, a.get("api/me", ofClient).status());
  }

  /** Something that ends a token, done on one node. */
  private interface Change {
    void make(Login login, Answer issued);
  }

  private static Arguments change(String name, Change change) {
    return Arguments.of(name, change);
  }

  private static Change control(String what, String... more) {
    return (login, issued) -> {
      JsonObjectBuilder command =
          Json.createObjectBuilder()
              .add("do", what)
              .add("client_id", login.client().clientId())
              .add("username", login.user().username());
      for (int i = 0; i < more.length; i += 2) {
        command.add(more[i], more[i + 1]);
      }
      login.postern().control(command.build());
    };
  }

  private static Change revocation(boolean ofRefreshToken) {
    return (login, issued) -> {
      String token = ofRefreshToken ? issued.refreshToken() : issued.accessToken();
      assertEquals(200, Tokens.revoke(login.postern(), login.client(), token).status());
    };
  }

  private static Change grants(String... left) {
    return (login, issued) ->
        login
            .postern()
            .control(
                Json.createObjectBuilder()
                    .add("do", "client.grants")
                    .add("client_id", login.client().clientId())
                    .add("grants", Json.createArrayBuilder(List.of(left)))
                    .build());
  }

  static Stream<Arguments> changesThatEndTokens() {
    return Stream.of(
        change("access token revoked", revocation(false)),
        change("refresh token revoked", revocation(true)),
        change("client disabled", control("client.disable")),
        change("client deleted", control("client.delete")),
        change("its grant taken away", grants("refresh_token")),
        change("user disabled", control("user.disable")),
        change("user locked", control("user.lock")),
        change("user deleted", control("user.delete")),
        change("password changed", control("user.password", "password", "an0ther Passw0rd")),
        change("user no longer assigned", control("unassign")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changesThatEndTokens")
  void feelsAtOnceWhatTheOtherNodeEnded(String name, Change change) {
    for (int round = 0; round < ROUNDS; round++) {
      Postern here = round % 2 == 0 ? a : b;
      Postern there = here == a ? b : a;
      Login login = login(here);
      Login other = login(there);
      Answer issued = login.password();
      String untouched = at(here, other).password().accessToken();
      assertTrue(login.lives(issued.accessToken()));
      assertTrue(at(there, login).lives(issued.accessToken()));
      assertTrue(other.lives(untouched));

      change.make(login, issued);

      assertFalse(at(there, login).lives(issued.accessToken()), "round " + round);
      assertTrue(other.lives(untouched), "round " + round);
    }
  }

  @Test
  void feelsAChangedSecretAtOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      Postern here = round % 2 == 0 ? a : b;
      Postern there = here == a ? b : a;
      Registered old = Clients.confidential().grants("client_credentials").create(here);
      Registered changed = new Registered(old.clientId(), "an0ther-" + old.secret());
      for (Postern node : List.of(here, there)) {
        assertEquals(200, node.token(old, "grant_type", "client_credentials").status());
        assertEquals(401, node.token(changed, "grant_type", "client_credentials").status());
      }

      SecretsOfTests.remember(changed.secret());
      here.apply(
          Json.createObjectBuilder()
              .add("overwrite_secrets", true)
              .add(
                  "clients",
                  Json.createArrayBuilder()
                      .add(
                          Json.createObjectBuilder()
                              .add("client_id", changed.clientId())
                              .add("client_secret", changed.secret()))));

      assertEquals(200, there.token(changed, "grant_type", "client_credentials").status());
      assertEquals(401, there.token(old, "grant_type", "client_credentials").status());
    }
  }

  @Test
  void feelsAtOnceThatAUserIsAssignedAgain() {
    Login onA = login(a);
    Login onB = at(b, onA);
    String[] pair = {"client_id", onA.client().clientId(), "username", onA.user().username()};
    assertEquals(200, onB.password().status());

    a.control("unassign", pair);
    assertEquals("invalid_grant", onB.password().error());
    a.control("assign", pair);

    assertEquals(200, onB.password().status());
  }

  /** The values derived from a client: its grants and scopes are in tables of their own. */
  @Test
  void feelsAtOnceWhatAClientIsGiven() {
    String scope = Scopes.forKind("client").create(a);
    Registered client = Clients.confidential().create(a);
    for (Postern node : List.of(a, b)) {
      assertEquals(
          "unauthorized_client", node.token(client, "grant_type", "client_credentials").error());
    }

    a.control(
        Json.createObjectBuilder()
            .add("do", "client.grants")
            .add("client_id", client.clientId())
            .add("grants", Json.createArrayBuilder().add("client_credentials"))
            .build());
    Answer withoutScope = b.token(client, "grant_type", "client_credentials");
    assertEquals(200, withoutScope.status(), withoutScope.body());
    assertFalse(withoutScope.json().containsKey("scope"));
    a.control(
        Json.createObjectBuilder()
            .add("do", "client.scopes")
            .add("client_id", client.clientId())
            .add("scopes", Json.createArrayBuilder().add(scope))
            .add("default_scopes", Json.createArrayBuilder().add(scope))
            .build());

    assertEquals(
        scope, b.token(client, "grant_type", "client_credentials").json().getString("scope"));
  }

  /** The values derived from a scope: its resource servers are in a table of their own. */
  @Test
  void feelsAtOnceWhichResourceServersAScopeHas() {
    Registered first = Clients.confidential().create(a);
    Registered second = Clients.confidential().create(a);
    String scope = Scopes.forKind("client").resourceServers(first.clientId()).create(a);
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .scopes(scope)
            .defaultScopes(scope)
            .create(a);
    String token = Tokens.ofClient(a, client);
    assertTrue(Tokens.isActive(b, first, token));
    assertFalse(Tokens.isActive(b, second, token));

    a.apply(
        Json.createObjectBuilder()
            .add(
                "scopes",
                Json.createArrayBuilder()
                    .add(
                        Json.createObjectBuilder()
                            .add("name", scope)
                            .add(
                                "resource_servers",
                                Json.createArrayBuilder().add(second.clientId())))));

    assertTrue(Tokens.isActive(b, second, token));
    assertFalse(Tokens.isActive(b, first, token));
    assertEquals(
        List.of(second.clientId()),
        Tokens.introspect(b, second, token)
            .json()
            .getJsonArray("aud")
            .getValuesAs(JsonString.class)
            .stream()
            .map(JsonString::getString)
            .toList());
  }

  @Test
  void givesOneRefreshTokenUsedOnBothOneSuccessor() {
    Login without = login(a);
    Login with = login(b, "PT60S");
    for (int round = 0; round < RACES; round++) {
      List<Answer> answers = refreshOnBoth(without);
      assertEquals(
          1, answers.stream().filter(answer -> answer.status() == 200).count(), "round " + round);
      assertEquals(
          1,
          answers.stream().filter(answer -> answer.error().equals("invalid_grant")).count(),
          "round " + round);

      List<Answer> same = refreshOnBoth(with);
      Set<String> successors = new HashSet<>();
      for (Answer answer : same) {
        assertEquals(200, answer.status(), answer.body());
        successors.add(answer.refreshToken());
      }
      assertEquals(1, successors.size(), "round " + round);
      assertNotEquals(same.get(0).accessToken(), same.get(1).accessToken());
      for (Postern node : List.of(a, b)) {
        assertEquals(
            1,
            same.stream().filter(answer -> at(node, with).lives(answer.accessToken())).count(),
            "round " + round);
      }
    }
  }

  private List<Answer> refreshOnBoth(Login login) {
    String token = login.password().refreshToken();
    return Parallel.atOnce(2, i -> at(i == 0 ? a : b, login).refresh(token));
  }

  @Test
  void countsFailedPasswordsOnBothTogether() {
    Login onA = login(a);
    Login onB = at(b, onA);
    for (int i = 0; i < 5; i++) {
      assertEquals("invalid_grant", onA.wrongPassword().error());
      assertEquals("invalid_grant", onB.wrongPassword().error());
    }

    assertEquals(429, onA.password().status());
    assertEquals(429, onB.password().status());
  }

  @Test
  void purgesOnOneNode() {
    a.control("purge.free");
    String prefix = "cluster-" + System.nanoTime() + "-";
    a.control("tokens.add", "prefix", prefix, "count", "501", "lifetime", "-PT1H");

    List<Long> deleted =
        Parallel.atOnce(
            2,
            i -> {
              Postern node = i == 0 ? a : b;
              long before = deleted(node);
              node.control("purge");
              return deleted(node) - before;
            });

    assertEquals(
        1, deleted.stream().filter(rows -> rows > 0).count(), () -> "rows by node: " + deleted);
    assertNotEquals("", a.control("purge.holder").getString("holder"));
    assertEquals(
        a.control("purge.holder").getString("holder"),
        b.control("purge.holder").getString("holder"));
  }

  private static long deleted(Postern node) {
    return node.control("purge.state").getJsonNumber("deleted").longValue();
  }

  /** Statements about other rows must not make the nodes read every token again. */
  @Test
  void keepsTheTokensInBothCaches() {
    String expired = "cluster-" + System.nanoTime() + "-";
    a.control("purge.free");
    a.control("tokens.add", "prefix", expired, "count", "3", "lifetime", "-PT1H");

    // After 10 s, what was read is dropped in any case. If this run took longer, it is repeated.
    Await.until(
        "both still have the token, after everything else happened",
        Duration.ofMinutes(1),
        () -> {
          Login busy = login(a, "PT60S");
          String token = Tokens.ofClient(a, busy.client());
          Answer issued = busy.password();
          for (Postern node : List.of(a, b)) {
            assertEquals(200, node.get("api/me", token).status());
          }
          assertEquals("invalid_grant", busy.wrongPassword().error());
          busy.refresh(issued.refreshToken());
          busy.refresh(issued.refreshToken());
          a.control("purge");
          b.control("purge");
          return isCached(a, token) && isCached(b, token);
        });
  }

  private static boolean isCached(Postern node, String token) {
    return node.control("cache.contains", "token", token).getBoolean("contains");
  }
}

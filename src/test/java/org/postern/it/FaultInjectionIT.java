package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/**
 * Lets every statement and commit of every use case fail in turn, once before it takes effect and
 * once after. The answer must be the right one or 503. After 200, the change must have happened;
 * after a failure without effect, nothing may be half done.
 */
@Tag(Kinds.OWN_SERVER)
@Tag(Kinds.WILDFLY) // The failing driver is installed as a module of WildFly.
class FaultInjectionIT {

  private static FaultyServer server;
  private static Postern postern;

  @BeforeAll
  static void start() throws Exception {
    server = new FaultyServer("it-fault-injection");
    postern = server.postern();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A request, with the checks to make after it. */
  private interface Round {

    Answer send();

    /** Asserts that the answer is the right one, and that what it says has happened. */
    void assertHappened(Answer answer);

    /**
     * Asserts that nothing happened: what was valid is still valid, and the request can be
     * repeated.
     */
    void assertNothingHappened();

    /** Asserts that a client that does not know whether the change happened can go on. */
    default void assertCanGoOn() {
      assertHappened(send());
    }
  }

  /** A request that changes nothing, or that may be carried out twice. */
  private record Repeatable(Supplier<Answer> request, int status, Consumer<Answer> check)
      implements Round {

    @Override
    public Answer send() {
      return request.get();
    }

    @Override
    public void assertHappened(Answer answer) {
      assertEquals(status, answer.status(), answer.toString());
      check.accept(answer);
    }

    @Override
    public void assertNothingHappened() {
      assertHappened(send());
    }
  }

  private static Repeatable repeatable(Supplier<Answer> request, int status) {
    return new Repeatable(request, status, answer -> {});
  }

  private static Login login() {
    return Login.with(postern, Clients.confidential().grants("password", "refresh_token"));
  }

  private static Registered service() {
    return Clients.confidential()
        .grants("client_credentials")
        .scopes("client.self", "introspect")
        .create(postern);
  }

  private static String tokenFor(Registered client, String scope) {
    return postern.token(client, "grant_type", "client_credentials", "scope", scope).accessToken();
  }

  private static Round clientCredentials() {
    Registered client = service();
    return new Repeatable(
        () -> postern.token(client, "grant_type", "client_credentials"),
        200,
        answer -> assertEquals(200, postern.get("api/me", answer.accessToken()).status()));
  }

  private static Round password() {
    Login login = login();
    return new Repeatable(
        login::password,
        200,
        answer -> {
          assertTrue(login.lives(answer.accessToken()));
          assertEquals(200, login.refresh(answer.refreshToken()).status());
        });
  }

  private static Round refresh() {
    Login login = login();
    Answer first = login.password();
    return new Round() {
      @Override
      public Answer send() {
        return login.refresh(first.refreshToken());
      }

      @Override
      public void assertHappened(Answer answer) {
        assertEquals(200, answer.status(), answer.toString());
        assertTrue(login.lives(answer.accessToken()));
        assertEquals(200, login.refresh(answer.refreshToken()).status());
        assertEquals("invalid_grant", login.refresh(first.refreshToken()).error());
      }

      @Override
      public void assertNothingHappened() {
        assertTrue(login.lives(first.accessToken()));
        assertHappened(send());
      }

      /** Without a replay window the retry is a replay, and the user logs in again. */
      @Override
      public void assertCanGoOn() {
        assertEquals("invalid_grant", send().error());
        assertFalse(login.lives(first.accessToken()));
        assertEquals(200, login.password().status());
      }
    };
  }

  private static Round replay() {
    Login login = login();
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());
    return new Round() {
      @Override
      public Answer send() {
        return login.refresh(first.refreshToken());
      }

      @Override
      public void assertHappened(Answer answer) {
        assertEquals("400 invalid_grant", answer.status() + " " + answer.error());
        assertFalse(login.lives(first.accessToken()));
        assertFalse(login.lives(second.accessToken()));
        assertEquals("invalid_grant", login.refresh(second.refreshToken()).error());
      }

      @Override
      public void assertNothingHappened() {
        assertTrue(login.lives(second.accessToken()));
        assertHappened(send());
      }
    };
  }

  private static Round revocation(boolean ofFamily) {
    Login login = login();
    Answer first = login.password();
    String token = ofFamily ? first.refreshToken() : first.accessToken();
    return new Round() {
      @Override
      public Answer send() {
        return Tokens.revoke(postern, login.client(), token);
      }

      @Override
      public void assertHappened(Answer answer) {
        assertEquals("200 {}", answer.status() + " " + answer.body());
        assertFalse(login.lives(first.accessToken()));
        assertEquals(ofFamily ? "invalid_grant" : "", login.refresh(first.refreshToken()).error());
      }

      @Override
      public void assertNothingHappened() {
        assertTrue(login.lives(first.accessToken()));
        assertHappened(send());
      }
    };
  }

  private static Round change(String path, String token, String member) {
    String before = postern.get(path, token).json().getString(member);
    return new Round() {
      @Override
      public Answer send() {
        return postern.patch(path, token, "{\"" + member + "\":\"Changed\"}");
      }

      @Override
      public void assertHappened(Answer answer) {
        assertEquals(200, answer.status(), answer.toString());
        assertEquals("Changed", answer.json().getString(member));
        assertEquals("Changed", postern.get(path, token).json().getString(member));
      }

      @Override
      public void assertNothingHappened() {
        assertEquals(before, postern.get(path, token).json().getString(member));
        assertHappened(send());
      }
    };
  }

  private static Round changeOfProfile() {
    Login login = Login.with(postern, Clients.confidential().grants("password").scopes("profile"));
    return change(
        "api/me/profile", login.password("scope", "profile").accessToken(), "display_name");
  }

  private static Round introspectionByBearer() {
    String bearer = tokenFor(service(), "introspect");
    return new Repeatable(
        () -> postern.post("oauth2/introspect", Optional.of("Bearer " + bearer), "token", bearer),
        200,
        answer -> assertTrue(answer.json().getBoolean("active")));
  }

  private static Round introspection(boolean revoked) {
    Login login = login();
    String token = login.password().accessToken();
    if (revoked) {
      Tokens.revoke(postern, login.client(), token);
    }
    return new Repeatable(
        () -> Tokens.introspect(postern, login.client(), token),
        200,
        answer -> assertEquals(!revoked, answer.json().getBoolean("active")));
  }

  static List<Arguments> useCases() {
    return List.of(
        useCase("client credentials", FaultInjectionIT::clientCredentials),
        useCase("password", FaultInjectionIT::password),
        useCase("refresh", FaultInjectionIT::refresh),
        useCase("replay of a refresh token", FaultInjectionIT::replay),
        useCase("revocation of a family", () -> revocation(true)),
        useCase("revocation of an access token", () -> revocation(false)),
        useCase("introspection", () -> introspection(false)),
        useCase("introspection of a revoked token", () -> introspection(true)),
        useCase("introspection by bearer token", FaultInjectionIT::introspectionByBearer),
        useCase(
            "protected resource",
            () -> {
              String token = tokenFor(service(), "client.self");
              return repeatable(() -> postern.get("api/me", token), 200);
            }),
        useCase(
            "protected resource, revoked token",
            () -> {
              Registered client = service();
              String token = tokenFor(client, "client.self");
              Tokens.revoke(postern, client, token);
              return repeatable(() -> postern.get("api/me", token), 401);
            }),
        useCase(
            "change of a client",
            () -> change("api/client", tokenFor(service(), "client.self"), "description")),
        useCase("change of a profile", FaultInjectionIT::changeOfProfile),
        useCase(
            "wrong secret",
            () -> {
              Registered client = new Registered(service().clientId(), "wrong");
              return repeatable(
                  () -> postern.token(client, "grant_type", "client_credentials"), 401);
            }),
        useCase(
            "unknown client",
            () -> {
              // Each request uses another name, because after ten failures the answer is 429.
              Registered client = new Registered("nobody-" + UUID.randomUUID(), "wrong");
              return repeatable(
                  () -> postern.token(client, "grant_type", "client_credentials"), 401);
            }),
        useCase(
            "wrong password",
            () -> {
              Login login = login();
              return repeatable(login::wrongPassword, 400);
            }),
        useCase(
            "metadata",
            () ->
                repeatable(
                    () ->
                        postern.send(
                            postern.request(".well-known/oauth-authorization-server").GET()),
                    200)));
  }

  private static Arguments useCase(String name, Supplier<Round> rounds) {
    return Arguments.of(name, rounds);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("useCases")
  void answersRightOrNotAtAll(String name, Supplier<Round> rounds) {
    String[] statements = statementsOf(rounds.get());
    boolean wasFelt = false;
    for (String fault : List.of("fail", "lose")) {
      for (int i = 0; i < statements.length; i++) {
        String where = name + ": " + fault + " " + statements[i];
        boolean mayHaveHappened = fault.equals("lose") && statements[i].equals("commit");
        try {
          wasFelt |= isUnavailable(rounds.get(), fault + " " + (i + 1), mayHaveHappened);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError(where, e);
        }
      }
    }
    assertTrue(wasFelt, "no fault was felt");
  }

  /** A request that is refused, and the reason for the refusal. */
  private record Refusal(String name, Supplier<Answer> request) {}

  private static List<Refusal> refusedClients(String path) {
    Registered client = service();
    Registered disabled = service();
    postern.control("client.disable", "client_id", disabled.clientId());
    Registered publicClient = Clients.publicClient().create(postern);
    return List.of(
        refusedClient("unknown", path, "nobody-" + client.clientId()),
        refusedClient("wrong secret", path, client.clientId()),
        refusedClient("disabled", path, disabled.clientId()),
        refusedClient("public", path, publicClient.clientId()));
  }

  private static Refusal refusedClient(String name, String path, String clientId) {
    return new Refusal(
        name,
        () ->
            postern.post(
                path,
                Optional.of(Postern.basic(clientId, "wrong")),
                "grant_type",
                "client_credentials",
                "token",
                "any"));
  }

  /**
   * The time of an answer must not reveal which clients exist or were used recently, so the
   * statements must be the same.
   */
  @ParameterizedTest
  @ValueSource(strings = {"oauth2/token", "oauth2/introspect", "oauth2/revoke"})
  void asksTheDatabaseTheSameOfClientsThatExistAndThatDoNot(String path) {
    for (Refusal refusal : refusedClients(path)) {
      // The caches are as after a start, then in use, then as after an idle time.
      List<String> first = statementsOf(refusal, 401);
      List<String> warm = statementsOf(refusal, 401);
      postern.control("cache.evict");
      List<String> idle = statementsOf(refusal, 401);

      assertEquals(6, warm.size(), refusal.name() + warm);
      assertEquals(warm, first, refusal.name());
      assertEquals(warm, idle, refusal.name());
      assertEquals(statementsOf(refusedClients(path).get(0), 401), warm, refusal.name());
    }
  }

  @Test
  void asksTheDatabaseTheSameOfUsersThatExistAndThatDoNot() {
    Login assigned = login();
    Registered client = assigned.client();
    Users.Registered disabled = Users.any().create(postern);
    postern.control("user.disable", "username", disabled.username());
    Users.Registered other = Users.any().create(postern);
    Users.Registered nobody = new Users.Registered("nobody-" + other.username(), "any password");
    List<Refusal> refusals =
        List.of(
            new Refusal("unknown", () -> new Login(postern, client, nobody).password()),
            new Refusal("wrong password", assigned::wrongPassword),
            new Refusal("disabled", () -> new Login(postern, client, disabled).password()),
            new Refusal("not assigned", () -> new Login(postern, client, other).password()),
            new Refusal(
                "not assigned, wrong password",
                () -> new Login(postern, client, other).wrongPassword()));
    postern.control("cache.evict");
    for (Refusal refusal : refusals) {
      // The first failure inserts the rows of the counters.
      assertEquals(400, refusal.request().get().status());
    }

    List<String> warm = statementsOf(refusals.get(0), 400);
    postern.control("cache.evict");
    List<String> idle = statementsOf(refusals.get(0), 400);

    for (Refusal refusal : refusals) {
      assertEquals(warm, statementsOf(refusal, 400), refusal.name());
      postern.control("cache.evict");
      assertEquals(idle, statementsOf(refusal, 400), refusal.name());
    }
  }

  // The statements in alphabetical order, without those that count a table, which run every ten
  // seconds.
  private static List<String> statementsOf(Refusal refusal, int status) {
    server.plan("none");
    Answer answer = refusal.request().get();
    assertEquals(status, answer.status(), answer.toString());
    return Stream.of(server.seen())
        .filter(statement -> !statement.contains("count("))
        .sorted()
        .toList();
  }

  /** The statements of the use case when nothing fails and nothing is cached. */
  private static String[] statementsOf(Round round) {
    postern.control("cache.evict");
    server.plan("none");
    Answer answer = round.send();
    String[] statements = server.seen();
    round.assertHappened(answer);
    return statements;
  }

  // Returns whether the answer was 503, and asserts what must be true in either case.
  private static boolean isUnavailable(Round round, String plan, boolean mayHaveHappened) {
    postern.control("cache.evict");
    server.plan(plan);
    Answer answer = round.send();
    server.plan("none");

    if (answer.status() != 503) {
      round.assertHappened(answer);
      return false;
    }
    assertEquals("temporarily_unavailable", answer.error());
    assertTrue(answer.header("retry-after").isPresent(), answer.toString());
    if (mayHaveHappened) {
      round.assertCanGoOn();
    } else {
      round.assertNothingHappened();
    }
    return true;
  }
}

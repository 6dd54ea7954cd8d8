package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/**
 * Tests that Postern recovers by itself when the database was unavailable or had no free connection
 * for a while.
 */
@Tag(Kinds.OWN_SERVER)
@Tag(Kinds.WILDFLY) // The failing driver is installed as a module of WildFly.
class OutageIT {

  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);
  private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(10);

  /** With this many requests in a row, every connection of the pool is used at least once. */
  private static final int IN_A_ROW = 40;

  private static final JsonObject OCCUPY_ALL =
      Json.createObjectBuilder().add("do", "pool.occupy").add("but", 0).build();

  private static FaultyServer server;
  private static Postern postern;

  @BeforeAll
  static void start() throws Exception {
    server = new FaultyServer("it-outage");
    postern = server.postern();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answers503UntilTheDatabaseIsBack() {
    Login login = loginForEverything();
    Answer first = login.password("scope", "profile");

    server.plan("outage");
    try {
      assertUnavailable(requests(login, first));
    } finally {
      server.plan("none");
    }

    Await.until("every connection of the pool works", RECOVERED_WITHIN, () -> worksInARow(login));
    assertServed(login, first);
  }

  @Test
  void answers503WhileEveryConnectionIsTaken() {
    Login login = loginForEverything();
    Answer first = login.password("scope", "profile");

    assertTrue(postern.control(OCCUPY_ALL).getInt("occupied") > 0);
    try {
      assertUnavailable(requests(login, first));
    } finally {
      postern.control("pool.release");
    }

    // Once connections are free again, requests are served at once.
    assertServed(login, first);
  }

  private static void assertUnavailable(Map<String, Supplier<HttpRequest.Builder>> requests) {
    postern.control("cache.evict");
    requests.forEach((name, request) -> assertUnavailable(name, send(request)));
    assertEquals(503, health("ready").status());
    assertEquals(200, health("live").status());
  }

  // Asserts that all requests are served, and that the refused requests have changed nothing.
  private static void assertServed(Login login, Answer first) {
    assertEquals(200, health("ready").status());
    assertTrue(login.lives(first.accessToken()));
    requests(login, first)
        .forEach((name, request) -> assertEquals(200, send(request).status(), name));
    assertFalse(login.lives(first.accessToken()));
  }

  private static Login loginForEverything() {
    return Login.with(
        postern,
        Clients.confidential()
            .grants("client_credentials", "password", "refresh_token")
            .scopes("profile"));
  }

  private static Map<String, Supplier<HttpRequest.Builder>> requests(Login login, Answer first) {
    Map<String, Supplier<HttpRequest.Builder>> requests = new LinkedHashMap<>();
    requests.put(
        "client credentials",
        () -> form(login, "oauth2/token", "grant_type", "client_credentials"));
    requests.put(
        "password",
        () ->
            form(
                login,
                "oauth2/token",
                "grant_type",
                "password",
                "username",
                login.user().username(),
                "password",
                login.user().password()));
    requests.put(
        "introspection", () -> form(login, "oauth2/introspect", "token", first.accessToken()));
    requests.put("protected resource", () -> bearer("api/me", first).GET());
    requests.put(
        "change of a profile",
        () ->
            bearer("api/me/profile", first)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString("{\"display_name\":\"New\"}")));
    requests.put("metadata", () -> postern.request(".well-known/oauth-authorization-server").GET());
    // These requests end tokens, so they come last.
    requests.put(
        "refresh",
        () ->
            form(
                login,
                "oauth2/token",
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.refreshToken()));
    requests.put("revocation", () -> form(login, "oauth2/revoke", "token", first.accessToken()));
    return requests;
  }

  private static HttpRequest.Builder form(Login login, String path, String... form) {
    return postern
        .request(path)
        .header("Authorization", login.client().basic())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(Postern.form(form)));
  }

  private static HttpRequest.Builder bearer(String path, Answer token) {
    return postern.request(path).header("Authorization", "Bearer " + token.accessToken());
  }

  // A request without an answer in time fails here.
  private static Answer send(Supplier<HttpRequest.Builder> request) {
    return postern.send(request.get().timeout(ANSWERED_WITHIN));
  }

  private static void assertUnavailable(String name, Answer answer) {
    assertEquals(503, answer.status(), name);
    assertEquals("5", answer.header("retry-after").orElse(""), name);
    assertEquals(
        "{\"error\":\"temporarily_unavailable\",\"error_description\":\"Try again later\"}",
        answer.body(),
        name);
  }

  private static Answer health(String kind) {
    return postern.send(postern.request("api/health/" + kind).timeout(ANSWERED_WITHIN).GET());
  }

  private static boolean worksInARow(Login login) {
    for (int i = 0; i < IN_A_ROW; i++) {
      if (postern.token(login.client(), "grant_type", "client_credentials").status() != 200) {
        return false;
      }
    }
    return true;
  }
}

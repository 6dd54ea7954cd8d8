package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/** The database goes away and comes back, and Postern goes on by itself: design decision 17. */
@Tag("wildfly") // The driver that fails is put in as a module of WildFly.
class OutageIT {

  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);
  private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(10);

  /** So many requests in a row have met every connection of the pool. */
  private static final int IN_A_ROW = 40;

  @Test
  void answers503UntilTheDatabaseIsBack() throws Exception {
    try (FaultyServer server = new FaultyServer("it-outage")) {
      Postern postern = server.postern();
      Login login =
          Login.with(
              postern,
              Clients.confidential()
                  .grants("client_credentials", "password", "refresh_token")
                  .scopes("profile"));
      Answer first = login.password();
      Map<String, Supplier<HttpRequest.Builder>> requests = requests(login, first);

      server.plan("outage");
      postern.control("cache.evict");

      requests.forEach((name, request) -> assertUnavailable(name, send(postern, request)));
      assertEquals(503, health(postern, "ready").status());
      assertEquals(200, health(postern, "live").status());

      server.plan("none");

      Await.until(
          "every connection of the pool works",
          RECOVERED_WITHIN,
          () -> worksInARow(postern, login));
      assertEquals(200, health(postern, "ready").status());
      assertTrue(login.lives(first.accessToken()));
      assertEquals(200, login.refresh(first.refreshToken()).status());
    }
  }

  private static Map<String, Supplier<HttpRequest.Builder>> requests(Login login, Answer first) {
    Postern postern = login.postern();
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
        "refresh",
        () ->
            form(
                login,
                "oauth2/token",
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.refreshToken()));
    requests.put(
        "introspection", () -> form(login, "oauth2/introspect", "token", first.accessToken()));
    requests.put("revocation", () -> form(login, "oauth2/revoke", "token", first.accessToken()));
    requests.put("protected resource", () -> bearer(postern, "api/me", first).GET());
    requests.put(
        "change of a profile",
        () ->
            bearer(postern, "api/me/profile", first)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString("{\"display_name\":\"New\"}")));
    requests.put("metadata", () -> postern.request(".well-known/oauth-authorization-server").GET());
    return requests;
  }

  private static HttpRequest.Builder form(Login login, String path, String... form) {
    return login
        .postern()
        .request(path)
        .header("Authorization", login.client().basic())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(Postern.form(form)));
  }

  private static HttpRequest.Builder bearer(Postern postern, String path, Answer token) {
    return postern.request(path).header("Authorization", "Bearer " + token.accessToken());
  }

  // A request without an answer in time fails here.
  private static Answer send(Postern postern, Supplier<HttpRequest.Builder> request) {
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

  private static Answer health(Postern postern, String kind) {
    return postern.send(postern.request("api/health/" + kind).timeout(ANSWERED_WITHIN).GET());
  }

  private static boolean worksInARow(Postern postern, Login login) {
    for (int i = 0; i < IN_A_ROW; i++) {
      if (postern.token(login.client(), "grant_type", "client_credentials").status() != 200) {
        return false;
      }
    }
    return true;
  }
}

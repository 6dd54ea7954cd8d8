package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** Scripts of other origins at the token and the revocation endpoint. */
@Tag(Kinds.OWN_SERVER)
class CorsIT extends DeployedWar {

  private static final String ORIGIN = "https://app.example.org";

  private static Answer preflight(Postern server, String path, String origin) {
    return server.send(
        server
            .request(path)
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization")
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  private static Answer post(
      Postern server, String path, String origin, Optional<String> authorization, String... form) {
    HttpRequest.Builder request =
        server
            .request(path)
            .header("Origin", origin)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(Postern.form(form)));
    authorization.ifPresent(value -> request.header("Authorization", value));
    return server.send(request);
  }

  private static void assertNothingAllowed(Answer answer) {
    answer
        .headers()
        .keySet()
        .forEach(name -> assertFalse(name.startsWith("access-control-"), answer.toString()));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"oauth2/token", "oauth2/revoke", "oauth2/introspect"})
  void isOffByDefault(String path) {
    Answer preflight = preflight(Postern.MANAGED, path, ORIGIN);
    Answer post = post(Postern.MANAGED, path, ORIGIN, Optional.empty(), "token", "x");

    Golden.assertAnswer("token/options.http", preflight);
    assertNothingAllowed(post);
    assertFalse(post.headers().containsKey("vary"), post.toString());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"oauth2/token", "oauth2/revoke"})
  void letsConfiguredOriginsAskFirst(String path) {
    Golden.assertAnswer("cors/preflight.http", preflight(SettingsServer.withCors(), path, ORIGIN));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {ORIGIN, "http://localhost:3000"})
  void letsConfiguredOriginsReadTheAnswer(String origin) {
    Postern server = SettingsServer.withCors();
    Registered client = Clients.confidential().grants("client_credentials").create(server);
    Optional<String> basic = Optional.of(client.basic());

    Answer issued = post(server, "oauth2/token", origin, basic, "grant_type", "client_credentials");
    Answer refused = post(server, "oauth2/token", origin, Optional.empty(), "grant_type", "x");
    Answer revoked = post(server, "oauth2/revoke", origin, basic, "token", issued.accessToken());

    assertEquals(200, issued.status());
    assertEquals(401, refused.status());
    assertEquals(200, revoked.status());
    for (Answer answer : new Answer[] {issued, refused, revoked}) {
      assertEquals(Optional.of(origin), answer.header("access-control-allow-origin"));
      assertEquals(Optional.of("Origin"), answer.header("vary"));
      assertEquals(
          Optional.of("WWW-Authenticate, Retry-After, Postern-Reference"),
          answer.header("access-control-expose-headers"));
      // Scripts must not be allowed to send the credentials of the browser.
      assertFalse(answer.headers().containsKey("access-control-allow-credentials"));
    }
  }

  /** Origins are compared letter by letter. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "another scheme, http://app.example.org",
    "another port, https://app.example.org:8443",
    "the default port written out, https://app.example.org:443",
    "a host below, https://evil.app.example.org",
    "a host that ends alike, https://evilapp.example.org",
    "a host that begins alike, https://app.example.org.evil.example",
    "a slash at the end, https://app.example.org/",
    "other letters, https://APP.example.org",
    "an opaque origin, null",
    "the asterisk, *",
    "two origins, https://app.example.org https://app.example.org"
  })
  void allowsNothingTo(String name, String origin) {
    Postern server = SettingsServer.withCors();

    Answer preflight = preflight(server, "oauth2/token", origin);
    Answer post = post(server, "oauth2/token", origin, Optional.empty(), "grant_type", "x");

    assertEquals(204, preflight.status());
    assertNothingAllowed(preflight);
    assertNothingAllowed(post);
    assertEquals(Optional.of("Origin"), preflight.header("vary"));
    assertEquals(Optional.of("Origin"), post.header("vary"));
  }

  @Test
  void saysThatTheAnswerDependsOnTheOriginWhenThereIsNone() {
    Postern server = SettingsServer.withCors();

    Answer answer = server.post("oauth2/token", Optional.empty(), "grant_type", "x");

    assertNothingAllowed(answer);
    assertEquals(Optional.of("Origin"), answer.header("vary"));
  }

  /** Introspection is for resource servers and not for scripts. */
  @Test
  void leavesIntrospectionOut() {
    Postern server = SettingsServer.withCors();
    Registered client = Clients.confidential().create(server);

    Answer preflight = preflight(server, "oauth2/introspect", ORIGIN);
    Answer post =
        post(server, "oauth2/introspect", ORIGIN, Optional.of(client.basic()), "token", "x");

    Golden.assertAnswer("token/options.http", preflight);
    assertEquals(Tokens.INACTIVE, post.body());
    assertNothingAllowed(post);
  }

  @Test
  void leavesTheMetadataToScriptsOfAnyOrigin() {
    for (Postern server : new Postern[] {Postern.MANAGED, SettingsServer.withCors()}) {
      Answer answer =
          server.send(
              server
                  .request(".well-known/oauth-authorization-server")
                  .header("Origin", "https://anywhere.example")
                  .GET());

      assertEquals(Optional.of("*"), answer.header("access-control-allow-origin"));
      assertTrue(answer.header("access-control-allow-credentials").isEmpty());
    }
  }
}

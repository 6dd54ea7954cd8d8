package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/**
 * Tests the WAR exactly as it was built, without test classes: a token is issued and accepted, and
 * clients are administered. It is the first test to run on another application server.
 */
@Tag(Kinds.OWN_SERVER)
@Tag(Kinds.SAMPLE)
@Tag(Kinds.SMOKE)
class SmokeIT {

  private static Server server;
  private static Postern postern;

  @BeforeAll
  static void start() throws Exception {
    server = Server.create("it-smoke", Map.of("postern.demo", "true"));
    server.start("oauth2/token");
    postern = new Postern(server.base());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void issuesTokenAndAcceptsIt() {
    String token = Tokens.ofClient(postern, new Clients.Registered("testclient", "testpass"));

    Answer accepted = postern.get("api/me", token);
    Answer refused = postern.get("api/me", token.substring(1));

    assertEquals(200, accepted.status(), accepted.body());
    assertTrue(accepted.body().contains("testclient"), accepted.body());
    assertEquals(401, refused.status(), refused.body());
  }

  /** Queries and paths of the admin API, which another persistence provider and JAX-RS read. */
  @Test
  void administersByApi() {
    Admins admin =
        new Admins(
            postern,
            Optional.of(
                postern
                    .token(
                        new Clients.Registered("admin-cli", "admin-cli-demo"),
                        "grant_type",
                        "password",
                        "username",
                        "admin",
                        "password",
                        "adminpass-demo")
                    .accessToken()));
    String id = "on another server";
    String path = "clients/" + Admins.segment(id);

    Answer created =
        admin.post("clients", "{\"client_id\":\"" + id + "\",\"grants\":[\"client_credentials\"]}");
    assertEquals(201, created.status(), created.body());
    String secret = created.json().getJsonArray("secrets").getJsonObject(0).getString("value");
    assertEquals(409, admin.post("clients", "{\"client_id\":\"On another server\"}").status());
    Tokens.ofClient(postern, new Clients.Registered(id, secret));
    assertEquals(200, admin.patch(path, "{\"name\":\"N\"}").status());
    assertEquals(1, admin.get(path).json().getInt("live_tokens"));
    for (String filter :
        List.of(
            "text=another",
            "type=confidential&enabled=true&sort=-created",
            "grant=client_credentials&sort=updated",
            "weak_secret=false",
            "secret_before=2100-01-01T00:00:00Z",
            "unused_since=2100-01-01T00:00:00Z")) {
      Answer found = admin.get("clients?" + filter);
      assertEquals(200, found.status(), found.body());
      assertTrue(found.body().contains(id), found.body());
    }
    assertEquals(200, admin.get("clients?scope=api.read&owner=alice").status());
    Answer first = admin.get("clients?limit=1");
    assertEquals(
        200, admin.get("clients?limit=1&cursor=" + first.json().getString("next")).status());
    Answer tokens = admin.get(path + "/tokens?sort=-issued");
    assertEquals(200, tokens.status(), tokens.body());
    String token = tokens.json().getJsonArray("items").getJsonObject(0).getString("id");
    assertEquals(204, admin.delete("tokens/" + token).status());
    assertEquals(200, admin.get(path + "/families").status());
    assertEquals(200, admin.get("users/alice/tokens").status());
    assertEquals(200, admin.get("users/alice/families").status());
    assertEquals(201, admin.post(path + "/secrets", "{\"label\":\"2\"}").status());
    assertEquals(204, admin.delete(path + "/secrets/default").status());
    assertEquals(204, admin.delete(path + "/tokens").status());
    assertEquals(204, admin.delete(path).status());
    assertEquals(404, admin.get(path).status());
  }
}

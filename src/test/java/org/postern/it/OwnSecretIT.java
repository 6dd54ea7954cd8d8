package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** {@code api/client/secrets}: a client rotates its own secret. */
class OwnSecretIT extends DeployedWar {

  private static final String SECRETS = "api/client/secrets";

  private final Postern postern = Postern.MANAGED;
  private final Registered client =
      Clients.confidential()
          .grants("client_credentials")
          .scopes("client.self")
          .defaultScopes("client.self")
          .create();
  private String token = Tokens.ofClient(postern, client);

  private Answer rotate(String current, String more) {
    return rotate(postern, current, more);
  }

  private Answer rotate(Postern from, String current, String more) {
    return from.send(
        from.request(SECRETS)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    ("{'current_secret':'" + current + "'" + more + "}").replace('\'', '"'))));
  }

  private int status(String secret) {
    return postern
        .token(new Registered(client.clientId(), secret), "grant_type", "client_credentials")
        .status();
  }

  private List<String> labels() {
    return postern
        .get(SECRETS, token)
        .json()
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(item -> item.getString("label"))
        .toList();
  }

  @Test
  void addsASecretThatIsShownOnce() {
    Answer answer = rotate(client.secret(), ",'label':'second'");

    assertEquals(201, answer.status(), answer.body());
    String added = answer.json().getString("value");
    SecretsOfTests.remember(added);
    assertTrue(added.matches("pss_[A-Za-z0-9_-]{43}"));
    assertEquals(200, status(added));
    assertEquals(200, status(client.secret()));
    assertEquals(List.of("default", "second"), labels());
    assertFalse(postern.get(SECRETS, token).body().contains(added));
    List<JsonObject> rows =
        AuditRows.ofClient(client.clientId(), "client.secret_added", found -> found.size() == 2);
    assertEquals("client:" + client.clientId(), rows.get(1).getString("actor"));
    assertFalse(rows.toString().contains(added));
  }

  @Test
  void endsTheCurrentOneWhenTold() {
    Answer mistaken = rotate(client.secret(), ",'current_expires':'2001-01-01T00:00:00Z'");
    String now = postern.control("clock.now").getString("now");
    Answer answer = rotate(client.secret(), ",'current_expires':'" + now + "'");

    assertEquals(422, mistaken.status(), mistaken.body());
    assertEquals(201, answer.status(), answer.body());
    String added = answer.json().getString("value");
    SecretsOfTests.remember(added);
    assertEquals(200, status(added));
    assertEquals(401, status(client.secret()));
    // The token stays valid, because removing a secret does not end tokens.
    assertEquals(200, postern.get("api/me", token).status());
    assertEquals(403, rotate(client.secret(), "").status());
  }

  @Test
  void refusesAWrongCurrentSecretAndChangesNothing() {
    Answer answer = rotate("wrong", ",'label':'second'");

    assertEquals(403, answer.status(), answer.body());
    assertEquals(
        Admins.problem(
            403,
            "The token does not allow this",
            "pointer",
            "/current_secret",
            "is no secret of this client"),
        answer.json());
    assertEquals("secret_wrong", AuditRows.of(answer).getString("reason"));
    assertEquals(List.of("default"), labels());
  }

  @Test
  void guessingIsThrottledAndARightStrongSecretIsNot() {
    Answer answer = rotate("wrong", "");
    for (int i = 0; i < 100 && answer.status() == 403; i++) {
      answer = rotate("wrong" + i, "");
    }

    assertEquals(429, answer.status(), answer.body());
    assertTrue(Long.parseLong(answer.header("retry-after").orElseThrow()) > 0);
    Answer right = rotate(client.secret(), "");
    assertEquals(201, right.status(), right.body());
    SecretsOfTests.remember(right.json().getString("value"));
  }

  /**
   * A former owner may know this secret, and must not be able to replace it with one that the new
   * owner does not know.
   */
  @Test
  void refusesASecretThatIsMarkedForReview() {
    Admins admin = Admins.administrator();
    String path = "clients/" + client.clientId();
    Users.Registered former = Users.any().create();
    Users.Registered next = Users.any().create();
    assertEquals(200, admin.patch(path, owner(former)).status());
    assertEquals(200, admin.patch(path, owner(next)).status());
    // The change of owner ends the tokens, but the secret works for a while longer.
    token = Tokens.ofClient(postern, client);

    Answer refused = rotate(client.secret(), ",'label':'second'");
    List<String> unchanged = labels();
    int works = status(client.secret());
    Answer reviewed = admin.patch(path + "/secrets/default", "{\"expires\":null}");
    Answer answer = rotate(client.secret(), ",'label':'second'");

    assertEquals(409, refused.status(), refused.body());
    assertEquals(
        Admins.problem(
            409,
            "The change does not go together with what exists",
            "pointer",
            "/current_secret",
            "is marked for review; the owner of the client has to replace it"),
        refused.json());
    assertEquals(List.of("default"), unchanged);
    assertEquals(200, works);
    assertEquals(200, reviewed.status(), reviewed.body());
    assertEquals(201, answer.status(), answer.body());
    SecretsOfTests.remember(answer.json().getString("value"));
  }

  private static String owner(Users.Registered user) {
    return "{\"owner\":\"" + user.username() + "\"}";
  }

  @Test
  void wantsACurrentSecret() {
    Answer answer =
        postern.send(
            postern
                .request(SECRETS)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

    assertEquals(400, answer.status(), answer.body());
    assertEquals(List.of("default"), labels());
  }

  @Test
  void refusesATokenWithoutTheScope() {
    Registered without = Clients.confidential().grants("client_credentials").create();

    assertEquals(403, postern.get(SECRETS, Tokens.ofClient(postern, without)).status());
  }
}

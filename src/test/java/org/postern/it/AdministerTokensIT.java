package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** {@code api/admin/.../tokens} and {@code families}: looking at live tokens and ending them. */
class AdministerTokensIT extends DeployedWar {

  private final Postern postern = Postern.MANAGED;
  private final Admins admin = Admins.administrator();

  private static List<JsonObject> items(Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    return answer.json().getJsonArray("items").getValuesAs(JsonObject.class);
  }

  private static String ofClient(Registered client, String what) {
    return "clients/" + client.clientId() + "/" + what;
  }

  private static String ofUser(Login login, String what) {
    return "users/" + login.user().username() + "/" + what;
  }

  private static Registered client() {
    return Clients.confidential().grants("client_credentials").create();
  }

  // Looking

  @Test
  void listsTokensAndFamiliesOfClientAndUserWithoutTheirValues() {
    Login login = Login.anyWithScope();
    Answer tokens = login.password();

    Answer ofClient = admin.get(ofClient(login.client(), "tokens"));
    Answer families = admin.get(ofClient(login.client(), "families"));

    JsonObject token = items(ofClient).get(0);
    assertEquals(1, items(ofClient).size());
    assertEquals(login.client().clientId(), token.getString("client_id"));
    assertEquals(login.user().username(), token.getString("username"));
    assertEquals("password", token.getString("grant"));
    assertEquals(tokens.json().getString("scope"), token.getString("scope"));
    assertEquals(items(families).get(0).getString("id"), token.getString("family"));
    assertTrue(items(families).get(0).containsKey("ends_at_last"));
    assertEquals(items(ofClient), items(admin.get(ofUser(login, "tokens"))));
    assertEquals(items(families), items(admin.get(ofUser(login, "families"))));
    for (Answer answer : List.of(ofClient, families)) {
      assertFalse(answer.body().contains(tokens.accessToken()));
      assertFalse(answer.body().contains(tokens.refreshToken()));
    }
  }

  @Test
  void whatIsListedIsNoToken() {
    Login login = Login.any();
    login.password();
    String id = items(admin.get(ofClient(login.client(), "tokens"))).get(0).getString("id");

    assertEquals(401, postern.get("api/me", id).status());
    assertEquals(401, postern.get("api/me", "psa_" + id).status());
  }

  @Test
  void listsOnlyWhatLives() {
    Login login = Login.any();
    Answer tokens = login.password();
    Tokens.revoke(postern, login.client(), tokens.accessToken());
    assertEquals(List.of(), items(admin.get(ofClient(login.client(), "tokens"))));
    assertEquals(1, items(admin.get(ofClient(login.client(), "families"))).size());

    postern.control("user.disable", "username", login.user().username());

    assertEquals(List.of(), items(admin.get(ofClient(login.client(), "families"))));
    assertEquals(List.of(), items(admin.get(ofUser(login, "families"))));
  }

  @Test
  void walksThroughTheTokensInTheirOrder() {
    Registered client = client();
    for (int i = 0; i < 5; i++) {
      Tokens.ofClient(postern, client);
    }
    List<String> all = new ArrayList<>();
    String cursor = "";
    do {
      Answer part = admin.get(ofClient(client, "tokens?limit=2&sort=-issued" + cursor));
      items(part).forEach(item -> all.add(item.getString("issued")));
      cursor = part.json().containsKey("next") ? "&cursor=" + part.json().getString("next") : "";
    } while (!cursor.isEmpty());

    assertEquals(5, all.size());
    for (int i = 1; i < all.size(); i++) {
      assertFalse(
          java.time.Instant.parse(all.get(i)).isAfter(java.time.Instant.parse(all.get(i - 1))));
    }
  }

  @Test
  void aCursorOfOneClientIsNoneOfAnother() {
    Registered client = client();
    Registered other = client();
    Tokens.ofClient(postern, client);
    Tokens.ofClient(postern, client);
    String cursor = admin.get(ofClient(client, "tokens?limit=1")).json().getString("next");

    assertEquals(200, admin.get(ofClient(client, "tokens?limit=1&cursor=" + cursor)).status());
    assertEquals(400, admin.get(ofClient(other, "tokens?limit=1&cursor=" + cursor)).status());
  }

  // Ending

  @Test
  void endsOneToken() {
    Registered client = client();
    String ended = Tokens.ofClient(postern, client);
    String id = items(admin.get(ofClient(client, "tokens"))).get(0).getString("id");
    String other = Tokens.ofClient(postern, client);

    Answer answer = admin.delete("tokens/" + id);

    assertEquals(204, answer.status(), answer.body());
    assertEquals(401, postern.get("api/me", ended).status());
    assertEquals(200, postern.get("api/me", other).status());
    assertEquals(404, admin.delete("tokens/" + id).status());
    AuditRows.ofClient(client.clientId(), "token.revoked", rows -> rows.size() == 1);
  }

  @Test
  void endsAFamilyWithAllItsTokens() {
    Login login = Login.any();
    Answer tokens = login.password();
    Answer others = login.password();
    String id =
        items(admin.get(ofClient(login.client(), "tokens?sort=issued"))).get(0).getString("family");

    Answer answer = admin.delete("families/" + id);

    assertEquals(204, answer.status(), answer.body());
    assertFalse(login.lives(tokens.accessToken()));
    assertEquals(400, login.refresh(tokens.refreshToken()).status());
    assertTrue(login.lives(others.accessToken()));
    assertEquals(200, login.refresh(others.refreshToken()).status());
    assertEquals(404, admin.delete("families/" + id).status());
  }

  private void assertEndsAll(BiFunction<Admins, Login, Answer> deletion) {
    Login login = Login.any();
    Answer tokens = login.password();

    Answer answer = deletion.apply(admin, login);

    assertEquals(204, answer.status(), answer.body());
    assertFalse(login.lives(tokens.accessToken()));
    assertEquals(400, login.refresh(tokens.refreshToken()).status());
    assertEquals(List.of(), items(admin.get(ofClient(login.client(), "tokens"))));
    assertEquals(List.of(), items(admin.get(ofUser(login, "families"))));
    assertEquals(0, admin.get("clients/" + login.client().clientId()).json().getInt("live_tokens"));
    assertTrue(login.lives(login.password().accessToken()));
  }

  @Test
  void endsAllOfAClient() {
    assertEndsAll((caller, login) -> caller.delete(ofClient(login.client(), "tokens")));
  }

  @Test
  void endsAllOfAUser() {
    assertEndsAll((caller, login) -> caller.delete(ofUser(login, "tokens")));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"clients/nobody/tokens", "users/nobody/tokens", "users/%20/tokens"})
  void tellsThatThereIsNoSuchClientOrUser(String path) {
    assertEquals(404, admin.get(path).status());
    assertEquals(404, admin.delete(path).status());
  }

  // Rights to list and end tokens

  @Test
  void anOwnerEndsTokensOfTheOwnClientsOnly() {
    Users.Registered user = Users.any().roles("client-owner").create();
    Registered own =
        Clients.confidential().grants("client_credentials").with("owner", user.username()).create();
    Registered others = client();
    Admins owner = Admins.owner(user);
    String ownToken = Tokens.ofClient(postern, own);
    String othersToken = Tokens.ofClient(postern, others);
    String id = items(owner.get(ofClient(own, "tokens"))).get(0).getString("id");
    String othersId = items(admin.get(ofClient(others, "tokens"))).get(0).getString("id");

    assertEquals(404, owner.get(ofClient(others, "tokens")).status());
    assertEquals(404, owner.delete(ofClient(others, "tokens")).status());
    assertEquals(404, owner.delete("tokens/" + othersId).status());
    assertEquals(403, owner.get("users/" + user.username() + "/tokens").status());
    assertEquals(200, postern.get("api/me", othersToken).status());
    assertEquals(204, owner.delete("tokens/" + id).status());
    assertEquals(401, postern.get("api/me", ownToken).status());
  }

  @Test
  void aReaderLooksAndEndsNothing() {
    Registered client = client();
    String token = Tokens.ofClient(postern, client);
    Admins reader = Admins.reader();
    String id = items(reader.get(ofClient(client, "tokens"))).get(0).getString("id");

    assertEquals(403, reader.delete("tokens/" + id).status());
    assertEquals(403, reader.delete(ofClient(client, "tokens")).status());
    assertEquals(200, postern.get("api/me", token).status());
  }
}

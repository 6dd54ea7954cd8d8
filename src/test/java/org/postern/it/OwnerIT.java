package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Postern.Answer;

/** A client's own token speaks for the client's owner only if it is told to: RFC 9700 §4.15. */
class OwnerIT extends DeployedWar {

  private final Postern postern = Postern.MANAGED;

  private static Clients clientOf(Users.Registered owner, boolean actsForOwner) {
    return Clients.confidential()
        .grants("client_credentials")
        .with("owner", owner.username())
        .with("acts_for_owner", actsForOwner);
  }

  private Answer token(Clients.Registered client, String... more) {
    String[] form = new String[more.length + 2];
    form[0] = "grant_type";
    form[1] = "client_credentials";
    System.arraycopy(more, 0, form, 2, more.length);
    return postern.token(client, form);
  }

  private JsonObject me(Answer issued) {
    return postern.get("api/me", issued.accessToken()).json();
  }

  private String subjectOf(Users.Registered user) {
    Clients.Registered client =
        Clients.confidential().grants("password").users(user.username()).create();
    return me(new Login(postern, client, user).password()).getString("sub");
  }

  @Test
  void speaksForTheClientUnlessTheSwitchIsOn() {
    Users.Registered owner = Users.any().create();
    Clients.Registered client = clientOf(owner, false).create();

    JsonObject me = me(token(client));

    assertEquals("client:" + client.clientId(), me.getString("sub"));
    assertEquals("client", me.getString("kind"));
  }

  @Test
  void speaksForTheOwnerWhenTheSwitchIsOn() {
    Users.Registered owner = Users.any().create();
    Clients.Registered client = clientOf(owner, true).create();

    Answer issued = token(client);

    JsonObject me = me(issued);
    assertEquals(subjectOf(owner), me.getString("sub"));
    assertEquals("client", me.getString("kind"));
    assertFalse(me.containsKey("username"));
    assertEquals("", postern.control("token", "token", issued.accessToken()).getString("user"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "disabled, user.disable, user.enable",
    "locked,   user.lock,    user.unlock",
  })
  void asksThatTheOwnerMayAct(String name, String going, String coming) {
    Users.Registered owner = Users.any().create();
    Clients.Registered client = clientOf(owner, true).create();
    Clients.Registered onItsOwn = clientOf(owner, false).create();
    Answer before = token(client);
    Answer ofOther = token(onItsOwn);

    postern.control(going, "username", owner.username());

    assertEquals("invalid_token", postern.get("api/me", before.accessToken()).error(), name);
    Golden.assertAnswer("users/unauthorized_client.http", token(client));
    assertEquals(200, postern.get("api/me", ofOther.accessToken()).status(), name);
    assertEquals(200, token(onItsOwn).status(), name);

    postern.control(coming, "username", owner.username());
    assertEquals("invalid_token", postern.get("api/me", before.accessToken()).error(), name);
    assertEquals(200, postern.get("api/me", token(client).accessToken()).status(), name);
  }

  @Test
  void endsWithTheOwnersOwnTokensWhenThePasswordIsChanged() {
    Users.Registered owner = Users.any().create();
    Clients.Registered client = clientOf(owner, true).create();
    Clients.Registered onItsOwn = clientOf(owner, false).create();
    Answer before = token(client);
    Answer ofOther = token(onItsOwn);

    postern.control("user.password", "username", owner.username(), "password", "another password");

    assertEquals("invalid_token", postern.get("api/me", before.accessToken()).error());
    assertEquals(200, postern.get("api/me", ofOther.accessToken()).status());
    assertEquals(200, postern.get("api/me", token(client).accessToken()).status());
  }

  @Test
  void neverCarriesAdministrationForTheOwner() {
    Users.Registered owner = Users.any().roles("administrator").create();
    String harmless = Scopes.forKind("client").create();
    String[] scopes = {harmless, "postern.admin.read"};
    Clients.Registered forOwner =
        clientOf(owner, true).scopes(scopes).defaultScopes(scopes).create();
    Clients.Registered onItsOwn =
        clientOf(owner, false).scopes(scopes).defaultScopes(scopes).create();

    assertEquals("invalid_scope", token(forOwner, "scope", "postern.admin.read").error());
    assertEquals(harmless, token(forOwner).json().getString("scope"));
    assertEquals(
        "postern.admin.read",
        token(onItsOwn, "scope", "postern.admin.read").json().getString("scope"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"turned on, false", "turned off, true"})
  void speaksForNobodyElseWhenTheSwitchIsTurned(String name, boolean before) {
    Users.Registered owner = Users.any().create();
    Clients.Registered client = clientOf(owner, before).create();
    Answer issued = token(client);
    String subject = me(issued).getString("sub");

    change(client, "acts_for_owner", before ? JsonValue.FALSE : JsonValue.TRUE);

    assertEquals("invalid_token", postern.get("api/me", issued.accessToken()).error(), name);
    assertNotEquals(subject, me(token(client)).getString("sub"), name);
  }

  @Test
  void speaksForNobodyElseWhenTheOwnerIsAnother() {
    Users.Registered owner = Users.any().create();
    Users.Registered other = Users.any().create();
    Clients.Registered client = clientOf(owner, true).create();
    Answer issued = token(client);

    change(client, "owner", Json.createValue(other.username()));

    assertEquals("invalid_token", postern.get("api/me", issued.accessToken()).error());
    assertEquals(subjectOf(other), me(token(client)).getString("sub"));
  }

  private void change(Clients.Registered client, String member, JsonValue value) {
    postern.apply(
        Json.createObjectBuilder()
            .add(
                "clients",
                Json.createArrayBuilder()
                    .add(
                        Json.createObjectBuilder()
                            .add("client_id", client.clientId())
                            .add(member, value))));
  }
}

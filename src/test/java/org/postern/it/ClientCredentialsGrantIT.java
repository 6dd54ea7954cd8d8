package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** RFC 6749 §4.4, with §3.3 on scopes. */
@Tag(Kinds.SMOKE)
class ClientCredentialsGrantIT extends DeployedWar {

  private static final String ISSUED = "client_token.issued";

  private final Postern postern = Postern.MANAGED;

  @AfterEach
  void resetClock() {
    postern.control("clock.reset");
  }

  private static Clients withGrant() {
    return Clients.confidential().grants("client_credentials");
  }

  private Answer token(Registered client) {
    return postern.token(client, "grant_type", "client_credentials");
  }

  private Answer token(Registered client, String scope) {
    return postern.token(client, "grant_type", "client_credentials", "scope", scope);
  }

  // A refresh token SHOULD NOT be included: §4.4.3.

  @Test
  void issuesNeitherRefreshTokenNorUser() {
    String scope = Scopes.forKind("client").create();
    Registered client =
        Clients.confidential()
            .grants("client_credentials", "refresh_token")
            .scopes(scope)
            .defaultScopes(scope)
            .create();

    Answer answer = token(client);

    assertEquals(200, answer.status());
    assertFalse(answer.json().containsKey("refresh_token"));
    JsonObject row = postern.control("token", "token", answer.accessToken());
    assertEquals("", row.getString("user"));
    assertEquals("", row.getString("family"));
    assertEquals("client_credentials", row.getString("grant"));
    assertEquals(scope, row.getString("scope"));
  }

  // MUST only be used by confidential clients: §4.4.

  @Test
  void refusesAPublicClient() {
    Registered app = Clients.publicClient().create();

    Answer answer =
        postern.post(
            "oauth2/token",
            Optional.empty(),
            "grant_type",
            "client_credentials",
            "client_id",
            app.clientId());

    assertEquals(400, answer.status());
    assertEquals("unauthorized_client", answer.error());
    assertEquals("grant_not_allowed", AuditRows.of(answer).getString("reason"));
  }

  @Test
  void refusesADisabledClient() {
    Registered client = withGrant().create();

    postern.control("client.disable", "client_id", client.clientId());
    Answer disabled = token(client);
    postern.control("client.enable", "client_id", client.clientId());
    Answer enabled = token(client);

    Golden.assertAnswer("token/invalid_client.http", disabled);
    assertEquals(200, enabled.status(), enabled.body());
  }

  @Test
  void refusesADeletedClient() {
    Registered client = withGrant().create();
    assertEquals(200, token(client).status());

    postern.control("client.delete", "client_id", client.clientId());

    Golden.assertAnswer("token/invalid_client.http", token(client));
  }

  @Test
  void refusesTheGrantAsSoonAsItIsTakenAway() {
    Registered client = withGrant().create();
    assertEquals(200, token(client).status());

    postern.control(
        Json.createObjectBuilder()
            .add("do", "client.grants")
            .add("client_id", client.clientId())
            .add("grants", JsonValue.EMPTY_JSON_ARRAY)
            .build());

    assertEquals("unauthorized_client", token(client).error());
  }

  // Scopes: §3.3.

  private record Scoped(Registered client, String a, String b, String c, String ofUsers) {}

  /**
   * A client with the default scopes a and b, the scope c on request, and a scope for users only.
   */
  private static Scoped scoped() {
    String a = Scopes.forKind("client").create();
    String b = Scopes.forKind("both").create();
    String c = Scopes.forKind("client").create();
    String ofUsers = Scopes.forKind("user").create();
    Registered client = withGrant().scopes(a, b, c, ofUsers).defaultScopes(b, a, ofUsers).create();
    return new Scoped(client, a, b, c, ofUsers);
  }

  @Test
  void grantsTheDefaultsOfTheRightKindWhenNoneIsAskedFor() {
    Scoped scoped = scoped();

    Answer without = token(scoped.client());
    Answer empty = token(scoped.client(), "");

    assertEquals(
        Set.of(scoped.a(), scoped.b()), Set.of(without.json().getString("scope").split(" ", -1)));
    assertEquals(without.json().getString("scope"), empty.json().getString("scope"));
  }

  @Test
  void grantsWhatIsAskedForInItsOrderAndOnce() {
    Scoped scoped = scoped();
    String a = scoped.a();
    String c = scoped.c();

    Answer one = token(scoped.client(), a);
    Answer two = token(scoped.client(), c + " " + a);
    Answer repeats = token(scoped.client(), c + " " + a + " " + c + " " + c);

    Golden.assertAnswer("token/issued.http", one, "access_token", one.accessToken(), "scope", a);
    assertEquals(c + " " + a, two.json().getString("scope"));
    assertEquals(c + " " + a, repeats.json().getString("scope"));
  }

  @Test
  void refusesScopesThatTheClientMayNotHave() {
    Scoped scoped = scoped();
    String other = Scopes.forKind("client").create();
    String a = scoped.a();

    assertScopeRefused(token(scoped.client(), other));
    assertScopeRefused(token(scoped.client(), a + " " + other));
    assertScopeRefused(token(scoped.client(), a + "-unknown"));
    assertScopeRefused(token(scoped.client(), scoped.ofUsers()));
    assertScopeRefused(token(scoped.client(), a.toUpperCase(Locale.ROOT)));
    assertScopeRefused(token(scoped.client(), "postern.admin"));
    assertEquals(200, token(scoped.client(), a).status());
  }

  private static void assertScopeRefused(Answer answer) {
    Golden.assertAnswer(
        "token/bad_request.http",
        answer,
        "body",
        "{\"error\":\"invalid_scope\",\"error_description\":"
            + "\"The scope is unknown or more than is allowed here\"}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "space before      | ' a'",
        "space behind      | 'a '",
        "two spaces        | 'a  b'",
        "only a space      | ' '",
        "quotation mark    | 'a\"b'",
        "backslash         | 'a\\b'",
        "non-ASCII         | 'sk\u00F6p'",
        "no-break space    | 'a\u00A0b'",
        "line separator    | 'a\u2028b'"
      })
  void refusesScopesOutsideTheGrammar(String name, String scope) {
    Registered client = withGrant().create();

    Answer answer = token(client, scope);

    Golden.assertAnswer(
        "token/bad_request.http",
        answer,
        "body",
        "{\"error\":\"invalid_scope\",\"error_description\":\"The scope is malformed\"}");
  }

  @Test
  void leavesAnEmptyScopeOut() {
    Registered client = withGrant().create();

    Answer answer = token(client);

    Golden.assertAnswer(
        "token/issued_without_scope.http", answer, "access_token", answer.accessToken());
  }

  @Test
  void noticesAtOnceThatAScopeIsTakenAway() {
    Scoped scoped = scoped();
    assertEquals(200, token(scoped.client(), scoped.c()).status());

    postern.control(
        Json.createObjectBuilder()
            .add("do", "client.scopes")
            .add("client_id", scoped.client().clientId())
            .add("scopes", Json.createArrayBuilder().add(scoped.a()))
            .add("default_scopes", Json.createArrayBuilder().add(scoped.a()))
            .build());

    assertScopeRefused(token(scoped.client(), scoped.c()));
    assertEquals(scoped.a(), token(scoped.client()).json().getString("scope"));
  }

  // Lifetime

  @Test
  void givesTheClientsLifetime() {
    Registered client = withGrant().with("access_token_lifetime", "PT5M").create();

    Answer answer = token(client);

    assertEquals(300, answer.json().getInt("expires_in"));
    JsonObject row = postern.control("token", "token", answer.accessToken());
    Duration lifetime =
        Duration.between(
            Instant.parse(row.getString("issued")), Instant.parse(row.getString("expires")));
    assertEquals(Duration.ofMinutes(5), lifetime);
  }

  // The owner.

  @Test
  void speaksForTheOwnerOnlyIfThatIsSwitchedOn() {
    Users.Registered owner = Users.any().create();
    Registered own = withGrant().with("owner", owner.username()).create();
    Registered acting =
        withGrant().with("owner", owner.username()).with("acts_for_owner", true).create();

    Answer ofOwn = token(own);
    Answer ofActing = token(acting);

    JsonObject asItself = postern.get("api/me", ofOwn.accessToken()).json();
    JsonObject asOwner = postern.get("api/me", ofActing.accessToken()).json();
    assertEquals("client:" + own.clientId(), asItself.getString("sub"));
    assertFalse(asOwner.getString("sub").startsWith("client:"), asOwner.toString());
    assertEquals("client", asOwner.getString("kind"));
    assertEquals("", postern.control("token", "token", ofActing.accessToken()).getString("user"));
  }

  @Test
  void refusesToSpeakForAnOwnerWhoIsDisabledOrLocked() {
    Users.Registered owner = Users.any().create();
    String name = owner.username();
    Registered client = withGrant().with("owner", name).with("acts_for_owner", true).create();

    postern.control("user.disable", "username", name);
    Answer disabled = token(client);
    postern.control("user.enable", "username", name);
    postern.control("user.lock", "username", name);
    Answer locked = token(client);
    postern.control("user.unlock", "username", name);
    Answer again = token(client);

    assertEquals("unauthorized_client", disabled.error());
    assertEquals("owner_not_enabled", AuditRows.of(disabled).getString("reason"));
    assertEquals("unauthorized_client", locked.error());
    assertEquals(200, again.status(), again.body());
  }

  // Audit: a count by client, secret, source and minute.

  @Test
  void countsTokensByClientSecretAndMinute() {
    postern.control("clock.stop");
    String id =
        withGrant()
            .secrets("one", "one-0123456789abcdefgh", "", "two", "two-0123456789abcdefgh", "")
            .create()
            .clientId();
    Registered withOne = new Registered(id, "one-0123456789abcdefgh");
    Registered withTwo = new Registered(id, "two-0123456789abcdefgh");

    Answer first = token(withOne);
    token(withOne);
    token(withOne);
    token(withTwo);
    postern.control("clock.advance", "by", "PT1M");
    token(withOne);

    List<JsonObject> rows =
        AuditRows.ofClient(
            id,
            ISSUED,
            found -> found.stream().mapToLong(row -> row.getInt("occurrences")).sum() == 5);
    assertEquals(
        List.of("one 1", "one 3", "two 1"),
        rows.stream()
            .map(row -> row.getString("detail") + " " + row.getInt("occurrences"))
            .sorted()
            .toList());
    for (JsonObject row : rows) {
      assertFalse(row.getString("source").isEmpty());
      assertFalse(row.toString().contains(first.accessToken()));
    }
    assertTrue(rows.stream().allMatch(row -> row.getString("reason").isEmpty()));
  }
}

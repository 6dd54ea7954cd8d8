package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** How a token is presented, and the challenges: RFC 6750 §2 and §3. */
class BearerIT extends DeployedWar {

  private final Postern postern = Postern.MANAGED;

  @AfterEach
  void resetClock() {
    postern.control("clock.reset");
  }

  private static Registered client() {
    return Clients.confidential().grants("client_credentials").create();
  }

  private String tokenOf(Registered client) {
    return postern.token(client, "grant_type", "client_credentials").accessToken();
  }

  private Answer me(String... authorizations) {
    var request = postern.request("api/me").GET();
    for (String authorization : authorizations) {
      request.header("Authorization", authorization);
    }
    return postern.send(request);
  }

  private void assertLives(String token) {
    Answer answer = postern.get("api/me", token);
    assertEquals(200, answer.status(), answer.body());
  }

  private void assertDead(String reason, String token) {
    Answer answer = postern.get("api/me", token);
    Golden.assertAnswer("bearer/invalid_token.http", answer);
    assertEquals(reason, AuditRows.of(answer).getString("reason"));
  }

  // The Authorization request header: §2.1.

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "bEaReR ", "Bearer    "})
  void takesTheSchemeInAnyCase(String scheme) {
    String token = tokenOf(client());

    Answer answer = me(scheme + token);

    assertEquals(200, answer.status(), answer.body());
  }

  // No authentication information: no error code, §3.1.

  @Test
  void asksForATokenWhereThereIsNone() {
    Answer answer = me();

    Golden.assertAnswer("bearer/missing_token.http", answer);
    assertEquals("token_missing", AuditRows.of(answer).getString("reason"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"Basic dGVzdGNsaWVudDp0ZXN0cGFzcw==", "Digest x", "Bearerx y", "Bear", "DPoP x"})
  void asksForATokenWhereAnotherSchemeIsUsed(String authorization) {
    Answer answer = me(authorization);

    Golden.assertAnswer("bearer/missing_token.http", answer);
  }

  // A malformed request: §3.1, invalid_request.

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"Bearer", "Bearer ", "bearer", "Bearer    "})
  void refusesTheSchemeWithoutAToken(String authorization) {
    Answer answer = me(authorization);

    Golden.assertAnswer("bearer/no_value.http", answer);
  }

  @Test
  void refusesTwoAuthorizationHeaders() {
    String token = tokenOf(client());

    Answer same = me("Bearer " + token, "Bearer " + token);
    Answer other = me("Bearer " + token, "Basic dGVzdDp0ZXN0");
    Answer one = me("Bearer " + token);

    Golden.assertAnswer("bearer/two_headers.http", same);
    Golden.assertAnswer("bearer/two_headers.http", other);
    assertEquals(200, one.status(), one.body());
  }

  // Not in the query string: RFC 9700 §4.3.2.

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"?access_token=", "?a=b&access_token=", "?access%5Ftoken="})
  void refusesATokenInTheQuery(String query) {
    String token = tokenOf(client());

    Answer alone = postern.send(postern.request("api/me" + query + token).GET());
    Answer besideTheHeader = postern.get("api/me" + query + token, token);

    Golden.assertAnswer("bearer/in_query.http", alone);
    Golden.assertAnswer("bearer/in_query.http", besideTheHeader);
    assertEquals("credential_in_query", AuditRows.of(alone).getString("reason"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"%zz", "%", "a=%4", "%zz&access_token=x"})
  void takesABrokenEscapeInTheQueryForNoFailure(String query) {
    String head =
        RawHttp.head(
            "GET",
            postern.uri("api/me").getRawPath() + "?" + query,
            postern.uri(""),
            "Authorization: Bearer " + tokenOf(client()));

    Answer answer = RawHttp.exchange(postern.uri(""), head);

    // Some servers refuse the request before Postern sees it.
    assertTrue(
        answer.status() == 400 || (answer.status() == 200 && !query.contains("access_token")),
        answer.toString());
  }

  @Test
  void ignoresAnythingElseInTheQuery() {
    String token = tokenOf(client());

    Answer answer = postern.get("api/me?a=b&token=x&access_tokens=y", token);

    assertEquals(200, answer.status(), answer.body());
  }

  // Unknown, expired, revoked: §3.1, invalid_token.

  static Stream<Arguments> unknownTokens() {
    return Stream.of(
        arguments("another value", "psa_" + "A".repeat(43)),
        arguments("one character", "a"),
        arguments("long", "a".repeat(512)),
        arguments("too long", "a".repeat(513)),
        arguments("outside the grammar", "a b"),
        arguments("quotation marks", "\"a\""),
        arguments("padding in the middle", "a=b"),
        arguments("list", "a, b"),
        arguments("SQL", "'--"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unknownTokens")
  void refusesAnUnknownToken(String name, String token) {
    assertDead("token_unknown", token);
  }

  @Test
  void comparesTheWholeTokenAsItIs() {
    String token = tokenOf(client());

    assertDead("token_unknown", token + "x");
    assertDead("token_unknown", token.substring(0, token.length() - 1));
    assertDead("token_unknown", token.substring("psa_".length()));
    assertLives(token);
  }

  @Test
  void refusesATokenFromTheMomentItExpires() {
    postern.control("clock.stop");
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .with("access_token_lifetime", "PT60S")
            .create();
    String token = tokenOf(client);

    postern.control("clock.advance", "by", "PT59S");
    Answer before = postern.get("api/me", token);
    postern.control("clock.advance", "by", "PT1S");
    Answer at = postern.get("api/me", token);
    postern.control("clock.advance", "by", "PT1S");
    Answer after = postern.get("api/me", token);

    assertEquals(200, before.status(), before.body());
    Golden.assertAnswer("bearer/invalid_token.http", at);
    Golden.assertAnswer("bearer/invalid_token.http", after);
    assertEquals("token_expired", AuditRows.of(at).getString("reason"));
  }

  // The gate: a token that was ended is never valid again.

  @Test
  void endsTheTokensOfADisabledClientForGood() {
    Registered client = client();
    String token = tokenOf(client);
    assertLives(token);

    postern.control("client.disable", "client_id", client.clientId());
    assertDead("client_disabled", token);
    postern.control("client.enable", "client_id", client.clientId());

    assertDead("epoch_passed", token);
    assertLives(tokenOf(client));
  }

  @Test
  void endsTheTokensOfADeletedClient() {
    Registered client = client();
    String token = tokenOf(client);
    assertLives(token);

    postern.control("client.delete", "client_id", client.clientId());

    assertDead("client_unknown", token);
  }

  @Test
  void endsTheTokensOfAGrantThatIsTakenAwayForGood() {
    Registered client = client();
    String token = tokenOf(client);
    assertLives(token);

    change("client.grants", client, "grants");
    assertDead("epoch_passed", token);
    change("client.grants", client, "grants", "client_credentials");

    assertDead("epoch_passed", token);
    assertLives(tokenOf(client));
  }

  @Test
  void keepsTokensWhenTheirSecretIsRemoved() {
    Registered client = client();
    String token = tokenOf(client);

    postern.control("secret.remove", "client_id", client.clientId(), "label", "default");

    assertLives(token);
    assertEquals(401, postern.token(client, "grant_type", "client_credentials").status());
  }

  @Test
  void dropsAScopeThatIsTakenAwayAndEndsATokenWithNoneLeft() {
    String kept = Scopes.forKind("client").create();
    String taken = Scopes.forKind("client").create();
    Registered client =
        Clients.confidential().grants("client_credentials").scopes(kept, taken).create();
    String both = tokenOf(client, kept + " " + taken);
    String one = tokenOf(client, taken);
    String none = tokenOf(client);

    change("client.scopes", client, "scopes", kept);

    assertEquals(kept, postern.get("api/me", both).json().getString("scope"));
    assertDead("scope_not_allowed", one);
    assertFalse(postern.get("api/me", none).json().containsKey("scope"));
  }

  private String tokenOf(Registered client, String scope) {
    return postern.token(client, "grant_type", "client_credentials", "scope", scope).accessToken();
  }

  private void change(String what, Registered client, String list, String... values) {
    JsonArrayBuilder array = Json.createArrayBuilder(List.of(values));
    JsonObjectBuilder command =
        Json.createObjectBuilder()
            .add("do", what)
            .add("client_id", client.clientId())
            .add(list, array);
    if (list.equals("scopes")) {
      command.add("default_scopes", JsonValue.EMPTY_JSON_ARRAY);
    }
    postern.control(command.build());
  }

  // Too few rights: §3.1, insufficient_scope.

  @Test
  void namesTheScopeThatIsMissing() {
    Registered client =
        Clients.confidential().grants("client_credentials").scopes("client.self").create();

    Answer without = postern.get("api/client", tokenOf(client));
    Answer with = postern.get("api/client", tokenOf(client, "client.self"));

    Golden.assertAnswer("bearer/insufficient_scope.http", without);
    var row = AuditRows.of(without);
    assertEquals("token_not_sufficient", row.getString("reason"));
    assertEquals(client.clientId(), row.getString("client_id"));
    assertEquals(200, with.status(), with.body());
  }

  @Test
  void refusesAUsersTokenWhereAClientsOwnIsNeeded() {
    Login login = Login.any();

    Answer answer = postern.get("api/client", login.password().accessToken());

    Golden.assertAnswer("bearer/insufficient_scope.http", answer);
  }

  @Test
  void refusesAClientsOwnTokenWhereAUsersIsNeeded() {
    Answer answer = postern.get("api/me/profile", tokenOf(client()));

    assertEquals(403, answer.status());
    assertEquals("insufficient_scope", answer.error());
  }

  @Test
  void keepsTheTokenOutOfTheAuditTrail() {
    Registered client = client();
    String token = tokenOf(client);
    postern.control("client.disable", "client_id", client.clientId());

    Answer answer = postern.get("api/me", token);

    assertFalse(AuditRows.of(answer).toString().contains(token));
  }
}

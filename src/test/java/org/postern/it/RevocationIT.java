package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** RFC 7009 §2. */
class RevocationIT extends DeployedWar {

  private static final String PATH = "oauth2/revoke";

  private final Postern postern = Postern.MANAGED;

  @AfterEach
  void resetClock() {
    postern.control("clock.reset");
  }

  private Answer revoke(Registered client, String token, String... more) {
    return Tokens.revoke(postern, client, token, more);
  }

  private boolean isActive(Registered caller, String token) {
    return Tokens.isActive(postern, caller, token);
  }

  private static Registered serviceClient() {
    return Clients.confidential().grants("client_credentials").create();
  }

  private static Clients client() {
    return Clients.confidential().grants("password", "refresh_token");
  }

  private static Clients publicClient() {
    return Clients.publicClient()
        .grants("password", "refresh_token")
        .with("allow_password_grant_for_public_client", true);
  }

  private String ownToken(Registered client) {
    return Tokens.ofClient(postern, client);
  }

  private static void assertRevoked(Answer answer) {
    Golden.assertAnswer("revocation/revoked.http", answer);
  }

  private static void assertDead(Login login, String accessToken) {
    assertFalse(login.lives(accessToken));
    assertFalse(Tokens.isActive(login.postern(), Tokens.inspector(), accessToken));
  }

  private static void assertRefreshIsRefused(Login login, String refreshToken) {
    assertEquals("invalid_grant", login.refresh(refreshToken).error());
  }

  private static List<JsonObject> auditRows(Registered client, String kind) {
    return AuditRows.ofClient(client.clientId(), kind, rows -> !rows.isEmpty());
  }

  // ---- the tokens that are ended: §2.1

  /** The next use of the token already sees it: §2.1, "takes place immediately". */
  @Test
  void endsAnAccessTokenAtOnce() {
    Registered client = serviceClient();
    String token = ownToken(client);
    assertEquals(200, postern.get("api/me", token).status());
    assertTrue(isActive(client, token));

    Answer answer = revoke(client, token);

    assertRevoked(answer);
    assertEquals(401, postern.get("api/me", token).status());
    assertFalse(isActive(client, token));
    JsonObject row = auditRows(client, "token.revoked").get(0);
    assertEquals("access token", row.getString("detail"));
  }

  @Test
  void endsAnAccessTokenAlone() {
    Login login = Login.any();
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());
    Answer ofAnotherFamily = login.password();

    assertRevoked(revoke(login.client(), second.accessToken()));

    assertDead(login, second.accessToken());
    assertTrue(login.lives(first.accessToken()));
    assertTrue(login.lives(ofAnotherFamily.accessToken()));
    assertEquals(200, login.refresh(second.refreshToken()).status());
  }

  /** A refresh token takes the access tokens based on the same grant along: §2.1. */
  @Test
  void endsAFamilyWithItsAccessTokens() {
    Login login = Login.any();
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());
    Answer ofAnotherFamily = login.password();
    String family = postern.control("token", "token", first.accessToken()).getString("family");

    assertRevoked(revoke(login.client(), second.refreshToken()));

    assertDead(login, first.accessToken());
    assertDead(login, second.accessToken());
    assertFalse(isActive(login.client(), second.refreshToken()));
    assertRefreshIsRefused(login, second.refreshToken());
    JsonObject rows = postern.control("family", "id", family);
    assertEquals(0, rows.getInt("families"));
    assertEquals(0, rows.getInt("access_tokens"));
    assertTrue(login.lives(ofAnotherFamily.accessToken()));
    assertEquals(200, login.refresh(ofAnotherFamily.refreshToken()).status());
    JsonObject row = auditRows(login.client(), "family.revoked").get(0);
    assertEquals("revoked by its client", row.getString("detail"));
    assertEquals(login.user().username(), row.getString("username"));
    assertEquals("127.0.0.1", row.getString("source"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"without a replay window, PT0S", "inside the replay window, PT60S"})
  void endsTheFamilyOfAUsedRefreshTokenAsWell(String name, String window) {
    Login login = Login.with(client().with("replay_window", window));
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());
    Answer third = login.refresh(second.refreshToken());

    assertRevoked(revoke(login.client(), first.refreshToken()));

    assertDead(login, first.accessToken());
    assertDead(login, second.accessToken());
    assertDead(login, third.accessToken());
    assertRefreshIsRefused(login, third.refreshToken());
    assertEquals(1, auditRows(login.client(), "family.revoked").size());
  }

  /** The token has expired, but its family has not. */
  @Test
  void endsTheFamilyOfAnExpiredUsedRefreshToken() {
    Login login = Login.with(client().with("refresh_token_lifetime", "PT10S"));
    postern.control("clock.stop");
    Answer first = login.password();
    postern.control("clock.advance", "by", "PT9S");
    Answer second = login.refresh(first.refreshToken());
    postern.control("clock.advance", "by", "PT2S");
    assertTrue(isActive(login.client(), second.refreshToken()));

    assertRevoked(revoke(login.client(), first.refreshToken()));

    assertDead(login, second.accessToken());
    assertFalse(isActive(login.client(), second.refreshToken()));
  }

  /** §2.1: MUST extend its search across all types that it supports. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "the right hint for an access token, access_token, true",
    "the wrong hint for an access token, refresh_token, true",
    "an unknown hint for an access token, urn:example:other, true",
    "an over-long hint for an access token, LONG, true",
    "an empty hint for an access token, '', true",
    "the right hint for a refresh token, refresh_token, false",
    "the wrong hint for a refresh token, access_token, false",
    "an unknown hint for a refresh token, saml2, false",
    "an empty hint for a refresh token, '', false"
  })
  void findsTheTokenWhateverTheHint(String name, String hint, boolean access) {
    Login login = Login.any();
    Answer issued = login.password();
    String token = access ? issued.accessToken() : issued.refreshToken();

    String sent = hint.equals("LONG") ? "x".repeat(9_000) : hint;
    assertRevoked(revoke(login.client(), token, "token_type_hint", sent));

    assertFalse(isActive(login.client(), token));
    assertFalse(login.lives(issued.accessToken()));
    assertEquals(access ? "" : "invalid_grant", login.refresh(issued.refreshToken()).error());
  }

  @Test
  void endsATokenThatTheGateHoldsBackForGood() {
    Login login = Login.any();
    Answer issued = login.password();
    String[] user = {"username", login.user().username()};
    postern.control("user.lock", user);

    assertRevoked(revoke(login.client(), issued.refreshToken()));

    postern.control("user.unlock", user);
    assertFalse(
        postern.control("refresh_token", "token", issued.refreshToken()).getBoolean("found"));
    assertEquals(200, login.password().status());
  }

  // ---- tokens that are not valid: §2.2

  private static Stream<Arguments> unknown() {
    return Stream.of(
        Arguments.of("of the form of an access token", "psa_" + "A".repeat(43)),
        Arguments.of("of the form of a refresh token", "psr_" + "A".repeat(43)),
        Arguments.of("of no form", "x"),
        Arguments.of("beyond ASCII", " \u00fc \u20ac "),
        Arguments.of("as long as a JWT", "eyJ" + "x".repeat(1_280)),
        Arguments.of("as long as a body may be", "x".repeat(16_000)),
        Arguments.of("with a line feed", "psa_x\n"),
        Arguments.of("with NUL", "psa_\0"));
  }

  /** An invalid token does not cause an error: §2.2. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("unknown")
  void answersAnUnknownTokenAlike(String name, String token) {
    assertRevoked(revoke(serviceClient(), token));
  }

  @Test
  void answersAlikeASecondTime() {
    Login login = Login.any();
    Answer issued = login.password();

    assertRevoked(revoke(login.client(), issued.accessToken()));
    assertRevoked(revoke(login.client(), issued.accessToken()));
    assertRevoked(revoke(login.client(), issued.refreshToken()));
    assertRevoked(revoke(login.client(), issued.refreshToken()));

    assertEquals(1, auditRows(login.client(), "token.revoked").size());
    assertEquals(1, auditRows(login.client(), "family.revoked").size());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"the client itself, true", "another client, false"})
  void answersAnExpiredTokenAlikeTo(String name, boolean own) {
    Login login =
        Login.with(
            client()
                .with("user_access_token_lifetime", "PT10S")
                .with("refresh_token_lifetime", "PT10S"));
    postern.control("clock.stop");
    Answer issued = login.password();
    Registered caller = own ? login.client() : serviceClient();

    postern.control("clock.advance", "by", "PT10S");

    assertRevoked(revoke(caller, issued.accessToken()));
    assertRevoked(revoke(caller, issued.refreshToken()));
  }

  // ---- whose token it is: §2.1

  private static Stream<Arguments> kinds() {
    return Stream.of(
        Arguments.of("an access token", (Function<Answer, String>) Answer::accessToken),
        Arguments.of("a refresh token", (Function<Answer, String>) Answer::refreshToken));
  }

  /** §2.1: the server verifies whether the token was issued to the client; else it is refused. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void refusesAnotherClientAndChangesNothing(String name, Function<Answer, String> kind) {
    Login login = Login.any();
    Answer issued = login.password();
    Registered other = serviceClient();

    Answer answer = revoke(other, kind.apply(issued));

    Golden.assertAnswer("users/invalid_grant.http", answer);
    assertEquals("token_of_other_client", AuditRows.of(answer).getString("reason"));
    assertTrue(login.lives(issued.accessToken()));
    assertTrue(isActive(login.client(), issued.accessToken()));
    assertTrue(isActive(login.client(), issued.refreshToken()));
    assertEquals(200, login.refresh(issued.refreshToken()).status());
  }

  @Test
  void refusesAnotherClientAUsedRefreshTokenAndChangesNothing() {
    Login login = Login.any();
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());

    Answer answer = revoke(serviceClient(), first.refreshToken());

    Golden.assertAnswer("users/invalid_grant.http", answer);
    assertTrue(login.lives(second.accessToken()));
    assertEquals(200, login.refresh(second.refreshToken()).status());
  }

  /** A client that may introspect every token may not revoke them. */
  @Test
  void refusesAClientThatMayIntrospectAll() {
    Login login = Login.any();
    Answer issued = login.password();

    Golden.assertAnswer(
        "users/invalid_grant.http", revoke(Tokens.inspector(), issued.accessToken()));
    assertTrue(login.lives(issued.accessToken()));
  }

  // ---- the caller: §2.1

  @Test
  void endsTheTokensOfAPublicClientThatNamesItself() {
    Login login = Login.with(publicClient());
    Answer one = login.password();
    Answer other = login.password();

    assertRevoked(revoke(login.client(), one.accessToken()));
    assertRevoked(revoke(login.client(), other.refreshToken()));

    assertDead(login, one.accessToken());
    assertDead(login, other.accessToken());
    assertEquals(200, login.refresh(one.refreshToken()).status());
    assertRefreshIsRefused(login, other.refreshToken());
  }

  @Test
  void refusesAPublicClientTheTokensOfAnother() {
    Login login = Login.with(publicClient());
    Answer issued = login.password();
    Registered other = Clients.publicClient().create();

    Golden.assertAnswer("users/invalid_grant.http", revoke(other, issued.refreshToken()));
    assertTrue(login.lives(issued.accessToken()));
  }

  @Test
  void takesTheSecretInTheBodyToo() {
    Registered client = serviceClient();
    String token = ownToken(client);

    Answer answer =
        postern.post(
            PATH,
            Optional.empty(),
            "client_id",
            client.clientId(),
            "client_secret",
            client.secret(),
            "token",
            token);

    assertRevoked(answer);
    assertFalse(isActive(client, token));
  }

  private static Stream<Arguments> strangers() {
    Registered client = serviceClient();
    String token = Tokens.ofClient(Postern.MANAGED, client);
    return Stream.of(
        Arguments.of("nobody", Optional.empty(), "", client, token),
        Arguments.of(
            "the client without its secret",
            Optional.empty(),
            "&client_id=" + client.clientId(),
            client,
            token),
        Arguments.of(
            "the client with a wrong secret",
            Optional.of(Postern.basic(client.clientId(), "wrong")),
            "",
            client,
            token),
        Arguments.of(
            "an unknown client", Optional.of(Postern.basic("nobody", "x")), "", client, token),
        Arguments.of("the holder of the token", Optional.of("Bearer " + token), "", client, token));
  }

  /** Client credentials are verified first: §2.1. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void refusesWhoIsNotAuthenticatedAndChangesNothing(
      String name, Optional<String> authorization, String form, Registered client, String token) {
    Answer answer = postern.post(PATH, authorization, (CharSequence) ("token=" + token + form));

    Golden.assertAnswer("token/invalid_client.http", answer);
    assertTrue(isActive(client, token));
  }

  @Test
  void refusesADisabledClient() {
    Registered client = serviceClient();
    assertRevoked(revoke(client, ownToken(client)));

    postern.control("client.disable", "client_id", client.clientId());

    Golden.assertAnswer("token/invalid_client.http", revoke(client, "psa_x"));
  }

  // ---- the request: §2.1

  private static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("no token", ""),
        Arguments.of("an empty token", "token="),
        Arguments.of("only a hint", "token_type_hint=access_token"),
        Arguments.of("two tokens", "token=psa_x&token=psa_y"),
        Arguments.of("a broken escape", "token=%zz"));
  }

  /** {@code token} is REQUIRED: §2.1. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refusesARequestWithoutExactlyOneToken(String name, String form) {
    Answer answer = postern.post(PATH, Optional.of(serviceClient().basic()), (CharSequence) form);

    assertEquals(400, answer.status(), answer.toString());
    assertEquals("invalid_request", answer.error());
  }

  @Test
  void refusesATokenInTheQueryAndChangesNothing() {
    Registered client = serviceClient();
    String token = ownToken(client);

    Answer answer =
        postern.post(PATH + "?token=" + token, Optional.of(client.basic()), "token", token);

    assertEquals(400, answer.status());
    assertEquals("invalid_request", answer.error());
    assertTrue(isActive(client, token));
  }

  /** The request is a POST: §2.1. */
  @Test
  void refusesGet() {
    Answer answer =
        postern.send(postern.request(PATH).header("Authorization", serviceClient().basic()).GET());

    Golden.assertAnswer("token/method_not_allowed.http", answer);
  }
}

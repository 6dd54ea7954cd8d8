package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Postern.Answer;
import org.postern.oauth.TokenDigest;

/** RFC 6749 §6; RFC 9700 §4.14.2. */
class RefreshTokenGrantIT extends DeployedWar {

  private final Postern postern = Postern.MANAGED;

  @AfterEach
  void resetClock() {
    postern.control("clock.reset");
  }

  private static Clients client() {
    return Clients.confidential().grants("password", "refresh_token");
  }

  /** A refresh token as versions before schema 14 issued it. */
  private final String earlier = "psr_" + TokenDigest.of(UUID.randomUUID().toString());

  private static Login withWindow(String window) {
    return Login.with(client().with("replay_window", window));
  }

  private String family(Answer answer) {
    return postern.control("token", "token", answer.accessToken()).getString("family");
  }

  private void assertFamilyIsGone(String family) {
    JsonObject rows = postern.control("family", "id", family);
    assertEquals(0, rows.getInt("families"));
    assertEquals(0, rows.getInt("access_tokens"));
  }

  @Test
  void exchangesRefreshTokenForAnotherOneAndAnAccessToken() {
    Login login = Login.anyWithScope();
    Answer first = login.password();

    Answer second = login.refresh(first.refreshToken());

    JsonObject row = postern.control("token", "token", second.accessToken());
    Golden.assertAnswer(
        "users/password.http",
        second,
        "access_token",
        second.accessToken(),
        "refresh_token",
        second.refreshToken(),
        "scope",
        row.getString("scope"));
    assertNotEquals(first.refreshToken(), second.refreshToken());
    assertNotEquals(first.accessToken(), second.accessToken());
    assertEquals(login.user().username(), row.getString("user"));
    assertEquals("password", row.getString("grant"));
    assertEquals(family(first), row.getString("family"));
    assertTrue(login.lives(first.accessToken()));
    assertTrue(login.lives(second.accessToken()));
  }

  @Test
  void rotatesOnEveryUse() {
    Login login = Login.any();
    Answer answer = login.password();
    String family = family(answer);

    for (int generation = 1; generation <= 5; generation++) {
      answer = login.refresh(answer.refreshToken());
      JsonObject row = postern.control("refresh_token", "token", answer.refreshToken());
      assertEquals(generation, row.getInt("generation"));
      assertEquals(family, row.getString("family"));
    }
  }

  /** A family has to stay small enough to be ended in one transaction. */
  @Test
  void keepsFiftyAccessTokensAtMost() {
    Login login = Login.any();
    List<Answer> answers = new ArrayList<>(List.of(login.password()));
    for (int generation = 1; generation < 50; generation++) {
      answers.add(login.refresh(answers.get(generation - 1).refreshToken()));
    }
    String family = family(answers.get(0));
    assertEquals(50, postern.control("family", "id", family).getInt("access_tokens"));

    answers.add(login.refresh(answers.get(49).refreshToken()));

    assertEquals(41, postern.control("family", "id", family).getInt("access_tokens"));
    for (int generation = 0; generation <= 50; generation++) {
      assertEquals(
          generation >= 10, login.lives(answers.get(generation).accessToken()), "" + generation);
    }
  }

  @Test
  void narrowsTheAccessTokenAndKeepsTheScopeOfTheFamily() {
    String one = Scopes.forKind("user").create();
    String other = Scopes.forKind("user").create();
    Login login = Login.with(client().scopes(one, other).defaultScopes(one, other));
    Answer first = login.password();

    Answer narrowed = login.refresh(first.refreshToken(), "scope", other);
    Answer full = login.refresh(narrowed.refreshToken());

    assertEquals(other, narrowed.json().getString("scope"));
    assertEquals(other, postern.get("api/me", narrowed.accessToken()).json().getString("scope"));
    assertEquals(first.json().getString("scope"), full.json().getString("scope"));
    assertEquals(
        first.json().getString("scope"),
        postern.control("refresh_token", "token", full.refreshToken()).getString("scope"));
  }

  /** MUST NOT include any scope not originally granted: §6. */
  /** A scope that was granted can be requested again, however long it is. */
  @Test
  void repeatsALongScope() {
    String[] scopes = new String[70];
    for (int i = 0; i < scopes.length; i++) {
      scopes[i] = Scopes.forKind("user").suffix("x".repeat(60)).create();
    }
    Login login = Login.with(client().scopes(scopes).defaultScopes(scopes));
    Answer first = login.password();
    String granted = first.json().getString("scope");

    Answer second = login.refresh(first.refreshToken(), "scope", granted);

    assertTrue(granted.length() > 4_000, granted);
    assertEquals(200, second.status(), second.body());
    assertEquals(granted, second.json().getString("scope"));
  }

  @Test
  void neverWidensTheScopeAndBurnsNothingWhenAsked() {
    String granted = Scopes.forKind("user").create();
    String beyond = Scopes.forKind("user").create();
    Login login = Login.with(client().scopes(granted, beyond).defaultScopes(granted));
    Answer first = login.password();

    Answer widened = login.refresh(first.refreshToken(), "scope", granted + " " + beyond);
    Answer malformed = login.refresh(first.refreshToken(), "scope", "\"");
    Answer good = login.refresh(first.refreshToken(), "scope", granted);

    assertEquals("invalid_scope", widened.error());
    assertEquals("invalid_scope", malformed.error());
    assertEquals(granted, good.json().getString("scope"));
    assertTrue(login.lives(first.accessToken()));
  }

  /** The token MUST be bound to the client: §6. */
  @Test
  void refusesAnotherClientAndBurnsNothing() {
    Login login = withWindow("PT10S");
    Login other = new Login(postern, client().create(), login.user());
    Answer first = login.password();

    Answer unused = other.refresh(first.refreshToken());
    Answer second = login.refresh(first.refreshToken());
    Answer used = other.refresh(first.refreshToken());
    Answer third = login.refresh(second.refreshToken());

    Golden.assertAnswer("users/invalid_grant.http", unused);
    Golden.assertAnswer("users/invalid_grant.http", used);
    assertEquals("token_of_other_client", AuditRows.of(used).getString("reason"));
    assertEquals(200, second.status());
    assertEquals(200, third.status());
  }

  @Test
  void refreshesForPublicClientAndEndsTheFamilyOnReuse() {
    Login login =
        Login.with(
            Clients.publicClient()
                .grants("password", "refresh_token")
                .with("allow_password_grant_for_public_client", true));
    Answer first = login.password();

    Answer second = login.refresh(first.refreshToken());
    Answer replay = login.refresh(first.refreshToken());

    assertEquals(200, second.status());
    Golden.assertAnswer("users/invalid_grant.http", replay);
    assertFalse(login.lives(second.accessToken()));
  }

  @Test
  void refusesWhatIsNoRefreshToken() {
    Login login = Login.any();
    Answer first = login.password();

    Golden.assertAnswer("users/invalid_grant.http", login.refresh(earlier));
    Golden.assertAnswer("users/invalid_grant.http", login.refresh("eyJ" + "x".repeat(1_280)));
    Golden.assertAnswer("users/invalid_grant.http", login.refresh(first.refreshToken() + "\n"));
    Golden.assertAnswer("users/invalid_grant.http", login.refresh(first.accessToken()));
    assertEquals(
        "{\"error\":\"invalid_request\","
            + "\"error_description\":\"The parameter refresh_token is missing\"}",
        login.refresh("").body());
    assertEquals(200, login.refresh(first.refreshToken()).status());
  }

  /** A token that was changed names a family, and must not end it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "another family,            4,  1",
    "another generation,       35,  1",
    "another secret,           40,  1",
    "another tag,              99,  1",
    "without its last letter,  99,  0",
  })
  void refusesATokenThatWasChangedAndBurnsNothing(String name, int place, int length) {
    Login login = Login.any();
    Answer first = login.password();
    String token = first.refreshToken();
    String other = token.charAt(place) == 'A' ? "B" : "A";

    Answer refused =
        login.refresh(
            token.substring(0, place) + other.repeat(length) + token.substring(place + 1));

    assertEquals(100, token.length());
    Golden.assertAnswer("users/invalid_grant.http", refused);
    assertEquals("token_unknown", AuditRows.of(refused).getString("reason"));
    assertTrue(login.lives(first.accessToken()));
    assertEquals(200, login.refresh(token).status());
  }

  /** The parts of two tokens of one client do not make a third one. */
  @Test
  void refusesTheSecretOfAnotherFamilyAndBurnsNothing() {
    Login login = Login.any();
    Answer one = login.password();
    Answer other = login.password();

    Answer mixed =
        login.refresh(one.refreshToken().substring(0, 36) + other.refreshToken().substring(36));

    Golden.assertAnswer("users/invalid_grant.http", mixed);
    assertEquals(200, login.refresh(one.refreshToken()).status());
    assertEquals(200, login.refresh(other.refreshToken()).status());
  }

  /** The tag proves only that the server's key made it, and what has a secret counts. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the living generation, 1, token_unknown,  true",
    "a later one,           2, token_unknown,  true",
    "an earlier one,        0, token_replayed, false",
  })
  void givesNothingForATagAlone(String name, String generation, String reason, boolean lives) {
    Login login = Login.any();
    Answer second = login.refresh(login.password().refreshToken());
    String forged =
        postern
            .control(
                "refresh_token.forge", "token", second.refreshToken(), "generation", generation)
            .getString("token");

    assertFalse(Tokens.isActive(postern, login.client(), forged));
    Answer refused = login.refresh(forged);

    Golden.assertAnswer("users/invalid_grant.http", refused);
    assertEquals(reason, AuditRows.of(refused).getString("reason"));
    assertEquals(lives, login.lives(second.accessToken()));
    assertEquals(lives ? 200 : 400, login.refresh(second.refreshToken()).status());
  }

  private Answer makeEarlier(Login login) {
    Answer first = login.password();
    postern.control("family.make_earlier", "head", first.refreshToken(), "token", earlier);
    return first;
  }

  @Test
  void replacesATokenOfAnEarlierVersionByOneOfTheNewForm() {
    Login login = Login.any();
    Answer first = makeEarlier(login);
    boolean introspected = Tokens.isActive(postern, login.client(), earlier);

    Answer second = login.refresh(earlier);
    Answer third = login.refresh(second.refreshToken());

    assertTrue(introspected);
    assertEquals(200, third.status(), third.body());
    assertEquals(100, second.refreshToken().length());
    assertEquals(family(first), family(third));
    assertFalse(Tokens.isActive(postern, login.client(), earlier));
    assertTrue(login.lives(first.accessToken()));
  }

  @Test
  void endsTheFamilyWhenATokenOfAnEarlierVersionComesAgain() {
    Login login = Login.any();
    Answer first = makeEarlier(login);
    Answer second = login.refresh(earlier);

    Answer replay = login.refresh(earlier);

    Golden.assertAnswer("users/invalid_grant.http", replay);
    assertEquals("token_replayed", AuditRows.of(replay).getString("reason"));
    assertFalse(login.lives(first.accessToken()));
    assertFalse(login.lives(second.accessToken()));
    assertEquals("invalid_grant", login.refresh(second.refreshToken()).error());
  }

  @Test
  void repeatsTheReplyToATokenOfAnEarlierVersion() {
    Login login = withWindow("PT10S");
    postern.control("clock.stop");
    makeEarlier(login);

    Answer lost = login.refresh(earlier);
    Answer repeated = login.refresh(earlier);

    assertEquals(200, repeated.status(), repeated.body());
    assertEquals(lost.refreshToken(), repeated.refreshToken());
    assertFalse(login.lives(lost.accessToken()));
    assertTrue(login.lives(repeated.accessToken()));
  }

  @Test
  void keepsATokenOfAnEarlierVersionWithoutRotation() {
    Login login = withoutRotation();
    makeEarlier(login);

    Answer second = login.refresh(earlier);
    Answer third = login.refresh(earlier);

    assertEquals(200, third.status(), third.body());
    assertEquals(earlier, second.refreshToken());
    assertEquals(earlier, third.refreshToken());
  }

  @Test
  void revokesTheFamilyOfATokenOfAnEarlierVersion() {
    Login login = Login.any();
    Answer first = makeEarlier(login);

    assertEquals(200, Tokens.revoke(postern, login.client(), earlier).status());

    assertFalse(login.lives(first.accessToken()));
    assertEquals("invalid_grant", login.refresh(earlier).error());
  }

  @Test
  void refusesClientThatIsNotRegisteredForTheGrant() {
    Login login = Login.any();
    Answer first = login.password();
    Login without = Login.with(Clients.confidential().grants("password"));

    Golden.assertAnswer("users/unauthorized_client.http", without.refresh(first.refreshToken()));
    assertEquals(200, login.refresh(first.refreshToken()).status());
  }

  /**
   * RFC 9700 §4.14.2. The effects are checked in other transactions than the one that refused the
   * request.
   */
  @Test
  void endsTheFamilyWhenUsedTokenComesAgain() {
    Login login = Login.any();
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());
    Answer third = login.refresh(second.refreshToken());
    Answer otherFamily = login.password();
    String family = family(first);

    Answer replay = login.refresh(second.refreshToken());

    Golden.assertAnswer("users/invalid_grant.http", replay);
    JsonObject refused = AuditRows.of(replay);
    assertEquals("token_replayed", refused.getString("reason"));
    assertEquals(login.user().username(), refused.getString("username"));
    for (Answer issued : List.of(first, second, third)) {
      assertFalse(login.lives(issued.accessToken()));
      assertEquals("invalid_grant", login.refresh(issued.refreshToken()).error());
    }
    assertFamilyIsGone(family);
    List<JsonObject> revoked =
        AuditRows.ofClient(login.client().clientId(), "family.revoked", rows -> rows.size() == 1);
    assertEquals(login.user().username(), revoked.get(0).getString("username"));
    assertTrue(login.lives(otherFamily.accessToken()));
    assertEquals(200, login.refresh(otherFamily.refreshToken()).status());
  }

  /**
   * Reuse is detected even if the reused token has expired by then, so that a thief cannot go on
   * with the family.
   */
  @Test
  void endsTheFamilyWhenUsedTokenComesAgainAfterItsOwnTime() {
    Login login = Login.with(client().with("refresh_token_lifetime", "PT1H"));
    postern.control("clock.stop");
    Answer first = login.password();
    postern.control("clock.advance", "by", "PT50M");
    Answer second = login.refresh(first.refreshToken());
    postern.control("clock.advance", "by", "PT50M");

    Answer replay = login.refresh(first.refreshToken());

    Golden.assertAnswer("users/invalid_grant.http", replay);
    assertFalse(login.lives(second.accessToken()));
    assertEquals("invalid_grant", login.refresh(second.refreshToken()).error());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one second before, PT59M59S, 200",
    "at,                PT1H,     400",
    "one second after,  PT1H1S,   400",
  })
  void endsTokenThatLaysIdle(String name, String wait, int expected) {
    Login login = Login.with(client().with("refresh_token_lifetime", "PT1H"));
    postern.control("clock.stop");
    Answer first = login.password();
    postern.control("clock.advance", "by", "PT30M");
    Answer second = login.refresh(first.refreshToken());

    postern.control("clock.advance", "by", wait);
    Answer answer = login.refresh(second.refreshToken());

    assertEquals(expected, answer.status(), name);
    assertEquals(expected == 200 ? "" : "invalid_grant", answer.error(), name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one second before, PT29M59S, 200",
    "half a second,     PT29M59.5S, 400",
    "at,                PT30M,    400",
    "one second after,  PT30M1S,  400",
  })
  void endsFamilyAtItsAbsoluteLifetimeHoweverBusy(String name, String wait, int expected) {
    Login login =
        Login.with(
            client()
                .with("refresh_token_lifetime", "PT1H")
                .with("refresh_token_max_lifetime", "PT90M"));
    postern.control("clock.stop");
    Answer first = login.password();
    postern.control("clock.advance", "by", "PT50M");
    Answer second = login.refresh(first.refreshToken());
    postern.control("clock.advance", "by", "PT10M");
    Answer third = login.refresh(second.refreshToken());

    postern.control("clock.advance", "by", wait);
    Answer answer = login.refresh(third.refreshToken());

    assertEquals(expected, answer.status(), name);
    assertEquals(expected == 200 ? "" : "invalid_grant", answer.error(), name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one second before, PT4M59S, true",
    "at,                PT5M,    false",
    "one second after,  PT5M1S,  false",
  })
  void endsAccessTokenOfUserAtItsLifetime(String name, String wait, boolean lives) {
    Login login =
        Login.with(
            client()
                .with("user_access_token_lifetime", "PT5M")
                .with("access_token_lifetime", "PT1H"));
    postern.control("clock.stop");
    Answer answer = login.refresh(login.password().refreshToken());

    postern.control("clock.advance", "by", wait);

    assertEquals(300, answer.json().getInt("expires_in"));
    assertEquals(lives, login.lives(answer.accessToken()), name);
  }

  @Test
  void repeatsTheAnswerWithinTheWindowWithAnotherAccessToken() {
    Login login = withWindow("PT10S");
    postern.control("clock.stop");
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());
    boolean livedBefore = login.lives(second.accessToken());

    Answer repeated = login.refresh(first.refreshToken());
    Answer again = login.refresh(first.refreshToken());

    assertTrue(livedBefore);
    assertEquals(second.refreshToken(), repeated.refreshToken());
    assertEquals(second.refreshToken(), again.refreshToken());
    assertNotEquals(second.accessToken(), repeated.accessToken());
    assertFalse(login.lives(second.accessToken()));
    assertFalse(login.lives(repeated.accessToken()));
    assertTrue(login.lives(again.accessToken()));
    assertEquals(200, login.refresh(again.refreshToken()).status());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one second before, PT10S, PT9S,  200",
    "at,                PT10S, PT10S, 200",
    "one second after,  PT10S, PT11S, 400",
    "longest,           PT60S, PT59S, 200",
    "none,              PT0S,  PT0S,  400",
  })
  void endsTheFamilyWhenUsedTokenComesAgainAfterTheWindow(
      String name, String window, String wait, int expected) {
    Login login = withWindow(window);
    postern.control("clock.stop");
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());

    postern.control("clock.advance", "by", wait);
    Answer answer = login.refresh(first.refreshToken());

    assertEquals(expected, answer.status(), name);
    assertEquals(expected, login.refresh(second.refreshToken()).status(), "the successor: " + name);
  }

  @Test
  void takesRequestForOtherScopeWithinTheWindowForReplay() {
    String one = Scopes.forKind("user").create();
    String other = Scopes.forKind("user").create();
    Login login =
        Login.with(
            client().scopes(one, other).defaultScopes(one, other).with("replay_window", "PT10S"));
    postern.control("clock.stop");
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken(), "scope", one);

    Answer same = login.refresh(first.refreshToken(), "scope", one);
    Answer different = login.refresh(first.refreshToken(), "scope", other);

    assertEquals(second.refreshToken(), same.refreshToken());
    Golden.assertAnswer("users/invalid_grant.http", different);
    assertFalse(login.lives(same.accessToken()));
    assertEquals("invalid_grant", login.refresh(second.refreshToken()).error());
  }

  @Test
  void endsTheFamilyWithinTheWindowOnceTheSuccessorWasUsed() {
    Login login = withWindow("PT60S");
    postern.control("clock.stop");
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());
    Answer third = login.refresh(second.refreshToken());
    String family = family(first);

    Answer replay = login.refresh(first.refreshToken());

    Golden.assertAnswer("users/invalid_grant.http", replay);
    assertFalse(login.lives(third.accessToken()));
    assertFamilyIsGone(family);
  }

  private boolean hasSeed(String refreshToken) {
    return postern.control("refresh_token", "token", refreshToken).getBoolean("seed");
  }

  /**
   * As long as the seed is stored, the server's key and the used token are enough to compute the
   * new token.
   */
  @Test
  void keepsTheSeedOfTheNextTokenUntilItIsUsed() {
    Login login = withWindow("PT60S");
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());
    boolean seedOfSecond = hasSeed(second.refreshToken());

    Answer third = login.refresh(second.refreshToken());

    assertTrue(seedOfSecond);
    assertFalse(hasSeed(first.refreshToken()));
    assertFalse(hasSeed(second.refreshToken()));
    assertTrue(hasSeed(third.refreshToken()));
  }

  @Test
  void keepsNoSeedWithoutWindow() {
    Login login = Login.with(client());

    Answer second = login.refresh(login.password().refreshToken());

    assertFalse(hasSeed(second.refreshToken()));
    assertEquals(200, login.refresh(second.refreshToken()).status());
  }

  private static Login withoutRotation() {
    return Login.with(client().with("rotate_refresh_tokens", false));
  }

  /** RFC 6749 §6: the authorization server MAY issue a new refresh token. */
  @Test
  void keepsTheTokenOfClientWithoutRotation() {
    String scope = Scopes.forKind("user").create();
    Login login =
        Login.with(
            client().scopes(scope).defaultScopes(scope).with("rotate_refresh_tokens", false));
    Answer first = login.password();

    Answer second = login.refresh(first.refreshToken());
    Answer third = login.refresh(first.refreshToken());

    Golden.assertAnswer(
        "users/password.http",
        third,
        "access_token",
        third.accessToken(),
        "refresh_token",
        first.refreshToken(),
        "scope",
        scope);
    assertEquals(first.refreshToken(), second.refreshToken());
    assertNotEquals(second.accessToken(), third.accessToken());
    for (Answer answer : List.of(first, second, third)) {
      assertTrue(login.lives(answer.accessToken()));
      assertEquals(family(first), family(answer));
    }
    JsonObject row = postern.control("refresh_token", "token", first.refreshToken());
    assertEquals(0, row.getInt("generation"));
    assertFalse(row.getBoolean("used"));
  }

  @Test
  void refusesTheKeptTokenOfAnotherClientAndBurnsNothing() {
    Login login = withoutRotation();
    Answer first = login.password();

    Answer other = withoutRotation().refresh(first.refreshToken());

    Golden.assertAnswer("users/invalid_grant.http", other);
    assertEquals(200, login.refresh(first.refreshToken()).status());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one second before, PT59M59S, 200",
    "at,                PT1H,     400",
    "one second after,  PT1H1S,   400",
  })
  void endsKeptTokenThatLaysIdle(String name, String wait, int expected) {
    Login login =
        Login.with(
            client().with("rotate_refresh_tokens", false).with("refresh_token_lifetime", "PT1H"));
    postern.control("clock.stop");
    Answer first = login.password();
    postern.control("clock.advance", "by", "PT50M");
    Answer second = login.refresh(first.refreshToken());

    postern.control("clock.advance", "by", wait);
    Answer answer = login.refresh(first.refreshToken());

    assertEquals(200, second.status(), name);
    assertEquals(expected, answer.status(), name);
    assertEquals(expected == 200 ? "" : "invalid_grant", answer.error(), name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one second before, PT39M59S, 200",
    "at,                PT40M,    400",
    "one second after,  PT40M1S,  400",
  })
  void endsFamilyOfKeptTokenAtItsAbsoluteLifetime(String name, String wait, int expected) {
    Login login =
        Login.with(
            client()
                .with("rotate_refresh_tokens", false)
                .with("refresh_token_lifetime", "PT1H")
                .with("refresh_token_max_lifetime", "PT90M"));
    postern.control("clock.stop");
    Answer first = login.password();
    postern.control("clock.advance", "by", "PT50M");
    Answer second = login.refresh(first.refreshToken());

    postern.control("clock.advance", "by", wait);
    Answer answer = login.refresh(first.refreshToken());

    assertEquals(200, second.status(), name);
    assertEquals(expected, answer.status(), name);
    assertEquals(expected == 200 ? "" : "invalid_grant", answer.error(), name);
  }

  @Test
  void endsEverythingWhenKeptTokenIsRevoked() {
    Login login = withoutRotation();
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());
    String family = family(first);

    Answer revoked =
        postern.post(
            "oauth2/revoke", Optional.of(login.client().basic()), "token", first.refreshToken());

    assertEquals(200, revoked.status());
    assertFalse(login.lives(first.accessToken()));
    assertFalse(login.lives(second.accessToken()));
    assertFamilyIsGone(family);
    Golden.assertAnswer("users/invalid_grant.http", login.refresh(first.refreshToken()));
  }

  /** As with rotation: a family has to stay small enough to be ended in one transaction. */
  @Test
  void keepsFiftyAccessTokensAtMostBesideKeptToken() {
    Login login = withoutRotation();
    List<Answer> answers = new ArrayList<>(List.of(login.password()));
    String refreshToken = answers.get(0).refreshToken();
    String family = family(answers.get(0));
    for (int i = 1; i < 50; i++) {
      answers.add(login.refresh(refreshToken));
    }
    assertEquals(50, postern.control("family", "id", family).getInt("access_tokens"));

    answers.add(login.refresh(refreshToken));

    assertEquals(41, postern.control("family", "id", family).getInt("access_tokens"));
    for (int i = 0; i <= 50; i++) {
      assertEquals(i >= 10, login.lives(answers.get(i).accessToken()), "" + i);
    }
  }

  @Test
  void noticesReuseAgainOnceRotationIsOn() {
    Login login = withoutRotation();
    Answer first = login.password();
    assertEquals(200, login.refresh(first.refreshToken()).status());
    postern.apply(
        Json.createObjectBuilder()
            .add(
                "clients",
                Json.createArrayBuilder()
                    .add(
                        Json.createObjectBuilder()
                            .add("client_id", login.client().clientId())
                            .add("rotate_refresh_tokens", true))));
    Answer rotated = login.refresh(first.refreshToken());
    boolean livedBefore = login.lives(rotated.accessToken());

    Answer replay = login.refresh(first.refreshToken());

    assertNotEquals(first.refreshToken(), rotated.refreshToken());
    assertTrue(livedBefore);
    Golden.assertAnswer("users/invalid_grant.http", replay);
    assertFalse(login.lives(rotated.accessToken()));
  }

  @Test
  void refusesToGiveWindowToPublicClient() {
    Clients client = Clients.publicClient().grants("refresh_token").with("replay_window", "PT10S");

    IllegalStateException refused =
        org.junit.jupiter.api.Assertions.assertThrows(IllegalStateException.class, client::create);

    assertTrue(refused.getMessage().contains("422"), refused::getMessage);
    assertTrue(refused.getMessage().contains("/replay_window"), refused::getMessage);
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Postern.Answer;

/** A one-time password is good for nothing but setting another. */
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class OneTimePasswordIT extends DeployedWar {

  private static final String SCOPE = "postern.password";

  private final Postern postern = Postern.MANAGED;

  private final Login login =
      Login.with(
          Clients.confidential()
              .grants("password", "refresh_token")
              .scopes("profile")
              .defaultScopes("profile")
              .with("may_introspect_all", true));

  @AfterEach
  void resetClock() {
    postern.control("clock.reset");
  }

  private String reset(String... more) {
    String[] arguments = new String[2 + more.length];
    arguments[0] = "username";
    arguments[1] = login.user().username();
    System.arraycopy(more, 0, arguments, 2, more.length);
    String password = postern.control("user.reset", arguments).getString("password");
    SecretsOfTests.remember(password);
    return password;
  }

  @Test
  void endsTheOldPasswordAndEveryToken() {
    String token = login.password().accessToken();
    assertTrue(login.lives(token));

    reset();

    assertFalse(login.lives(token));
    assertEquals("invalid_grant", login.password().error());
  }

  @Test
  void getsATokenForAnotherPasswordAndNoRefreshToken() {
    Answer answer = login.password("password", reset());

    assertEquals(200, answer.status(), answer.body());
    assertEquals(SCOPE, answer.json().getString("scope"));
    assertFalse(answer.json().containsKey("refresh_token"), answer.body());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"api/me", "api/me/profile"})
  void opensNoOtherResource(String path) {
    String token = login.password("password", reset()).accessToken();

    Answer answer = postern.get(path, token);

    assertEquals(403, answer.status(), answer.body());
    assertEquals("insufficient_scope", answer.error());
    assertEquals(200, postern.get(path, setPassword(token)).status());
  }

  // Sets a new password with the token of a one-time password, and returns a token of the new
  // password.
  private String setPassword(String token) {
    String oneTime = reset();
    String again = login.password("password", oneTime).accessToken();
    assertFalse(login.lives(token));
    String body =
        Json.createObjectBuilder()
            .add("old_password", oneTime)
            .add("new_password", "a password of my own")
            .build()
            .toString();
    Answer answer = postern.json("PUT", "api/me/password", again, body);
    assertEquals(204, answer.status(), answer.body());
    assertEquals("invalid_grant", login.password("password", oneTime).error());
    return login.password("password", "a password of my own").accessToken();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"profile", "profile " + SCOPE})
  void getsNoOtherScope(String scope) {
    Answer answer = login.password("password", reset(), "scope", scope);

    assertEquals(400, answer.status(), answer.body());
    assertEquals("invalid_scope", answer.error());
  }

  @Test
  void keepsItsScopeFromEveryoneElse() {
    Answer answer = login.password("scope", SCOPE);

    assertEquals("invalid_scope", answer.error());
    assertEquals(200, login.password("scope", "profile").status());
  }

  @Test
  void isNothingToAResourceServer() {
    String ordinary = login.password().accessToken();
    assertTrue(introspect(ordinary).json().getBoolean("active"));
    String token = login.password("password", reset()).accessToken();

    assertEquals("{\"active\":false}", introspect(token).body());
  }

  private Answer introspect(String token) {
    return postern.post("oauth2/introspect", Optional.of(login.client().basic()), "token", token);
  }

  @Test
  void expires() {
    postern.control("clock.stop");
    String password = reset("lifetime", "PT1H");

    postern.control("clock.advance", "by", "PT59M59S");
    String token = login.password("password", password).accessToken();
    postern.control("clock.advance", "by", "PT1S");

    Answer refused = login.password("password", password);
    Golden.assertAnswer("users/invalid_grant.http", refused);
    String body =
        Json.createObjectBuilder()
            .add("old_password", password)
            .add("new_password", "a password of my own")
            .build()
            .toString();
    assertEquals(403, postern.json("PUT", "api/me/password", token, body).status());
    postern.control("clock.reset");
    assertEquals("password_expired", AuditRows.of(refused).getString("reason"));
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Postern.Answer;

/** Tests {@code api/me/password}, by which users change their own password with the old one. */
class PasswordResourceIT extends DeployedWar {

  private static final String PATH = "api/me/password";
  private static final String NEW = "a new password of mine";

  private final Postern postern = Postern.MANAGED;

  private static String body(String oldPassword, String newPassword) {
    SecretsOfTests.remember(newPassword);
    return Json.createObjectBuilder()
        .add("old_password", oldPassword)
        .add("new_password", newPassword)
        .build()
        .toString();
  }

  private Answer change(String token, String oldPassword, String newPassword) {
    return postern.json("PUT", PATH, token, body(oldPassword, newPassword));
  }

  private static void assertProblem(int status, String pointer, String detail, Answer answer) {
    assertEquals(status, answer.status(), answer.body());
    assertEquals(
        "application/problem+json;charset=utf-8", answer.header("content-type").orElseThrow());
    JsonObject error = answer.json().getJsonArray("errors").getJsonObject(0);
    assertEquals(pointer, error.getString("pointer"));
    assertEquals(detail, error.getString("detail"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"PUT", "POST"})
  void changesThePasswordAndEndsEveryToken(String method) {
    Login login = Login.any();
    Answer first = login.password();
    String other = login.password().accessToken();

    Answer answer =
        postern.json(method, PATH, first.accessToken(), body(login.user().password(), NEW));

    assertEquals(204, answer.status(), answer.body());
    assertEquals("", answer.body());
    assertEquals("no-store", answer.header("cache-control").orElseThrow());
    assertFalse(login.lives(first.accessToken()));
    assertFalse(login.lives(other));
    assertEquals("invalid_grant", login.refresh(first.refreshToken()).error());
    assertEquals("invalid_grant", login.password().error());
    assertTrue(login.lives(login.password("password", NEW).accessToken()));
  }

  @Test
  void refusesAWrongOldPassword() {
    Login login = Login.any();
    String token = login.password().accessToken();

    Answer answer = change(token, "not the password", NEW);

    assertProblem(403, "/old_password", "is not the password of the user", answer);
    assertEquals("password_wrong", AuditRows.of(answer).getString("reason"));
    assertTrue(login.lives(token));
    assertEquals(200, login.password().status());
    assertEquals(204, change(token, login.user().password(), NEW).status());
  }

  // Wrong old passwords use the counter of logins: at most ten in all, for one source and one
  // client.
  @Test
  void countsWrongOldPasswordsLikeFailedLogins() {
    Login login = Login.any();
    String token = login.password().accessToken();
    for (int i = 0; i < 6; i++) {
      assertEquals(403, change(token, "not the password", NEW).status());
    }
    for (int i = 0; i < 4; i++) {
      assertEquals("invalid_grant", login.wrongPassword().error());
    }

    Answer answer = change(token, login.user().password(), NEW);

    assertEquals(429, answer.status(), answer.body());
    assertEquals(
        "application/problem+json;charset=utf-8", answer.header("content-type").orElseThrow());
    assertTrue(Integer.parseInt(answer.header("retry-after").orElseThrow()) > 0);
    assertEquals(429, login.password().status());
  }

  // They also use the budget of the account. The budget does not apply to the place of the login,
  // but it applies to the place of a thief.
  @Test
  void countsWrongOldPasswordsInTheBudgetOfTheAccountWhereTheUserIsNotKnown() {
    Postern behindProxy = SettingsServer.get();
    Login login =
        Login.with(behindProxy, Clients.confidential().grants("password")).from("192.0.2.201");
    String token = login.password().accessToken();
    Login.useUpTheBudget(behindProxy, login.user());

    Answer elsewhere =
        behindProxy
            .from("192.0.2.202")
            .json("PUT", PATH, token, body(login.user().password(), NEW));
    Answer here =
        behindProxy
            .from("192.0.2.201")
            .json("PUT", PATH, token, body(login.user().password(), NEW));

    assertEquals(429, elsewhere.status(), elsewhere.body());
    assertEquals("900", elsewhere.header("retry-after").orElseThrow());
    assertEquals(204, here.status(), here.body());
  }

  static Stream<Arguments> newPasswords() {
    return Stream.of(
        Arguments.of("short", "quiet harbo", "must have 12 to 256 characters"),
        Arguments.of(
            "common",
            "Password1234",
            "must not be a common password, one part repeated, or a sequence"),
        Arguments.of(
            "control character",
            "quiet\u0007harbour",
            "must be a password as RFC 8265 allows it: no control characters"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("newPasswords")
  void refusesANewPasswordThatIsNotAllowed(String name, String password, String detail) {
    Login login = Login.any();
    String token = login.password().accessToken();

    Answer answer = change(token, login.user().password(), password);

    assertProblem(422, "/new_password", detail, answer);
    assertTrue(login.lives(token));
    assertEquals(200, login.password().status());
  }

  @Test
  void refusesTheOldPasswordAsTheNewOne() {
    Login login = Login.any();
    String token = login.password().accessToken();

    Answer answer = change(token, login.user().password(), login.user().password());

    assertProblem(422, "/new_password", "must be another one than the old", answer);
    assertTrue(login.lives(token));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"{}", "{\"old_password\": \"x\"}", "{\"new_password\": \"a new password\"}"})
  void refusesABodyThatLacksAMember(String body) {
    String token = Login.any().password().accessToken();

    Answer answer = postern.json("PUT", PATH, token, body);

    assertEquals(422, answer.status(), answer.body());
    assertEquals("is missing", error(answer).getString("detail"));
  }

  @Test
  void refusesAMemberThatIsNotKnown() {
    String token = Login.any().password().accessToken();

    Answer answer = postern.json("PUT", PATH, token, "{\"password\": \"x\"}");

    assertEquals(400, answer.status(), answer.body());
    assertEquals("/password", error(answer).getString("pointer"));
  }

  private static JsonObject error(Answer answer) {
    return answer.json().getJsonArray("errors").getJsonObject(0);
  }

  @Test
  void isForUsersOnly() {
    String token =
        postern
            .token(
                Clients.confidential().grants("client_credentials").create(),
                "grant_type",
                "client_credentials")
            .accessToken();

    Answer ofClient = change(token, "x", NEW);
    Answer ofNobody =
        postern.send(
            postern
                .request(PATH)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body("x", NEW))));

    assertEquals(403, ofClient.status(), ofClient.body());
    assertEquals("insufficient_scope", ofClient.error());
    assertEquals(401, ofNobody.status(), ofNobody.body());
  }
}

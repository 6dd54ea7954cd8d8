package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Postern.Answer;

/**
 * {@code api/me/profile}; its scope {@code profile} is among the demo data. RFC 6750 §3, RFC 7396.
 */
class ProfileResourceIT extends DeployedWar {

  private static final String PATH = "api/me/profile";

  private final Postern postern = Postern.MANAGED;

  private static Login login(Users users) {
    Users.Registered user =
        users.with("display_name", "Zo\u00EB Example").with("email", "zoe@example.org").create();
    Clients.Registered client =
        Clients.confidential().grants("password").scopes("profile").users(user.username()).create();
    return new Login(Postern.MANAGED, client, user);
  }

  private static String token(Login login) {
    return login.password("scope", "profile").accessToken();
  }

  @Test
  void showsTheProfileOfTheUserWhoseTokenItIs() {
    Login login = login(Users.any());
    String token = token(login);

    Answer answer = postern.get(PATH, token);

    Golden.assertAnswer(
        "users/profile.http",
        answer,
        "sub",
        postern.get("api/me", token).json().getString("sub"),
        "username",
        login.user().username());
  }

  @Test
  void callsTheUserTheSameAtEveryClient() {
    Login login = login(Users.any());
    Clients.Registered other =
        Clients.confidential().grants("password").users(login.user().username()).create();
    String here = postern.get("api/me", token(login)).json().getString("sub");

    String there =
        postern
            .get("api/me", new Login(postern, other, login.user()).password().accessToken())
            .json()
            .getString("sub");

    assertEquals(here, there);
  }

  @Test
  void changesWhatIsGivenAndLeavesTheRest() {
    Login login = login(Users.any());
    String token = token(login);

    Answer changed = postern.patch(PATH, token, "{\"display_name\":\"Z. Example\"}");
    Answer alsoEmail = postern.patch(PATH, token, "{\"email\":\"z@example.org\"}");
    Answer nothing = postern.patch(PATH, token, "{}");
    Answer emptied = postern.patch(PATH, token, "{\"email\":\"\"}");

    assertEquals(200, changed.status());
    assertEquals("Z. Example", changed.json().getString("display_name"));
    assertEquals("zoe@example.org", changed.json().getString("email"));
    assertEquals("z@example.org", alsoEmail.json().getString("email"));
    assertEquals(alsoEmail.body(), nothing.body());
    assertEquals("", emptied.json().getString("email"));
    assertEquals(emptied.body(), postern.get(PATH, token).body());
    assertTrue(login.lives(token), "a changed profile ends no token");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "good                  | {\"display_name\":\"New\"}                    | 200 |",
        "unknown member        | {\"display_name\":\"New\",\"roles\":\"x\"}    | 400 | /roles",
        "the user name         | {\"username\":\"other\"}                      | 400 | /username",
        "no text               | {\"display_name\":1}                          | 400 |"
            + " /display_name",
        "null                  | {\"email\":null}                              | 400 | /email",
        "a control character   | {\"display_name\":\"a\\u0000b\"}              | 422 |"
            + " /display_name",
        "no address            | {\"email\":\"nowhere\"}                       | 422 | /email",
        "one good and one bad  | {\"display_name\":\"New\",\"email\":\"nowhere\"} | 422 | /email",
        "no object             | []                                            | 400 |",
        "no JSON               | {                                             | 400 |",
        "nothing               | ''                                            | 400 |",
      })
  void refusesWhatCannotBeChanged(String name, String patch, int expected, String pointer) {
    Login login = login(Users.any());
    String token = token(login);
    String before = postern.get(PATH, token).body();

    Answer answer = postern.patch(PATH, token, patch);

    assertEquals(expected, answer.status(), () -> name + ": " + answer.body());
    if (expected == 200) {
      assertEquals("New", answer.json().getString("display_name"));
      return;
    }
    assertEquals(
        "application/problem+json;charset=utf-8", answer.header("content-type").orElse(""), name);
    Optional.ofNullable(pointer)
        .ifPresent(
            text ->
                assertEquals(
                    text,
                    answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"),
                    name));
    assertEquals(before, postern.get(PATH, token).body(), name);
  }

  @Test
  void refusesBodyOfOtherMediaType() {
    String token = token(login(Users.any()));

    Answer answer =
        postern.send(
            postern
                .request(PATH)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/plain")
                .method("PATCH", BodyPublishers.ofString("{\"display_name\":\"New\"}")));

    assertEquals(415, answer.status());
  }

  @Test
  void refusesTokenWithoutTheScope() {
    Login login = login(Users.any());
    Clients.Registered other =
        Clients.confidential().grants("password").users(login.user().username()).create();
    String without = new Login(postern, other, login.user()).password().accessToken();

    Golden.assertAnswer("users/profile_insufficient_scope.http", postern.get(PATH, without));
    Golden.assertAnswer(
        "users/profile_insufficient_scope.http",
        postern.patch(PATH, without, "{\"display_name\":\"New\"}"));
  }

  @Test
  void refusesClientsOwnToken() {
    Clients.Registered client = Clients.confidential().grants("client_credentials").create();
    String token = postern.token(client, "grant_type", "client_credentials").accessToken();

    Golden.assertAnswer("users/profile_insufficient_scope.http", postern.get(PATH, token));
  }

  @Test
  void refusesRequestWithoutToken() {
    assertEquals(401, postern.send(postern.request(PATH).GET()).status());
    assertEquals(401, postern.get(PATH, "psa_unknown").status());
  }

  @Test
  void refusesTokenOfUserWhoIsGone() {
    Login login = login(Users.any());
    String token = token(login);

    postern.control("user.delete", "username", login.user().username());

    assertEquals("invalid_token", postern.get(PATH, token).error());
    assertEquals("invalid_token", postern.patch(PATH, token, "{\"email\":\"\"}").error());
  }
}

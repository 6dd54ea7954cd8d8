package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** {@code GET api/me}. */
class MeResourceIT extends DeployedWar {

  private final Postern postern = Postern.MANAGED;

  private String clientToken() {
    return postern
        .token(
            Clients.confidential().grants("client_credentials").create(),
            "grant_type",
            "client_credentials")
        .accessToken();
  }

  private static void assertMe(String file, Answer answer, String... masks) {
    JsonObject me = answer.json();
    int iat = me.getInt("iat");
    int exp = me.getInt("exp");
    assertEquals(3600, exp - iat);
    String[] all = Arrays.copyOf(masks, masks.length + 4);
    all[masks.length] = "iat";
    all[masks.length + 1] = Integer.toString(iat);
    all[masks.length + 2] = "exp";
    all[masks.length + 3] = Integer.toString(exp);
    Golden.assertAnswer(file, answer, all);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, api/, 404, There is nothing at this path",
    "GET, api/nothing, 404, There is nothing at this path",
    "GET, api/me/nothing, 404, There is nothing at this path",
    "DELETE, api/me, 405, The path does not take this method; Allow tells which it takes",
    "PUT, api/client, 405, The path does not take this method; Allow tells which it takes"
  })
  void answersInJsonWhereThereIsNothing(String method, String path, int status, String detail) {
    Answer answer =
        postern.send(postern.request(path).method(method, BodyPublishers.ofString("{}")));

    assertEquals(status, answer.status(), answer.toString());
    assertEquals(
        "application/problem+json;charset=utf-8", answer.header("content-type").orElseThrow());
    assertEquals("{\"status\":" + status + ",\"detail\":\"" + detail + "\"}", answer.body());
    assertEquals(status == 405, answer.header("allow").filter(a -> a.contains("GET")).isPresent());
  }

  @Test
  void showsAClientsOwnToken() {
    String scope = Scopes.forKind("client").create();
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .scopes(scope)
            .defaultScopes(scope)
            .create();
    String token = postern.token(client, "grant_type", "client_credentials").accessToken();

    Answer answer = postern.get("api/me", token);

    assertMe("me/client.http", answer, "client_id", client.clientId(), "scope", scope);
  }

  @Test
  void leavesAnEmptyScopeOut() {
    Registered client = Clients.confidential().grants("client_credentials").create();
    String token = postern.token(client, "grant_type", "client_credentials").accessToken();

    Answer answer = postern.get("api/me", token);

    assertMe("me/client_without_scope.http", answer, "client_id", client.clientId());
  }

  @Test
  void showsAUsersToken() {
    Login login = Login.anyWithScope();
    Answer issued = login.password();

    Answer answer = postern.get("api/me", issued.accessToken());

    assertMe(
        "me/user.http",
        answer,
        "sub",
        answer.json().getString("sub"),
        "client_id",
        login.client().clientId(),
        "username",
        login.user().username(),
        "scope",
        issued.json().getString("scope"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void refusesOtherMethods(String method) {
    String token = clientToken();

    Answer answer =
        postern.send(
            postern
                .request("api/me")
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.noBody()));

    assertEquals(405, answer.status());
    assertEquals(405, answer.json().getInt("status"));
    assertTrue(answer.header("allow").orElseThrow().contains("GET"), answer.toString());
  }

  @Test
  void answersHeadWithoutABody() {
    String token = clientToken();

    Answer answer =
        postern.send(
            postern
                .request("api/me")
                .header("Authorization", "Bearer " + token)
                .method("HEAD", BodyPublishers.noBody()));

    assertEquals(200, answer.status());
    assertEquals("", answer.body());
  }

  @ParameterizedTest(name = "Accept: {0}")
  @ValueSource(strings = {"application/json", "*/*", "text/html", "///", ";;"})
  void neverFailsWhateverIsAccepted(String accept) {
    String token = clientToken();

    Answer answer =
        postern.send(
            postern
                .request("api/me")
                .header("Authorization", "Bearer " + token)
                .header("Accept", accept)
                .GET());

    assertTrue(answer.status() < 500, answer.toString());
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** RFC 8414 §2 and §3. */
class MetadataIT extends DeployedWar {

  private static final String PLACE = ".well-known/oauth-authorization-server";

  private final Postern postern = Postern.MANAGED;

  private static Answer show(Postern server) {
    return server.send(server.request(PLACE).GET());
  }

  /** Requests a path at the root of the host, outside the WAR. */
  private static Answer atRoot(Postern server, String path) {
    return server.send(
        HttpRequest.newBuilder(server.uri("").resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .GET());
  }

  private static List<String> texts(JsonObject json, String name) {
    return json.getJsonArray(name).getValuesAs(JsonString::getString);
  }

  /** §3.2: 200 and application/json; §3.3: the issuer is the configured one. */
  @Test
  void showsExactlyWhatIsThere() {
    Golden.assertAnswer("metadata/metadata.http", show(postern));
  }

  /**
   * §3.1: the well-known part comes before the path of the issuer. That path is outside the WAR, so
   * the provisioned server has a rule for it. With other servers, the proxy needs this rule.
   */
  @Test
  @Tag(Kinds.WILDFLY)
  void isAtThePlaceOfTheIssuersPathToo() {
    Answer answer = atRoot(postern, "/.well-known/oauth-authorization-server/postern");

    Golden.assertAnswer("metadata/metadata.http", answer);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "another issuer's path, /.well-known/oauth-authorization-server/other",
    "an issuer without a path, /.well-known/oauth-authorization-server",
    "a longer path, /.well-known/oauth-authorization-server/postern/other",
    "a path that begins alike, /.well-known/oauth-authorization-server/postern2",
    "inside the WAR the path of an issuer,"
        + " /postern/.well-known/oauth-authorization-server/postern",
    "another document, /postern/.well-known/openid-configuration"
  })
  void isNotFoundAt(String name, String path) {
    assertEquals(404, atRoot(postern, path).status());
  }

  /** §3.2: parameters with zero elements are left out, but for one that §2 requires. */
  @Test
  void hasNoEmptyListButTheResponseTypes() {
    JsonObject json = show(postern).json();

    assertTrue(json.getJsonArray("response_types_supported").isEmpty());
    json.forEach(
        (name, value) ->
            assertFalse(
                !name.equals("response_types_supported")
                    && value.getValueType() == JsonValue.ValueType.ARRAY
                    && value.asJsonArray().isEmpty(),
                name));
  }

  /**
   * Every endpoint that the metadata name exists: it refuses an unauthenticated request with the
   * right error.
   */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"token_endpoint", "introspection_endpoint", "revocation_endpoint"})
  void namesEndpointsThatAnswer(String name) {
    JsonObject json = show(postern).json();
    String path = json.getString(name).substring(json.getString("issuer").length() + 1);

    Answer answer = postern.post(path, Optional.empty(), "token", "x");

    assertEquals("invalid_client", answer.error());
  }

  @Test
  void namesGrantsThatAreTaken() {
    Registered client = Clients.confidential().create();

    for (String grant : texts(show(postern).json(), "grant_types_supported")) {
      // The client may not use the grant, which is a different refusal than that of an unknown
      // grant.
      assertEquals(
          "unauthorized_client", postern.token(client, "grant_type", grant).error(), grant);
    }
    assertEquals(
        "unsupported_grant_type",
        postern.token(client, "grant_type", "authorization_code").error());
  }

  /** The issuer comes from the configuration and never from the request. */
  @Test
  void takesNothingFromTheRequest() {
    URI server = postern.uri("");
    String head =
        "GET /postern/"
            + PLACE
            + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
            + "X-Forwarded-Proto: https\r\nForwarded: host=evil.example;proto=https\r\n"
            + "Connection: close\r\n\r\n";

    Answer answer = RawHttp.exchange(server, head);

    assertEquals(show(postern).body(), answer.body());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  void refusesOtherMethods(String method) {
    Answer answer = postern.send(postern.request(PLACE).method(method, BodyPublishers.noBody()));

    assertEquals(405, answer.status());
    assertEquals(405, answer.json().getInt("status"));
  }

  @Test
  void answersHeadWithoutABody() {
    Answer answer = postern.send(postern.request(PLACE).method("HEAD", BodyPublishers.noBody()));

    assertEquals(200, answer.status());
    assertEquals("", answer.body());
  }

  /** The metadata must not name a method that is switched off. */
  @Test
  void leavesASwitchedOffMethodOut() {
    JsonObject json = show(SettingsServer.get()).json();

    assertEquals(
        List.of("client_secret_basic", "none"),
        texts(json, "token_endpoint_auth_methods_supported"));
    assertEquals(
        List.of("client_secret_basic", "none"),
        texts(json, "revocation_endpoint_auth_methods_supported"));
    assertEquals(
        List.of("client_secret_basic", "Bearer"),
        texts(json, "introspection_endpoint_auth_methods_supported"));
  }

  @Test
  @Tag(Kinds.OWN_SERVER)
  void promisesThePasswordGrantOnlyWhileAnEnabledClientHasIt()
      throws IOException, InterruptedException {
    try (Server process =
        Server.create(
                "it-metadata-server",
                Map.of(
                    "postern.demo", "false",
                    "postern.issuer", "https://login.example.org/postern"))
            .withControls()) {
      process.start("oauth2/token");
      Postern server = new Postern(process.base());
      // The client of the first administrator has the grant, so it has to be disabled first.
      server.control("client.disable", "client_id", "admin-cli");

      Answer without = show(server);
      Registered client = Clients.confidential().grants("password").create(server);
      Answer with = show(server);
      server.control("client.disable", "client_id", client.clientId());
      Answer disabled = show(server);
      server.control("client.enable", "client_id", client.clientId());
      Answer enabled = show(server);

      Golden.assertAnswer("metadata/without_password.http", without);
      assertTrue(texts(with.json(), "grant_types_supported").contains("password"), with.body());
      assertEquals(without.body(), disabled.body());
      assertEquals(with.body(), enabled.body());
    }
  }
}

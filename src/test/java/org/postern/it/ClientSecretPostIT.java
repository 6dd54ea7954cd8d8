package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** RFC 6749 §2.3.1: the credentials in the body. */
class ClientSecretPostIT extends DeployedWar {

  private static final int TRIES = 10;

  private final Postern postern = Postern.MANAGED;

  private static Clients withGrant() {
    return Clients.confidential().grants("client_credentials");
  }

  private Answer token(String... form) {
    return postern.post("oauth2/token", Optional.empty(), form);
  }

  private Answer token(String clientId, String secret) {
    return token(
        "grant_type", "client_credentials", "client_id", clientId, "client_secret", secret);
  }

  private Answer token(Registered client) {
    return token(client.clientId(), client.secret());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "plain     |          | 0123456789abcdefghijklmnop",
        "plus      | +x+y     | 0123+456+789abcdefghij+",
        "percent   | %41%zz   | 0123%41%zz789abcdefghi%",
        "colon     | :x:y     | :0123456789:abcdefghij:",
        "ampersand | &x=y     | &0123=456789;abcdefghij"
      })
  void takesCredentialsInTheBody(String name, String suffix, String secret) {
    Registered client = withGrant().suffix(suffix == null ? "" : suffix).secret(secret).create();

    Answer issued = token(client);
    Answer refused = token(client.clientId(), secret + "x");

    Golden.assertAnswer(
        "token/issued_without_scope.http", issued, "access_token", issued.accessToken());
    Golden.assertAnswer("token/invalid_client.http", refused);
  }

  // The form is decoded once. An escape that is left after that belongs to the secret.
  @Test
  void doesNotDecodeTwice() {
    Registered client = withGrant().secret("0123456789abcdefghijA").create();

    Answer refused = token(client.clientId(), "0123456789abcdefghij%41");
    Answer issued = token(client);

    Golden.assertAnswer("token/invalid_client.http", refused);
    assertEquals(200, issued.status(), issued.body());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "unknown client, nobody, secret",
    "non-ASCII identifier, cl\u00E4nt, secret",
    "non-ASCII secret, client, s\u20ACcret",
    "no identifier, '', secret",
    "identifier only, client, ''",
    "neither, '', ''"
  })
  void refusesOtherCredentials(String name, String clientId, String secret) {
    Answer answer = token(clientId, secret);

    Golden.assertAnswer("token/invalid_client.http", answer);
  }

  @Test
  void refusesASecretForAPublicClient() {
    Registered app = Clients.publicClient().create();

    Answer answer = token(app.clientId(), "secret");

    Golden.assertAnswer("token/invalid_client.http", answer);
  }

  @Test
  void refusesADisabledClientUntilItIsEnabled() {
    Registered client = withGrant().create();

    postern.control("client.disable", "client_id", client.clientId());
    Answer disabled = token(client);
    postern.control("client.enable", "client_id", client.clientId());
    Answer enabled = token(client);

    Golden.assertAnswer("token/invalid_client.http", disabled);
    assertEquals(200, enabled.status(), enabled.body());
  }

  // A switch for each client, and one for the server.

  @Test
  void refusesCredentialsInTheBodyWhereTheyAreSwitchedOff() {
    Registered off = withGrant().with("allow_client_secret_post", false).create();
    Registered on = withGrant().with("allow_client_secret_post", true).create();

    Answer body = token(off);
    Answer header = postern.token(off, "grant_type", "client_credentials");
    Answer bodyOfOther = token(on);

    Golden.assertAnswer("token/invalid_client.http", body);
    assertEquals("client_secret_post_off", AuditRows.of(body).getString("reason"));
    assertEquals(200, header.status(), header.body());
    assertEquals(200, bodyOfOther.status(), bodyOfOther.body());
  }

  @Test
  void refusesCredentialsInTheBodyWhereTheServerSwitchesThemOff() {
    Postern server = SettingsServer.get();
    Registered client = withGrant().create(server);

    Answer body =
        server.post(
            "oauth2/token",
            Optional.empty(),
            "grant_type",
            "client_credentials",
            "client_id",
            client.clientId(),
            "client_secret",
            client.secret());
    Answer header = server.token(client, "grant_type", "client_credentials");

    Golden.assertAnswer("token/invalid_client.http", body);
    assertEquals(200, header.status(), header.body());
  }

  @Test
  void countsItAsASecondMethodEvenWhereItIsSwitchedOff() {
    Registered client = withGrant().with("allow_client_secret_post", false).create();

    Answer both =
        postern.token(client, "grant_type", "client_credentials", "client_secret", client.secret());

    assertEquals(400, both.status());
    assertEquals("invalid_request", both.error());
  }

  @Test
  void slowsDownAfterTenFailures() {
    Registered client = withGrant().create();

    for (int i = 0; i < TRIES; i++) {
      Golden.assertAnswer("token/invalid_client.http", token(client.clientId(), "wrong " + i));
    }
    Answer eleventh = token(client.clientId(), "wrong");
    Answer right = token(client);

    Golden.assertAnswer("token/throttled.http", eleventh);
    assertEquals(200, right.status(), right.body());
  }
}

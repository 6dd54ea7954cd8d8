package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/**
 * RFC 6749 §4.5. A grant is one class, and so is a client authentication method: one of each is
 * deployed beside the classes of the WAR, and everything that names grants or methods knows them.
 */
class ExtensionGrantIT extends DeployedWar {

  private static final String VOUCHER = "urn:postern:testing:voucher";
  private static final String GOOD = "good for one token";

  private final Postern postern = Postern.MANAGED;
  private final Admins admin = Admins.administrator();

  private static Clients withVoucher() {
    return Clients.confidential().grants(VOUCHER).scopes("api.read").defaultScopes("api.read");
  }

  private void whileOn(String property, Runnable work) {
    postern.control("property.set", "name", property, "value", "true");
    try {
      work.run();
    } finally {
      postern.control("property.set", "name", property, "value", "false");
    }
  }

  private List<String> metadata(String member) {
    return postern
        .send(postern.request(".well-known/oauth-authorization-server").GET())
        .json()
        .getJsonArray(member)
        .getValuesAs(JsonString::getString);
  }

  @Test
  void issuesATokenToAClientThatIsRegisteredForIt() {
    Registered client = withVoucher().create();

    Answer issued = postern.token(client, "grant_type", VOUCHER, "voucher", GOOD);

    assertEquals(200, issued.status(), issued.body());
    assertEquals("api.read", issued.json().getString("scope"));
    assertEquals(
        VOUCHER, postern.control("token", "token", issued.accessToken()).getString("grant"));
    Answer seen =
        postern.post(
            "oauth2/introspect", Optional.of(client.basic()), "token", issued.accessToken());
    assertTrue(seen.json().getBoolean("active"), seen.body());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a wrong voucher | voucher=bad | invalid_grant | The credentials or the token are not"
            + " valid",
        "no voucher | voucher= | invalid_request | The parameter voucher is missing",
        "too long | voucher=123456789012345678901 | invalid_request | The parameter voucher is too"
            + " long",
        "repeated | voucher=a&voucher=a | invalid_request | A parameter is repeated"
      })
  void refusesItsParameters(String name, String form, String error, String description) {
    Registered client = withVoucher().create();

    Answer refused =
        postern.post(
            "oauth2/token",
            Optional.of(client.basic()),
            (CharSequence) ("grant_type=" + Postern.encode(VOUCHER) + "&" + form));

    assertEquals(400, refused.status());
    assertEquals(error, refused.error());
    assertEquals(description, refused.json().getString("error_description"));
  }

  @Test
  void takesAParameterAgainThatMayBeRepeated() {
    Registered client = withVoucher().create();

    Answer issued =
        postern.post(
            "oauth2/token",
            Optional.of(client.basic()),
            (CharSequence)
                (Postern.form("grant_type", VOUCHER, "voucher", GOOD)
                    + "&voucher_note=a&voucher_note=b"));

    assertEquals(200, issued.status(), issued.body());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "voucher, Credentials must not be in the query string",
    "voucher_note, 'The parameters must be in the body, not in the query string'",
    "client_word, Credentials must not be in the query string"
  })
  void refusesParametersInTheQuery(String name, String description) {
    Answer refused =
        postern.post(
            "oauth2/token?" + name + "=x", Optional.empty(), "grant_type", "client_credentials");

    assertEquals(400, refused.status());
    assertEquals(description, refused.json().getString("error_description"));
  }

  @Test
  void refusesAClientThatIsNotRegisteredForIt() {
    Registered client = Clients.confidential().grants("client_credentials").create();

    Answer refused = postern.token(client, "grant_type", VOUCHER, "voucher", GOOD);

    assertEquals("unauthorized_client", refused.error());
  }

  @Test
  void theMetadataListTheGrantAndTheMethodWhileTheyAreOffered() {
    assertFalse(metadata("grant_types_supported").contains(VOUCHER));
    assertFalse(metadata("token_endpoint_auth_methods_supported").contains("client_secret_word"));

    whileOn(
        "postern.testing.voucher",
        () -> assertTrue(metadata("grant_types_supported").contains(VOUCHER)));
    whileOn(
        "postern.testing.word",
        () -> {
          for (String endpoint : List.of("token", "introspection", "revocation")) {
            String member = endpoint + "_endpoint_auth_methods_supported";
            assertTrue(metadata(member).contains("client_secret_word"), member);
          }
        });
  }

  @Test
  void clientsAreRegisteredForItByTheAdminApi() {
    String clientId = "voucher-" + System.nanoTime();
    JsonObject wanted =
        Json.createObjectBuilder()
            .add("client_id", clientId)
            .add("grants", Json.createArrayBuilder().add(VOUCHER))
            .build();

    Answer created = admin.post("clients", wanted.toString());

    assertEquals(201, created.status(), created.body());
    assertEquals(wanted.getJsonArray("grants"), created.json().getJsonArray("grants"));
    Answer found = admin.get("clients?grant=" + Postern.encode(VOUCHER) + "&text=" + clientId);
    assertEquals(1, found.json().getJsonArray("items").size(), found.body());
  }

  @Test
  void publicClientsAreRefusedAsTheGrantSays() {
    JsonObject wanted =
        Json.createObjectBuilder()
            .add("client_id", "voucher-" + System.nanoTime())
            .add("type", "public")
            .add("grants", Json.createArrayBuilder().add(VOUCHER))
            .build();

    Answer refused = admin.post("clients", wanted.toString());

    assertEquals(422, refused.status());
    assertTrue(
        refused.body().contains("must not have " + VOUCHER + ", the client is public"),
        refused.body());
  }

  @Test
  void aMethodAuthenticatesWhileItIsSwitchedOn() {
    Registered client = Clients.confidential().grants("client_credentials").create();
    String[] form = {
      "grant_type", "client_credentials", "client_word", client.clientId() + "/" + client.secret()
    };

    Answer off = postern.post("oauth2/token", Optional.empty(), form);
    assertEquals(401, off.status());
    whileOn(
        "postern.testing.word",
        () -> {
          Answer issued = postern.post("oauth2/token", Optional.empty(), form);
          assertEquals(200, issued.status(), issued.body());
          Answer twice = postern.token(client, form);
          assertEquals("invalid_request", twice.error());
          form[3] = client.clientId() + "/wrong";
          Answer wrong = postern.post("oauth2/token", Optional.empty(), form);
          Golden.assertAnswer("token/invalid_client.http", wrong);
        });
  }
}

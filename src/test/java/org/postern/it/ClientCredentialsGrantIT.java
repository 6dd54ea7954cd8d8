package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/** RFC 6749 §4.4. */
class ClientCredentialsGrantIT extends DeployedWar {

  private final Postern postern = Postern.MANAGED;

  @Test
  void issuesNeitherRefreshTokenNorUser() {
    String scope = Scopes.forKind("client").create();
    Clients.Registered client =
        Clients.confidential()
            .grants("client_credentials", "refresh_token")
            .scopes(scope)
            .defaultScopes(scope)
            .create();

    Answer answer = postern.token(client, "grant_type", "client_credentials");

    assertEquals(200, answer.status());
    assertFalse(answer.json().containsKey("refresh_token"));
    JsonObject row = postern.control("token", "token", answer.accessToken());
    assertEquals("", row.getString("user"));
    assertEquals("", row.getString("family"));
    assertEquals(scope, row.getString("scope"));
  }
}

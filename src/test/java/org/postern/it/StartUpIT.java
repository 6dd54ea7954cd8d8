package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.it.Postern.Answer;

/**
 * Tests which faults stop the deployment of the WAR, and what is ready before the first request.
 */
@Tag(Kinds.RESTART)
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class StartUpIT {

  private static final String SECRET = "a-secret-of-the-environment-0123456789";

  private static final String IMPORT =
      """
      {"version": 1,
       "scopes": [{"name": "start.up", "for": "client"}],
       "clients": [{"client_id": "imported", "client_secret": "${env.POSTERN_TEST_SECRET}",
                    "grants": ["client_credentials"], "scopes": ["start.up"],
                    "default_scopes": ["start.up"]}]}
      """;

  private static final String WRONG_IMPORT =
      """
      {"version": 1,
       "clients": [{"client_id": "imported", "client_secret": "${env.POSTERN_TEST_SECRET}",
                    "grants": ["client_credentials"]},
                   {"client_id": "wrong", "scope": ["start.up"],
                    "name": "${env.POSTERN_NO_SUCH_VARIABLE}"}]}
      """;

  @TempDir private Path directory;

  private static Answer token(Postern postern, String clientId, String secret) {
    return postern.post(
        "oauth2/token",
        Optional.of(Postern.basic(clientId, secret)),
        "grant_type=client_credentials");
  }

  @Test
  void stopsTheDeploymentOnABadSetting() throws IOException {
    try (Server server = Server.create("it-bad-setting", Map.of("postern.secret.tries", "0"))) {

      server.startUntilLogged(
          "postern.secret.tries is '0', but must be a whole number from 1 to 1000");

      server.awaitFailedDeployment();
      Answer answer = token(new Postern(server.base()), "testclient", "testpass");
      assertEquals(404, answer.status());
    }
  }

  @Test
  void appliesTheImportOnceAndAllOrNothingOfIt() throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("set-up.json"), WRONG_IMPORT);
    try (Server server =
        Server.create("it-import", Map.of("postern.import", file.toString()))
            .environment("POSTERN_TEST_SECRET", SECRET)) {
      Postern postern = new Postern(server.base());

      server.startUntilLogged("Nothing of " + file + " was applied, because of:");
      server.awaitFailedDeployment();
      String log = Files.readString(server.log());
      assertTrue(log.contains("/clients/1/scope: is not known"), log);
      assertTrue(
          log.contains(
              "/clients/1/name: the environment variable POSTERN_NO_SUCH_VARIABLE is not set"),
          log);
      assertEquals(404, token(postern, "imported", SECRET).status());

      Files.writeString(file, IMPORT);
      server.redeployUntilLogged(file + " was applied");
      server.awaitAnswer("oauth2/token");
      Answer issued = token(postern, "imported", SECRET);
      Golden.assertAnswer(
          "token/issued.http", issued, "access_token", issued.accessToken(), "scope", "start.up");
      Golden.assertAnswer("token/invalid_client.http", token(postern, "testclient", "testpass"));
      assertEquals(200, postern.get("api/me", issued.accessToken()).status());

      server.redeployUntilLogged(file + " is unchanged and was applied before");
      server.awaitAnswer("oauth2/token");
      assertEquals(200, token(postern, "imported", SECRET).status());
      assertEquals(200, postern.get("api/me", issued.accessToken()).status());

      assertFalse(Files.readString(server.log()).contains(SECRET));
    }
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.it.DocumentedCommands.Step;
import org.postern.it.Postern.Answer;

/** An empty database gets an administrator, who has to change the password first. */
@Tag(Kinds.RESTART)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class FirstStartIT {

  private static final String OWN = "a password of my own";

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), () -> pattern + " in " + text);
    return matcher.group(1);
  }

  private static Answer login(Postern postern, String secret, String password) {
    return login(postern, secret, "admin", password);
  }

  private static Answer login(Postern postern, String secret, String username, String password) {
    return postern.post(
        "oauth2/token",
        Optional.of(Postern.basic("admin-cli", secret)),
        "grant_type",
        "password",
        "username",
        username,
        "password",
        password);
  }

  private static Answer change(Postern postern, String token, String oldPassword) {
    return postern.json(
        "PUT",
        "api/me/password",
        token,
        Json.createObjectBuilder()
            .add("old_password", oldPassword)
            .add("new_password", OWN)
            .build()
            .toString());
  }

  @Test
  void printsAOneTimePasswordOnce() throws IOException, InterruptedException {
    try (Server server = Server.create("it-first-start", Map.of("postern.demo", "false"))) {
      server.start("oauth2/token");
      Postern postern = new Postern(server.base());
      String log = Files.readString(server.log());
      String password = found("One-time password: (\\S+) \\(shown this once\\)", log);
      String secret = found("Client secret: (pss_\\S+) \\(shown this once\\)", log);

      Answer first = login(postern, secret, password);
      assertEquals(200, first.status(), first.body());
      assertEquals("postern.password", first.json().getString("scope"));
      assertEquals(403, postern.get("api/me", first.accessToken()).status());
      assertEquals(204, change(postern, first.accessToken(), password).status());
      Answer second = login(postern, secret, OWN);
      assertEquals("postern.admin", second.json().getString("scope"));
      assertEquals("invalid_grant", login(postern, secret, password).error());

      keepsTheLastAdministrator(postern, secret, second.accessToken());

      server.kill();
      server.start("oauth2/token");
      assertEquals(200, login(postern, secret, OWN).status());
      String both = Files.readString(server.log());
      assertEquals(1, both.split("The database was empty\\.", -1).length - 1);
    }
  }

  /** Runs the commands of the page with these values in the place of its own. */
  private static String changeAsDocumented(
      Postern postern, String secret, String oneTime, Path directory)
      throws IOException, InterruptedException {
    Step step = DocumentedCommands.of(Path.of("docs/first-start.md")).get(0);
    String commands =
        step.commands()
            .replaceFirst("SECRET=\\S+", "SECRET=" + secret)
            .replaceFirst("ONE_TIME=\\S+", "ONE_TIME=" + oneTime);
    return DocumentedCommands.run(List.of(new Step(commands, "")), postern, directory).get(0);
  }

  private static void keepsTheLastAdministrator(Postern postern, String secret, String token)
      throws InterruptedException {
    Admins admin = new Admins(postern, Optional.of(token));
    Answer refused = admin.patch("users/admin", "{\"enabled\": false}");

    assertEquals(409, refused.status(), refused.body());
    assertEquals(
        "would leave no administrator who is enabled, not locked, and has a password that does not"
            + " expire; make another user an administrator before",
        refused.json().getString("detail"));
    assertEquals(409, admin.delete("users/admin").status());
    assertEquals(409, admin.patch("users/admin", "{\"roles\": null}").status());
    assertEquals(409, admin.post("users/admin/one-time-password", "{}").status());
    String password = "a password of another one";
    SecretsOfTests.remember(password);
    Answer imported =
        admin.post(
            "import",
            ("{'version': 1, 'users': [{'username': 'other', 'password': '%s',"
                    + " 'roles': ['administrator']}],"
                    + " 'clients': [{'client_id': 'admin-cli', 'users': ['admin', 'other']}]}")
                .formatted(password)
                .replace('\'', '"'));
    assertEquals(200, imported.status(), imported.body());
    Answer login = login(postern, secret, "other", password);
    Admins second = new Admins(postern, Optional.of(login.accessToken()));

    // Both administrators take the role from each other at the same time. Only one of the two
    // requests may succeed.
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Answer>> answers =
          threads.invokeAll(
              List.of(
                  () -> admin.patch("users/other", "{\"roles\": []}"),
                  () -> second.patch("users/admin", "{\"roles\": []}")));
      List<Integer> statuses = answers.stream().map(FirstStartIT::status).sorted().toList();
      assertEquals(200, statuses.get(0), statuses::toString);
      assertNotEquals(200, statuses.get(1), statuses::toString);
    } finally {
      threads.shutdown();
    }
    Admins left = admin.get("users").status() == 200 ? admin : second;
    assertEquals(200, left.patch("users/admin", "{\"roles\": [\"administrator\"]}").status());
  }

  private static int status(Future<Answer> answer) {
    try {
      return answer.get().status();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void takesThePasswordAndTheSecretFromTheEnvironment(@TempDir Path directory)
      throws IOException, InterruptedException {
    String password = "Harbour0fMyEnvironment";
    String secret = "Secr3tOfMyEnvironment-0123456789";
    try (Server server =
        Server.create("it-first-start", Map.of("postern.demo", "false"))
            .environment("POSTERN_ADMIN_PASSWORD", password)
            .environment("POSTERN_ADMIN_SECRET", secret)) {
      server.start("oauth2/token");
      Postern postern = new Postern(server.base());

      Answer first = login(postern, secret, password);
      String printed = changeAsDocumented(postern, secret, password, directory);

      assertEquals("postern.password", first.json().getString("scope"));
      assertTrue(printed.contains("\"username\":\"admin\""), printed);
      String log = Files.readString(server.log());
      assertTrue(log.contains("One-time password: as in postern.admin-password\n"), log);
      assertTrue(log.contains("Client secret: as in postern.admin-secret\n"), log);
      assertFalse(log.contains(password) || log.contains(secret));
    }
  }
}

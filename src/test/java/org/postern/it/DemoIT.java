package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.DocumentedCommands.Step;
import org.postern.it.Postern.Answer;

/** The demo data, and the lines for a shell that the log and the documents show with it. */
class DemoIT extends DeployedWar {

  private static final String GRANT = "grant_type=client_credentials";

  private final Postern postern = Postern.MANAGED;

  /** Sends the same request as {@code curl -u testclient:testpass}. */
  private static Answer tokenByHeader(Postern postern) {
    return postern.post(
        "oauth2/token", Optional.of(Postern.rawBasic("testclient", "testpass")), GRANT);
  }

  @Test
  void issuesATokenForCredentialsInTheHeader() {
    Answer answer = tokenByHeader(postern);

    Golden.assertAnswer(
        "token/issued.http",
        answer,
        "access_token",
        answer.accessToken(),
        "scope",
        answer.json().getString("scope"));
    assertEquals("api.read", answer.json().getString("scope"));
  }

  @Test
  void issuesATokenForCredentialsInTheBody() {
    Answer answer =
        postern.post(
            "oauth2/token",
            Optional.empty(),
            GRANT + "&client_id=testclient&client_secret=testpass");

    assertEquals(200, answer.status(), answer.body());
    assertEquals("api.read", answer.json().getString("scope"));
  }

  @Test
  void acceptsTheTokenAtAProtectedResource() {
    Answer answer = postern.get("api/me", tokenByHeader(postern).accessToken());

    assertEquals(200, answer.status(), answer.body());
    assertEquals("client:testclient", answer.json().getString("sub"));
  }

  /** The headers are those of WildFly. */
  @ParameterizedTest
  @Tag(Kinds.WILDFLY)
  @ValueSource(strings = {"README.md", "docs/quick-start.md", "docs/administration.md"})
  void printsWhatTheDocumentsSay(String page, @TempDir Path directory)
      throws IOException, InterruptedException {
    List<Step> steps = DocumentedCommands.of(Path.of(page));

    List<String> printed = DocumentedCommands.run(steps, postern, directory);

    assertFalse(steps.isEmpty());
    for (int i = 0; i < steps.size(); i++) {
      String commands = steps.get(i).commands();
      assertEquals(
          DocumentedCommands.comparable(steps.get(i).printed()),
          DocumentedCommands.comparable(printed.get(i)),
          () -> page + ":\n" + commands);
    }
  }

  @Test
  void printsLinesForAShell() {
    String lines = Golden.read("demo/curl.txt");

    assertTrue(ManagedServer.log().contains(lines), () -> "Not in the log:\n" + lines);
  }

  @Test
  void printsTheAddressOfTheConsole() {
    assertTrue(
        ManagedServer.log()
            .contains(
                "The console, for admin with adminpass-demo:"
                    + " http://localhost:8080/postern/console/"));
  }

  @Test
  void makesNoAdministratorBesideTheDemoData() {
    assertFalse(ManagedServer.log().contains("The database was empty."));
  }

  @Test
  void hasNoDemoDataUnlessItIsAskedFor() {
    Answer without = tokenByHeader(SettingsServer.get());
    Answer with = tokenByHeader(postern);

    Golden.assertAnswer("token/invalid_client.http", without);
    assertEquals(200, with.status(), with.body());
  }
}

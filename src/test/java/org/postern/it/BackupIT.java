package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.it.Postern.Answer;

/** Backup and restore as {@code docs/backup.md} has them, on each database by its own means. */
@Tag(Kinds.RESTART)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class BackupIT {

  private static final Path AFTER_RESTORE = Path.of("docs/after-restore.sql");

  @TempDir private Path directory;

  @Test
  void restoresClientsAndUsersAndNoToken() throws Exception {
    assumeTrue(
        !TestDatabase.isPostgresql() || isInstalled("pg_dump"), "the client programs are missing");
    try (Server server = server("it-backup");
        Server restored = server("it-restored")) {
      server.start("oauth2/token");
      Login login =
          Login.with(
              new Postern(server.base()),
              Clients.confidential().grants("password", "refresh_token"));
      Answer first = login.password();
      assertTrue(login.lives(first.accessToken()));
      // H2 locks the file while the server runs.
      if (!TestDatabase.isPostgresql()) {
        server.stop();
      }
      Path backup = backup(server.database());
      server.stop();

      restore(backup, restored.database());
      assertEquals(
          1,
          restored
              .database()
              .count("select count(*) from token_family where head_digest is not null"));
      restored.database().run(AFTER_RESTORE);
      restored.start("oauth2/token");

      Login later = new Login(new Postern(restored.base()), login.client(), login.user());
      Answer described = Tokens.introspect(later.postern(), later.client(), first.accessToken());
      assertEquals(Tokens.INACTIVE, described.body());
      assertEquals(401, later.postern().get("api/me", first.accessToken()).status());
      Golden.assertAnswer("users/invalid_grant.http", later.refresh(first.refreshToken()));
      Answer again = later.password();
      assertEquals(200, again.status(), again.body());
      assertEquals(200, later.refresh(again.refreshToken()).status());
      restored.stop();
      assertEquals(
          1,
          restored
              .database()
              .count("select count(*) from audit_event where kind = 'database.restored'"));
    }
  }

  private static Server server(String name) throws IOException {
    return Server.create(
            name,
            Map.of(
                "postern.demo", "false",
                "postern.argon2.memory-kib", "64",
                "postern.argon2.iterations", "1"))
        .withControls();
  }

  private Path backup(TestDatabase database) throws Exception {
    Path file = directory.resolve("postern.backup");
    if (TestDatabase.isPostgresql()) {
      run("pg_dump", "--format=custom", "--file=" + file, database);
    } else {
      execute(database, "script to '" + file + "'");
    }
    return file;
  }

  private static void restore(Path file, TestDatabase database) throws Exception {
    if (TestDatabase.isPostgresql()) {
      run("pg_restore", "--no-owner", file.toString(), database);
    } else {
      execute(database, "runscript from '" + file + "'");
    }
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void run(String program, String option, String file, TestDatabase database)
      throws Exception {
    List<String> command =
        List.of(
            program,
            option,
            "--username=" + TestDatabase.user(),
            "--dbname=" + database.url().substring("jdbc:".length()),
            file);
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), program);
    assertEquals(0, process.exitValue(), program);
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}

package org.postern.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the rules of docs/decisions/0005 for migrations that must not disturb running nodes. */
class MigrationsOnPostgresqlTest {

  private static final Path SCRIPTS = Path.of("src/main/resources/db/migration");
  private static final List<String> LARGE_TABLES =
      List.of("access_token", "refresh_token", "token_family", "audit_event");

  /** Scripts that are older than the rule. */
  private static final Set<String> OLDER =
      Set.of(
          "V1__clients_users_scopes_and_access_tokens.sql",
          "V2__token_families_and_throttling.sql",
          "V3__purge_lease.sql",
          "V4__lists_of_clients_and_tokens.sql",
          "V6_1__audit_indexes.sql",
          "V7_1__cheap_keys.sql");

  @Test
  void makesAnIndexConcurrently() throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start()) {
      Database database = SetupDatabases.of(server.getPostgresDatabase());
      Migrations migrations = new Migrations(database);

      // If the migration is wrong, it waits for ever.
      assertTimeoutPreemptively(
          Duration.ofMinutes(5),
          () -> migrations.migrate(List.of("classpath:migrations/concurrently")));

      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement();
          ResultSet index =
              statement.executeQuery(
                  "select indisvalid from pg_index where indexrelid = 'made_later'::regclass")) {
        assertTrue(index.next());
        assertTrue(index.getBoolean(1));
      }
    }
  }

  @Test
  void noScriptLocksALargeTableForLong() throws IOException {
    try (Stream<Path> files = Files.walk(SCRIPTS)) {
      List<String> locking =
          files
              .filter(file -> file.toString().endsWith(".sql") && !isForH2(file))
              .filter(file -> !OLDER.contains(file.getFileName().toString()))
              .flatMap(MigrationsOnPostgresqlTest::statements)
              .filter(MigrationsOnPostgresqlTest::locksALargeTable)
              .toList();

      assertEquals(List.of(), locking);
    }
  }

  private static boolean isForH2(Path file) {
    return file.getParent().endsWith("h2");
  }

  private static Stream<String> statements(Path file) {
    try {
      return Stream.of(Files.readString(file).replaceAll("--.*", "").split(";", -1))
          .map(statement -> statement.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean locksALargeTable(String statement) {
    boolean builds = statement.matches("create (unique )?index (?!concurrently).*");
    boolean rewrites = statement.matches("alter table .* (type|set not null|add constraint) .*");
    return (builds || rewrites)
        && LARGE_TABLES.stream().anyMatch(table -> statement.matches(".*\\b" + table + "\\b.*"));
  }
}

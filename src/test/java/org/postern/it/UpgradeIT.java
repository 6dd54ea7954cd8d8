package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/**
 * This version on the database of an earlier one: a dump that the application of schema version 3
 * filled ({@code upgrade/v3}, the values in it in {@code values-*.json}), whose tokens live for ten
 * years. docs/decisions/0005-migrations.md has the rules for migrations.
 */
@Tag(Kinds.RESTART)
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class UpgradeIT {

  private static final Path DUMPS = Path.of("src/test/resources/upgrade/v3");

  private static final Registered SHOP =
      new Registered("shop", "Shop-Secret_0123456789abcdefghijklmnop");
  private static final Registered ORDERS =
      new Registered("orders", "Orders-Secret_0123456789abcdefghijklm");

  private final JsonObject values = values();

  private static String product() {
    return System.getProperty("it.database");
  }

  private static JsonObject values() {
    try (InputStream in = Files.newInputStream(DUMPS.resolve("values-" + product() + ".json"));
        var reader = Json.createReader(in)) {
      return reader.readObject();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Server server(String name) throws IOException {
    return Server.create(
        name, Map.of("postern.argon2.memory-kib", "64", "postern.argon2.iterations", "1"));
  }

  private static void restore(TestDatabase database) throws IOException, SQLException {
    database.run(DUMPS.resolve(product() + ".sql"));
  }

  private int me(Postern postern, String name) {
    return postern.get("api/me", values.getString(name)).status();
  }

  private Answer refresh(Postern postern, String name) {
    return postern.token(
        SHOP, "grant_type", "refresh_token", "refresh_token", values.getString(name));
  }

  private static Answer password(Postern postern, String username) {
    return postern.token(
        SHOP,
        "grant_type",
        "password",
        "username",
        username,
        "password",
        "Passw0rd-of-" + username);
  }

  @Test
  void keepsWhatWasIssuedAndWhatWasEnded() throws Exception {
    try (Server server = server("it-upgrade")) {
      restore(server.database());
      long audited = server.database().count("select count(*) from audit_event");
      server.start("oauth2/token");
      Postern postern = new Postern(server.base());

      for (String live : List.of("client_token", "alice_access", "rotated_access", "dave_access")) {
        assertEquals(200, me(postern, live), live);
        assertTrue(Tokens.isActive(postern, ORDERS, values.getString(live)), live);
      }
      for (String ended :
          List.of(
              "revoked_token",
              "closed_token",
              "revoked_refresh_access",
              "bob_access",
              "carol_access")) {
        assertEquals(401, me(postern, ended), ended);
      }
      for (String ended : List.of("revoked_refresh", "bob_refresh", "carol_refresh")) {
        Golden.assertAnswer("users/invalid_grant.http", refresh(postern, ended));
      }

      Answer first = refresh(postern, "alice_refresh");
      assertEquals(200, first.status(), first.body());
      assertEquals(200, postern.get("api/me", first.accessToken()).status());
      Answer next = refresh(postern, "rotated_refresh");
      assertEquals(200, next.status(), next.body());
      assertEquals("invalid_grant", refresh(postern, "dave_used_refresh").error());
      assertEquals("invalid_grant", refresh(postern, "dave_refresh").error());
      assertEquals(401, me(postern, "dave_access"));

      assertEquals(200, password(postern, "alice").status());
      assertEquals(200, password(postern, "carol").status());
      assertEquals("invalid_grant", password(postern, "bob").error());
      assertEquals(
          401,
          postern
              .token(new Registered("shop", "wrong"), "grant_type", "client_credentials")
              .status());
      assertEquals(
          "invalid_client",
          postern
              .post(
                  "oauth2/token",
                  Optional.of(Postern.basic("closed", "Closed-Secret_0123456789abcdefghijklm")),
                  "grant_type=client_credentials")
              .error());
      assertEquals(200, Tokens.revoke(postern, SHOP, values.getString("client_token")).status());
      assertEquals(401, me(postern, "client_token"));

      server.stop();
      assertTrue(server.database().count("select count(*) from audit_event") > audited);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "it.database", matches = "postgresql")
  void migratesOnceWhenSeveralNodesStartTogether() throws Exception {
    try (Server one = server("it-upgrade-one");
        Server other = server("it-upgrade-other").on(one.database())) {
      restore(one.database());

      List<Future<Void>> starts = List.of(start(one), start(other));
      starts.forEach(Parallel::result);

      assertEquals(200, me(new Postern(one.base()), "alice_access"));
      assertEquals(200, me(new Postern(other.base()), "alice_access"));
      assertEquals(
          0,
          one.database()
              .count(
                  "select count(*) from (select version from flyway_schema_history"
                      + " group by version having count(*) > 1) twice"));
    }
  }

  private static Future<Void> start(Server server) {
    return Parallel.start(
        () -> {
          server.start("oauth2/token");
          return null;
        });
  }

  /**
   * The nodes of the earlier version go on working during the migration, and all their statements
   * work after it.
   */
  @Test
  @EnabledIfSystemProperty(named = "it.database", matches = "postgresql")
  void letsTheEarlierVersionGoOn() throws Exception {
    try (Server server = server("it-upgrade-rolling")) {
      TestDatabase database = server.database();
      restore(database);
      AtomicBoolean migrated = new AtomicBoolean();
      AtomicLong written = new AtomicLong();

      Future<Void> earlier =
          Parallel.start(
              () -> {
                issueAsTheEarlierVersion(database, migrated, written);
                return null;
              });
      server.start("oauth2/token");
      migrated.set(true);
      Parallel.result(earlier);

      assertTrue(written.get() > 0);
      assertEquals(
          written.get(),
          database.count("select count(*) from access_token where digest like 'earlier%'"));
      assertTrue(
          database.count("select count(*) from flyway_schema_history where version = '4'") == 1);
      prepareStatementsOfTheEarlierVersion(database);
      assertEquals(200, me(new Postern(server.base()), "alice_access"));
    }
  }

  private static void issueAsTheEarlierVersion(
      TestDatabase database, AtomicBoolean migrated, AtomicLong written) throws SQLException {
    try (Connection connection = database.connect();
        Statement limit = connection.createStatement();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into access_token (assignment_epoch, client_epoch, client_id, expires,"
                    + " family_id, grant_type, issued, scope, user_epoch, user_id, digest)"
                    + " values (0, 0, 1, 9e15, null, 'client_credentials', 1, '', 0, null, ?)")) {
      // A statement may wait no longer than the pool lets a request wait.
      limit.execute("set statement_timeout = '10s'");
      while (!migrated.get()) {
        insert.setString(1, "earlier" + written.get());
        insert.executeUpdate();
        written.incrementAndGet();
      }
    }
  }

  private static void prepareStatementsOfTheEarlierVersion(TestDatabase database)
      throws IOException, SQLException {
    List<String> statements = Files.readAllLines(DUMPS.resolve("statements.sql"));
    assertTrue(statements.size() > 20);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < statements.size(); i++) {
        statement.execute("prepare earlier" + i + " as " + statements.get(i));
      }
    }
    assertEquals(
        0,
        database.count(
            "select count(*) from information_schema.columns where table_schema = 'public'"
                + " and is_nullable = 'NO' and column_default is null"
                + " and table_name || '.' || column_name in ('"
                + String.join("', '", addedColumns(database))
                + "')"),
        "a column was added that the earlier version does not fill");
  }

  /** The columns that the tables of the dump did not have. */
  private static List<String> addedColumns(TestDatabase database) throws IOException, SQLException {
    String dump = Files.readString(DUMPS.resolve("postgresql.sql"));
    List<String> added = new java.util.ArrayList<>();
    added.add("");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        var columns =
            statement.executeQuery(
                "select table_name, column_name from information_schema.columns"
                    + " where table_schema = 'public'")) {
      while (columns.next()) {
        String table = "CREATE TABLE public." + columns.getString(1) + " (";
        int begin = dump.indexOf(table);
        if (begin >= 0
            && !dump.substring(begin, dump.indexOf(";", begin))
                .contains("\n    " + columns.getString(2) + " ")) {
          added.add(columns.getString(1) + "." + columns.getString(2));
        }
      }
    }
    return added;
  }
}

package org.postern.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A database for servers of the tests, on H2 or, with {@code -Ppostgresql}, on PostgreSQL: one that
 * is started here for all of them, or the one that {@code it.postgresql.url} leads to, whose role
 * ({@code POSTERN_DB_USER}, {@code POSTERN_DB_PASSWORD}) may create databases.
 *
 * @param arguments for the command line of a server that uses it
 * @param url for JDBC; on H2 it works only while no server uses the database
 */
record TestDatabase(List<String> arguments, String url) {

  TestDatabase {
    arguments = List.copyOf(arguments);
  }

  /** Tells whether the tests run on PostgreSQL. */
  static boolean isPostgresql() {
    return System.getProperty("it.database").equals("postgresql");
  }

  /**
   * An empty database.
   *
   * @param name on PostgreSQL; hyphens become underscores
   * @param directory on H2; whatever it holds stays there
   */
  static TestDatabase empty(String name, Path directory) {
    if (!isPostgresql()) {
      return new TestDatabase(
          List.of("-Dpostern.data=" + directory),
          "jdbc:h2:file:" + directory.resolve("postern") + ";WRITE_DELAY=0");
    }
    String database = name.replace('-', '_').toLowerCase(Locale.ROOT);
    try (Connection connection = DriverManager.getConnection(Shared.URL, user(), password());
        Statement statement = connection.createStatement()) {
      // "with (force)" is not used, because it would also end an autovacuum worker, which needs a
      // superuser. Without it, PostgreSQL itself ends the worker.
      statement.execute(
          "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '"
              + database
              + "' and usename = current_user");
      statement.execute("drop database if exists " + database);
      statement.execute("create database " + database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return postgresql(Shared.URL.replaceFirst("/[^/?]*(\\?|$)", "/" + database + "$1"), user());
  }

  /** The database of this URL, whatever it holds. */
  static TestDatabase postgresql(String url, String user) {
    return new TestDatabase(List.of("-Dpostern.db.url=" + url, "-Dpostern.db.user=" + user), url);
  }

  /** The same for the environment of a server. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (String argument : arguments) {
      String[] pair = argument.substring("-D".length()).split("=", 2);
      environment.put(Server.variable(pair[0]), pair[1]);
    }
    return environment;
  }

  /** A connection to it. */
  Connection connect() throws SQLException {
    String password = isPostgresql() ? password() : System.getProperty("it.h2.password", "");
    return DriverManager.getConnection(url, user(), password);
  }

  /** Runs a file of SQL. */
  void run(Path file) throws IOException, SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      if (isPostgresql()) {
        statement.execute(Files.readString(file));
      } else {
        statement.execute("runscript from '" + file.toAbsolutePath() + "'");
      }
    }
  }

  /** How many rows a query counts. */
  long count(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  static String user() {
    return Optional.ofNullable(System.getenv("POSTERN_DB_USER")).orElse(PostgresqlServer.USER);
  }

  private static String password() {
    return Optional.ofNullable(System.getenv("POSTERN_DB_PASSWORD")).orElse("");
  }

  /** The server of all tests, started when the first of them asks. */
  private static final class Shared {
    static final String URL =
        Optional.ofNullable(System.getProperty("it.postgresql.url"))
            .filter(given -> !given.isBlank())
            .orElseGet(Shared::start);

    private static String start() {
      try {
        // The library stops it with this JVM.
        return new PostgresqlServer("it-postgresql", Map.of()).url("postgres");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postern.it.Postern.Answer;

/**
 * Tests how many statements each operation sends to the database, so that nobody adds one unseen.
 * PostgreSQL itself logs what it receives. {@code BEGIN} travels with the first statement and is
 * not counted.
 */
@Tag(Kinds.WILDFLY) // The test expects the statements that Hibernate makes.
@EnabledIfSystemProperty(named = "it.database", matches = "postgresql")
@Tag(Kinds.OWN_SERVER)
class RoundTripsIT {

  /**
   * How often an operation is repeated. Statements that are sent less often belong to what the
   * server does in the background. Of equal refusals 20 a minute get a line of the trail.
   */
  private static final int TIMES = 50;

  private static final Pattern STATEMENT =
      Pattern.compile("^postern\\|LOG:  execute [^:]+: (.*)$", Pattern.MULTILINE);

  @Test
  void sendsFewStatementsForEachOperation() throws Exception {
    try (PostgresqlServer database =
            new PostgresqlServer(
                "it-round-trips-postgresql",
                Map.of(
                    "log_statement", "all",
                    "logging_collector", "on",
                    "log_directory", "log",
                    "log_filename", "statements.log",
                    "log_line_prefix", "%a\\|",
                    "lc_messages", "C"));
        WildflyServer server =
            new WildflyServer(
                "it-round-trips",
                Map.of(
                    "postern.demo", "false",
                    "postern.argon2.memory-kib", "64",
                    "postern.argon2.iterations", "1"))) {
      server
          .withControls()
          .on(TestDatabase.postgresql(database.url(PostgresqlServer.USER), PostgresqlServer.USER));
      server.start("oauth2/token");
      Counter counter = new Counter(database, database.data().resolve("log/statements.log"));
      Login login =
          Login.with(
              new Postern(server.base()),
              Clients.confidential()
                  .grants("client_credentials", "password", "refresh_token")
                  .scopes("client.self", "introspect"));

      assertEquals(expected(), measure(counter, login));
    }
  }

  private static Map<String, Integer> expected() {
    return new TreeMap<>(
        Map.of(
            "client credentials", 2,
            "introspection of a new token", 1,
            "introspection of a token in use", 0,
            "protected resource", 0,
            "refresh", 5,
            "refresh with a forged token", 0,
            "introspection of a forged refresh token", 1,
            "revocation of an access token", 4));
  }

  private static Map<String, Integer> measure(Counter counter, Login login) {
    Postern postern = login.postern();
    Answer user = login.password();
    assertEquals(200, user.status(), user.body());
    List<String> tokens = new ArrayList<>();
    List<String> refresh = new ArrayList<>(List.of(user.refreshToken()));
    String token = user.refreshToken();
    String forged = token.substring(0, 99) + (token.endsWith("A") ? 'B' : 'A');
    String access = ownToken(login).accessToken();

    Map<String, Integer> counts = new TreeMap<>();
    counts.put("client credentials", counter.count(i -> ownToken(login), tokens));
    counts.put(
        "introspection of a new token",
        counter.count(i -> Tokens.introspect(postern, login.client(), tokens.get(i))));
    counts.put(
        "introspection of a token in use",
        counter.count(i -> Tokens.introspect(postern, login.client(), access)));
    counts.put(
        "introspection of a forged refresh token",
        counter.count(i -> Tokens.introspect(postern, login.client(), forged)));
    counts.put("protected resource", counter.count(i -> postern.get("api/client", access)));
    counts.put(
        "refresh",
        counter.count(
            i -> {
              Answer answer = login.refresh(refresh.get(i));
              refresh.add(answer.refreshToken());
              return answer;
            }));
    counts.put("refresh with a forged token", counter.count(400, i -> login.refresh(forged)));
    counts.put(
        "revocation of an access token",
        counter.count(i -> Tokens.revoke(postern, login.client(), tokens.get(i))));
    return counts;
  }

  private static Answer ownToken(Login login) {
    return login
        .postern()
        .token(
            login.client(), "grant_type", "client_credentials", "scope", "client.self introspect");
  }

  /** Counts statements in the log of the database. */
  private record Counter(PostgresqlServer database, Path log) {

    int count(IntFunction<Answer> operation) {
      return count(200, operation);
    }

    int count(IntFunction<Answer> operation, List<String> accessTokens) {
      return count(
          i -> {
            Answer answer = operation.apply(i);
            accessTokens.add(answer.accessToken());
            return answer;
          });
    }

    /** Repeats the operation, and returns how many statements each one sends. */
    int count(int status, IntFunction<Answer> operation) {
      int begin = end();
      for (int i = 0; i < TIMES; i++) {
        Answer answer = operation.apply(i);
        assertEquals(status, answer.status(), answer.body());
      }
      int end = end();
      String sent = text().substring(begin, end);
      Map<String, Integer> times = new TreeMap<>();
      Matcher matcher = STATEMENT.matcher(sent);
      while (matcher.find()) {
        times.merge(matcher.group(1), 1, Integer::sum);
      }
      times.remove("BEGIN");
      return times.values().stream().mapToInt(count -> count / TIMES).sum();
    }

    // PostgreSQL logs a statement before it answers, so all statements before a mark are there when
    // the mark is.
    private int end() {
      String mark = "mark " + UUID.randomUUID();
      try (Connection connection = database.connect(PostgresqlServer.USER);
          Statement statement = connection.createStatement()) {
        statement.execute("select '" + mark + "'");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      Await.until("the mark in the log", Duration.ofSeconds(30), () -> text().contains(mark));
      return text().indexOf(mark);
    }

    private String text() {
      try {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

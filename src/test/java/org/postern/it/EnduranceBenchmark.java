package org.postern.it;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postern.benchmark.Measurement;
import org.postern.benchmark.Report;
import org.postern.benchmark.Target;

/**
 * Measures the server with full tables, while users log in and while millions of expired rows are
 * purged, and its memory after an hour of that:
 *
 * <pre>mvn verify -Pbenchmark,postgresql -Dit.test=EnduranceBenchmark</pre>
 */
@EnabledIfSystemProperty(named = "it.database", matches = "postgresql")
class EnduranceBenchmark {

  private static final int CONNECTIONS = 16;
  private static final Duration WARM_UP =
      Duration.parse(System.getProperty("benchmark.warmup", "PT60S"));
  private static final Duration EACH = Duration.ofSeconds(20);
  private static final Duration WHOLE =
      Duration.parse(System.getProperty("benchmark.whole", "PT1H"));

  private static final int[] TOKENS = {200_000, 10_000_000};
  private static final int EXPIRED = Integer.getInteger("benchmark.expired", 5_000_000);
  private static final int LOGINS = 8;

  private final Measurement measurement = new Measurement(EACH, EACH.multipliedBy(2), CONNECTIONS);

  @Test
  void withFullTables() throws Exception {
    try (MeasuredServer server = new MeasuredServer("full-tables");
        Connection connection = server.database().connect()) {
      Duration toFirstToken = server.start();
      long begin = System.nanoTime();
      Target target = server.target();
      new Measurement(EACH, WARM_UP, CONNECTIONS).of(target);

      execute(connection, "truncate access_token, refresh_token, token_family");
      report(target, "no tokens", toFirstToken, measurement.of(target));
      FullTables.clients(connection);
      int filled = 0;
      for (int tokens : TOKENS) {
        FullTables.tokens(connection, filled + 1, tokens);
        FullTables.analyze(connection);
        filled = tokens;
        report(target, tokens + " tokens", toFirstToken, measurement.of(target));
      }
      while (System.nanoTime() - begin < WHOLE.toNanos()) {
        measurement.of(target);
        System.out.printf(
            "%d MB resident after %d s%n",
            Measurement.residentMegabytes(target),
            Duration.ofNanos(System.nanoTime() - begin).toSeconds());
      }
    }
  }

  @Test
  void duringLogins() throws Exception {
    beside("logins", this::floodOfLogins);
  }

  @Test
  void duringPurge() throws Exception {
    beside("purge", this::purge);
  }

  private interface Scene {
    List<Measurement.Row> play(Connection connection, Target target) throws Exception;
  }

  private static void beside(String name, Scene scene) throws Exception {
    try (MeasuredServer server = new MeasuredServer("endurance-" + name);
        Connection connection = server.database().connect()) {
      Duration toFirstToken = server.start();
      Target target = server.target();
      FullTables.clients(connection);
      FullTables.tokens(connection, 1, TOKENS[0]);
      FullTables.settle(connection);
      new Measurement(EACH, WARM_UP, CONNECTIONS).of(target);
      report(target, name, toFirstToken, scene.play(connection, target));
    }
  }

  // Users with alice's password, assigned to her client.
  private List<Measurement.Row> floodOfLogins(Connection connection, Target target)
      throws Exception {
    List<Measurement.Row> rows = new ArrayList<>();
    execute(
        connection,
        "update app_user set password_hash ="
            + " (select password_hash from app_user where username = 'alice') where id between "
            + -LOGINS
            + " and -1");
    execute(
        connection,
        "insert into client_user (client_id, user_id, assigned, epoch, version)"
            + " select c.id, -i, true, 0, 0 from client c, generate_series(1, "
            + LOGINS
            + ") i where c.client_id = 'testclient'");
    List<String> forms =
        IntStream.rangeClosed(1, LOGINS)
            .mapToObj(i -> "grant_type=password&username=filled" + i + "&password=alicepass-demo")
            .toList();
    for (double pace : new double[] {Double.POSITIVE_INFINITY, 300}) {
      String name = Double.isInfinite(pace) ? "client credentials" : "the same at 300 a second";
      rows.add(measurement.clientCredentials(name, target, pace));
      rows.add(measurement.duringLogins(name + ", flood of logins", target, pace, forms));
      rows.add(measurement.clientCredentials(name + ", after it", target, pace));
    }
    return rows;
  }

  private List<Measurement.Row> purge(Connection connection, Target target) throws Exception {
    List<Measurement.Row> rows = new ArrayList<>();
    double half =
        measurement.clientCredentials("half", target, Double.POSITIVE_INFINITY).perSecond() / 2;
    rows.add(measurement.clientCredentials("half load, nothing to purge", target, half));
    FullTables.expired(connection, TOKENS[0] + 1, TOKENS[0] + EXPIRED);
    FullTables.settle(connection);
    // The purge runs once a minute, so it may not have run during the first part.
    long left = EXPIRED;
    for (int round = 1; left > 0; round++) {
      Measurement.Row row =
          measurement.clientCredentials("half load, purge, part " + round, target, half);
      rows.add(row);
      left = left(connection);
      System.out.printf("%d expired rows are left, p99 %.1f ms%n", left, row.p99Millis());
    }
    rows.add(measurement.clientCredentials("half load, nothing to purge", target, half));
    return rows;
  }

  private static long left(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "select count(*) from access_token where expires < 1000000000000")) {
      result.next();
      return result.getLong(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void report(
      Target target, String name, Duration toFirstToken, List<Measurement.Row> rows)
      throws Exception {
    Report report =
        new Report(
            target.name() + ", " + name,
            CONNECTIONS + " connections, each operation " + EACH,
            Optional.of(toFirstToken),
            Measurement.residentMegabytes(target),
            rows);
    report.write(Path.of(System.getProperty("benchmark.reports", "target/benchmark")));
    System.out.println(report.table());
  }
}

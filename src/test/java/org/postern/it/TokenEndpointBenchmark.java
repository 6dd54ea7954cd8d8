package org.postern.it;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postern.benchmark.Measurement;
import org.postern.benchmark.NoOpApplication;
import org.postern.benchmark.NoOpResource;
import org.postern.benchmark.Report;
import org.postern.benchmark.Target;

/**
 * Measures the token endpoint and its neighbours: {@code mvn verify -Pbenchmark,postgresql}. What
 * the figures mean and which settings there are is in docs/performance.md. A benchmark and not a
 * test: it fails only when an answer is wrong.
 */
class TokenEndpointBenchmark {

  private static final String CLIENT = "testclient:testpass";
  private static final String INTROSPECTOR = "testservice:testservice-demo";

  @Test
  @DisabledIfSystemProperty(named = "benchmark.url", matches = ".+")
  void measuresPostern() throws Exception {
    try (ServerProcess server =
        new ServerProcess("benchmark-server", Map.of("postern.demo", "true"))) {
      if (TestDatabase.isPostgresql()) {
        measure("PostgreSQL", server, OptionalLong.of(postmaster(server.database())));
      } else {
        measure("H2", server, OptionalLong.empty());
      }
    }
  }

  // Of the database's processes all others are children of this one.
  private static long postmaster(TestDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet backend = statement.executeQuery("select pg_backend_pid()")) {
      backend.next();
      return ProcessHandle.of(backend.getLong(1))
          .flatMap(ProcessHandle::parent)
          .orElseThrow()
          .pid();
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "benchmark.url", matches = ".+")
  void measuresAnotherServer() throws Exception {
    report(Target.fromSystemProperties(), Optional.empty());
  }

  private static void measure(String name, ServerProcess server, OptionalLong databasePid)
      throws Exception {
    // The tests' servers log at DEBUG.
    server.environment("POSTERN_LOG_LEVEL", "INFO");
    server.environment(
        "RUN_CONF", Path.of("standalone-config", "standalone.conf").toAbsolutePath().toString());
    server.withDeployment(
        ShrinkWrap.create(WebArchive.class, "noop.war")
            .addClasses(NoOpApplication.class, NoOpResource.class)
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
            // The same modules as Postern's: the floor is what nobody could do without.
            .addAsWebInfResource(
                new File("src/main/webapp/WEB-INF/jboss-deployment-structure.xml")));
    long start = System.nanoTime();
    server.start("oauth2/token");
    URI base = server.base();
    Target target =
        new Target(
            name,
            base.resolve("oauth2/token"),
            Optional.of(base.resolve("oauth2/introspect")),
            Optional.of(base.resolve("oauth2/revoke")),
            Optional.of(base.resolve("api/me")),
            Optional.of(base.resolve("/noop/noop")),
            CLIENT,
            INTROSPECTOR,
            Optional.of("grant_type=password&username=alice&password=alicepass-demo"),
            "",
            OptionalLong.of(server.pid()),
            databasePid);
    Measurement.requireToken(target);
    report(target, Optional.of(Duration.ofNanos(System.nanoTime() - start)));
  }

  private static void report(Target target, Optional<Duration> toFirstToken)
      throws IOException, InterruptedException {
    int connections = Integer.getInteger("benchmark.connections", 16);
    Duration duration = Duration.parse(System.getProperty("benchmark.duration", "PT10S"));
    Duration warmUp = Duration.parse(System.getProperty("benchmark.warmup", "PT60S"));
    List<Measurement.Row> rows = new Measurement(duration, warmUp, connections).of(target);
    Report report =
        new Report(
            target.name(),
            String.format(
                "%d connections, each operation %s after a warm-up of at most %s, JDK %s, %d cores",
                connections,
                duration,
                warmUp,
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors()),
            toFirstToken,
            Measurement.residentMegabytes(target),
            rows);
    report.write(Path.of(System.getProperty("benchmark.reports", "target/benchmark")));
    System.out.println(report.table());
  }
}

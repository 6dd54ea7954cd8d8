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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.postern.benchmark.Measurement;
import org.postern.benchmark.NoOpApplication;
import org.postern.benchmark.NoOpResource;
import org.postern.benchmark.Target;

/** The provisioned server with production settings and the demo data, for the benchmarks. */
final class MeasuredServer implements AutoCloseable {

  private static final String CLIENT = "testclient:testpass";
  private static final String INTROSPECTOR = "testservice:testservice-demo";

  private final WildflyServer server;

  /**
   * Prepares a server with the default settings and the demo data.
   *
   * @param name of its directory below {@code target}; emptied first
   */
  MeasuredServer(String name) throws IOException {
    server = new WildflyServer(name, Map.of("postern.demo", "true"));
    // The tests' servers log at DEBUG.
    server.environment("POSTERN_LOG_LEVEL", "INFO");
    server.environment(
        "RUN_CONF", Path.of("standalone-config", "standalone.conf").toAbsolutePath().toString());
    server.withDeployment(
        ShrinkWrap.create(WebArchive.class, "noop.war")
            .addClasses(NoOpApplication.class, NoOpResource.class)
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
            // The WAR uses the same modules as Postern, because its cost is meant as the lower
            // bound for any application.
            .addAsWebInfResource(
                new File("src/main/webapp/WEB-INF/jboss-deployment-structure.xml")));
  }

  /** Starts the server and returns the time until the first token. */
  Duration start() throws Exception {
    long start = System.nanoTime();
    server.start("oauth2/token");
    Measurement.requireToken(target());
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /**
   * Makes the server write its loaded classes to a file when it stops, or read them from that file.
   */
  void keepClassesIn(Path archive) {
    server.environment("POSTERN_CLASS_ARCHIVE", archive.toString());
  }

  TestDatabase database() {
    return server.database();
  }

  /** The target for measurements, once the server is started. */
  Target target() throws SQLException {
    URI base = server.base();
    return new Target(
        TestDatabase.isPostgresql() ? "PostgreSQL" : "H2",
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
        TestDatabase.isPostgresql()
            ? OptionalLong.of(postmaster(server.database()))
            : OptionalLong.empty());
  }

  // The main process of the database. All its other processes are children of this one.
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

  /** Stops it; it can be started again. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}

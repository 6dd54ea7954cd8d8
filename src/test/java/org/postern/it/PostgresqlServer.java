package org.postern.it;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server for one test, with durable commits, that can be stopped as by a crash and
 * started again. Its role {@code postern} needs no password and may create databases; it owns the
 * empty one of its name.
 */
final class PostgresqlServer implements AutoCloseable {

  /** The role that owns the databases. */
  static final String USER = "postern";

  private static final Duration START_UP = Duration.ofMinutes(5);

  private final Path data;
  private final int port = freePort();
  private final Map<String, String> settings;
  private EmbeddedPostgres running;

  /**
   * Makes an empty server and starts it.
   *
   * @param name of its directory below {@code target}; emptied first
   * @param settings of postgresql.conf, beside those of every test
   */
  PostgresqlServer(String name, Map<String, String> settings) throws IOException {
    this.data = Path.of(System.getProperty("it.war")).resolveSibling(name);
    this.settings = Map.copyOf(settings);
    WildflyServer.deleteRecursively(data);
    start();
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role " + USER + " login createdb");
      statement.execute("create database " + USER + " owner " + USER);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts it on the data that it left, on the port that it had. */
  void start() throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setPGStartupWait(START_UP)
            // The library's own defaults would lose commits.
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("fsync", "on");
    settings.forEach(builder::setServerConfig);
    running = builder.start();
  }

  /** Stops the server at once, with all connections, as after a crash. */
  void stopImmediately() throws IOException {
    signal("QUIT");
    Await.until("the end of PostgreSQL", START_UP, () -> processId().isEmpty());
    // Releases the lock on the directory; the processes have ended already.
    running.close();
  }

  /** Suspends the server: connections stay open, but nothing is answered. */
  void stall() throws IOException {
    for (ProcessHandle process : processes()) {
      signal("STOP", process.pid());
    }
  }

  /** Ends {@link #stall}. */
  void resume() throws IOException {
    for (ProcessHandle process : processes()) {
      signal("CONT", process.pid());
    }
  }

  private java.util.List<ProcessHandle> processes() {
    ProcessHandle postmaster = ProcessHandle.of(processId().orElseThrow()).orElseThrow();
    java.util.List<ProcessHandle> all = new java.util.ArrayList<>();
    all.add(postmaster);
    postmaster.children().forEach(all::add);
    return all;
  }

  private void signal(String signal) throws IOException {
    signal(signal, processId().orElseThrow());
  }

  private static void signal(String signal, long process) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process))
          .start()
          .waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The id of the main process, as long as it runs. */
  private Optional<Long> processId() {
    try {
      return Files.readAllLines(data.resolve("postmaster.pid")).stream()
          .findFirst()
          .map(Long::valueOf)
          .filter(pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The directory of its data. */
  Path data() {
    return data;
  }

  /** The URL of a database. */
  String url(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database;
  }

  /** A connection of the superuser. */
  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), "postgres", "");
  }

  @Override
  public void close() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

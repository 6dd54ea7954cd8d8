package org.postern.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An Open Liberty with the {@code server.xml} that {@code standalone-config} has for it. Settings
 * reach it by its environment.
 */
final class LibertyServer extends Server {

  private static final Path HOME = Path.of(System.getProperty("it.server.home"));
  private static final Duration DEPLOYMENT = Duration.ofMinutes(5);

  private final Path work;
  private final Path directory;
  private Process launcher;
  // The position in the log at which the last deployment began.
  private long deployment;

  LibertyServer(String name, Map<String, String> settings, int httpPort) throws IOException {
    super(httpPort);
    this.work = HOME.resolveSibling(name);
    this.directory = work.resolve("usr/servers/postern");
    deleteRecursively(work);
    on(TestDatabase.empty(name, work.resolve("data")));
    settings.forEach((key, value) -> environment(variable(key), value));
    environment("WLP_USER_DIR", work.resolve("usr").toString());
    environment("DEFAULT_HTTP_PORT", Integer.toString(httpPort));
    environment("JVM_ARGS", "-Xmx512m");

    copy(Path.of("standalone-config/liberty/server.xml"), directory.resolve("server.xml"));
    // The whole log goes to one file.
    Files.writeString(
        Files.createDirectories(directory.resolve("configDropins/overrides"))
            .resolve("logging.xml"),
        "<server><logging traceSpecification=\"*=info:org.postern.*=fine\""
            + " traceFileName=\"stdout\"/></server>");
    copy(Path.of(System.getProperty("it.h2.jar")), directory.resolve("lib/h2.jar"));
    copy(Path.of(System.getProperty("it.war")), war());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path war() {
    return directory.resolve("apps/postern.war");
  }

  @Override
  LibertyServer withControls() throws IOException {
    copy(DeployedWar.file(), war());
    return this;
  }

  @Override
  Path log() {
    return work.resolve("console.log");
  }

  @Override
  void launch() throws IOException {
    environment.putAll(database().environment());
    deployment = logged();
    launcher = start(List.of(HOME.resolve("bin/server").toString(), "run", "postern"), log());
  }

  private long logged() throws IOException {
    return Files.exists(log()) ? Files.size(log()) : 0;
  }

  // The server notices that the file has changed.
  @Override
  void redeploy() throws IOException {
    deployment = logged();
    Files.setLastModifiedTime(war(), FileTime.from(Instant.now()));
  }

  @Override
  void deploy(String name, Path archive) throws IOException {
    long before = logged();
    copy(archive, dropin(name));
    Await.until(
        name + " is deployed, see " + log(),
        DEPLOYMENT,
        () ->
            hasFailed(name, before) || logFrom(before).contains("CWWKZ0001I: Application " + name));
    if (hasFailed(name, before)) {
      throw new IllegalStateException(logFrom(before));
    }
  }

  @Override
  void undeploy(String name) throws IOException {
    long before = logged();
    Files.delete(dropin(name));
    Await.until(
        name + " is gone, see " + log(),
        DEPLOYMENT,
        () -> logFrom(before).contains("CWWKZ0009I: The application " + name));
  }

  private Path dropin(String name) {
    return directory.resolve("dropins").resolve(name + ".war");
  }

  @Override
  boolean hasFailedToDeploy() {
    return hasFailed("postern", deployment);
  }

  private boolean hasFailed(String name, long since) {
    String log = logFrom(since);
    return log.contains("CWWKZ0002E: An exception occurred while starting the application " + name)
        || log.contains("CWWKZ0012I: The application " + name + " was not started");
  }

  @Override
  List<ProcessHandle> processes() {
    return alive(launcher);
  }
}

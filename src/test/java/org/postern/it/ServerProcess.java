package org.postern.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/**
 * A WildFly of a test's own, as a process that can be killed: the provisioned server with a base
 * directory, ports and a database beside the one that Arquillian manages. The WAR is put before the
 * deployment scanner, so it is there again after every start.
 */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_UP = Duration.ofMinutes(5);

  private final Path work;
  private final int httpPort;
  private final Map<String, String> settings;
  private final Map<String, String> environment = new HashMap<>();
  private TestDatabase database;
  private Process launcher;

  /**
   * Prepares a server, without starting it.
   *
   * @param name of its directory below {@code target}; emptied first
   * @param settings system properties for the server, {@code postern.*}
   */
  ServerProcess(String name, Map<String, String> settings) throws IOException {
    Path home = Path.of(System.getProperty("it.server.home"));
    this.work = home.resolveSibling(name);
    this.httpPort = freePort();
    this.settings = Map.copyOf(settings);

    deleteRecursively(work);
    this.database = TestDatabase.empty(name, work.resolve("data"));
    Path pristine = home.resolve("standalone/configuration");
    Path configuration = Files.createDirectories(work.resolve("base/configuration"));
    try (var files = Files.list(pristine)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, configuration.resolve(file.getFileName()));
      }
    }
    Path war = Path.of(System.getProperty("it.war"));
    Path deployments = Files.createDirectories(work.resolve("base/deployments"));
    Files.copy(war, deployments.resolve("postern.war"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deploys the test-only controls too, as at the server that Arquillian manages. */
  ServerProcess withControls() throws IOException {
    Files.copy(
        DeployedWar.file(),
        work.resolve("base/deployments/postern.war"),
        StandardCopyOption.REPLACE_EXISTING);
    return this;
  }

  URI base() {
    return URI.create("http://localhost:" + httpPort + "/postern/");
  }

  Path log() {
    return work.resolve("base/log/server.log");
  }

  /** Sets a variable of the server's environment, before it is started. */
  ServerProcess environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The database that it uses. */
  TestDatabase database() {
    return database;
  }

  /** Has the server use this database, rather than an empty one of its own. */
  ServerProcess on(TestDatabase other) {
    database = other;
    return this;
  }

  /** Edits the server's configuration, before it is started. */
  ServerProcess configure(UnaryOperator<String> edit) throws IOException {
    Path file = work.resolve("base/configuration/standalone.xml");
    Files.writeString(file, edit.apply(Files.readString(file)));
    return this;
  }

  /** Puts a module beside the server's own, before it is started. */
  ServerProcess withModule(String name, JavaArchive content, String... dependencies)
      throws IOException {
    Path modules = work.resolve("modules");
    Path main = Files.createDirectories(modules.resolve(name.replace('.', '/')).resolve("main"));
    content.as(ZipExporter.class).exportTo(main.resolve("content.jar").toFile());
    StringBuilder xml = new StringBuilder();
    xml.append("<module name=\"" + name + "\" xmlns=\"urn:jboss:module:1.9\"><resources>");
    xml.append("<resource-root path=\"content.jar\"/></resources><dependencies>");
    for (String dependency : dependencies) {
      xml.append("<module name=\"" + dependency + "\"/>");
    }
    Files.writeString(main.resolve("module.xml"), xml.append("</dependencies></module>"));
    String own = System.getProperty("it.server.home") + "/modules";
    return environment("JBOSS_MODULEPATH", own + File.pathSeparator + modules);
  }

  /** Starts the server and returns when the WAR answers, with whatever status, on {@code path}. */
  void start(String path) throws IOException, InterruptedException {
    launch();
    awaitAnswer(path);
  }

  /** Starts the server and returns when its log has this text. */
  void startUntilLogged(String text) throws IOException {
    launch();
    awaitLog(text);
  }

  /** Has the running server deploy the WAR again, and returns when the log has this text anew. */
  void redeployUntilLogged(String text) throws IOException {
    long before = Files.size(log());
    Files.createFile(work.resolve("base/deployments/postern.war.dodeploy"));
    Await.until("in " + log() + ": " + text, START_UP, () -> logFrom(before).contains(text));
  }

  /** Returns when the server has given up to deploy the WAR. */
  void awaitFailedDeployment() {
    Path failed = work.resolve("base/deployments/postern.war.failed");
    Await.until("file " + failed, START_UP, () -> Files.exists(failed));
  }

  /** Returns when the WAR answers, with whatever status, on {@code path}. */
  void awaitAnswer(String path) throws InterruptedException {
    awaitAnswer(base().resolve(path));
  }

  /** Returns when the log has this text. */
  private void awaitLog(String text) {
    Await.until("in " + log() + ": " + text, START_UP, () -> logFrom(0).contains(text));
  }

  private String logFrom(long position) {
    if (!Files.exists(log())) {
      return "";
    }
    try {
      byte[] bytes = Files.readAllBytes(log());
      return new String(
          bytes, (int) position, bytes.length - (int) position, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("it.server.home") + "/bin/standalone.sh");
    command.add("-Djboss.server.base.dir=" + work.resolve("base"));
    command.add("-Djboss.http.port=" + httpPort);
    command.add("-Djboss.https.port=" + freePort());
    command.add("-Djboss.management.http.port=" + freePort());
    command.addAll(database.arguments());
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    launcher =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(work.resolve("console.log").toFile()))
            .start();
  }

  /** Ends the server as a power cut would (SIGKILL) and returns when no process of it is left. */
  void kill() {
    end(true);
  }

  /** Stops the server in order; it can be started again. */
  void stop() {
    end(false);
  }

  @Override
  public void close() {
    stop();
  }

  private void end(boolean forcibly) {
    if (launcher == null) {
      return;
    }
    // The script starts the server as its child: killing the script alone would leave that running.
    List<ProcessHandle> processes = new ArrayList<>(launcher.descendants().toList());
    processes.add(launcher.toHandle());
    for (ProcessHandle process : processes) {
      if (forcibly) {
        process.destroyForcibly();
      } else {
        process.destroy();
      }
    }
    for (ProcessHandle process : processes) {
      awaitEnd(process);
    }
    launcher = null;
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitAnswer(URI uri) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    long end = System.nanoTime() + START_UP.toNanos();
    while (System.nanoTime() < end) {
      if (!launcher.isAlive()) {
        throw new IllegalStateException("The server ended; see " + work.resolve("console.log"));
      }
      try {
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        // 404 comes from the server as long as the WAR is not there yet, 503 while Postern starts.
        if (status != 404 && status != 503) {
          return;
        }
      } catch (IOException e) {
        // Nobody listens yet.
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    throw new IllegalStateException("No answer from " + uri + "; see " + log());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void deleteRecursively(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> found;
    try (var paths = Files.walk(root)) {
      found = new ArrayList<>(paths.toList());
    }
    // The longest first: a directory after what is in it.
    found.sort((one, other) -> other.getNameCount() - one.getNameCount());
    for (Path path : found) {
      Files.deleteIfExists(path);
    }
  }
}

package org.postern.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * A server of a test's own that runs the WAR, as a process that can be killed: of the make that
 * {@code it.server} names, with a configuration, ports and a database of its own. The WAR is there
 * again after every start.
 */
abstract class Server implements AutoCloseable {

  private static final Duration START_UP = Duration.ofMinutes(5);

  final int httpPort;
  final Map<String, String> environment = new HashMap<>();
  private TestDatabase database;

  Server(int httpPort) {
    this.httpPort = httpPort;
  }

  /**
   * Prepares a server, without starting it.
   *
   * @param name of its directory below {@code target}; emptied first
   * @param settings for Postern, {@code postern.*}
   */
  static Server create(String name, Map<String, String> settings) throws IOException {
    return create(name, settings, freePort());
  }

  /** The same at a given port. */
  static Server create(String name, Map<String, String> settings, int httpPort) throws IOException {
    String make = System.getProperty("it.server", "wildfly");
    return switch (make) {
      case "wildfly" -> new WildflyServer(name, settings, httpPort);
      case "payara", "glassfish" -> new DomainServer(name, settings, httpPort);
      case "liberty" -> new LibertyServer(name, settings, httpPort);
      default -> throw new IllegalArgumentException("it.server is " + make);
    };
  }

  /** Deploys the test-only controls too, as at the server that Arquillian manages. */
  abstract Server withControls() throws IOException;

  /** Sets a variable of the server's environment, before it is started. */
  Server environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The database that it uses. */
  TestDatabase database() {
    return database;
  }

  /** Makes the server use this database instead of an empty one. */
  Server on(TestDatabase other) {
    database = other;
    return this;
  }

  abstract Path log();

  /** Starts the server; it may return before the start is complete. */
  abstract void launch() throws IOException;

  /** Makes the running server deploy the WAR again; it may return before that is complete. */
  abstract void redeploy() throws IOException;

  /**
   * Makes the running server deploy another archive, with its name as the context root. Only the
   * servers that {@link ServerContainer} runs need this method.
   *
   * @throws IllegalStateException with the message of the server, if it refuses the archive
   */
  void deploy(String name, Path archive) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Undoes {@link #deploy}. */
  void undeploy(String name) throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Whether the deployment of the WAR has failed. */
  abstract boolean hasFailedToDeploy();

  /** The running processes of the server and of the script that started it. */
  abstract List<ProcessHandle> processes();

  URI base() {
    return URI.create("http://localhost:" + httpPort + "/postern/");
  }

  /** Starts the server and returns when the WAR answers, with whatever status, on {@code path}. */
  void start(String path) throws IOException, InterruptedException {
    launch();
    awaitAnswer(path);
  }

  /** Starts the server and returns when its log has this text. */
  void startUntilLogged(String text) throws IOException {
    launch();
    awaitLog(text, 0);
  }

  /**
   * Makes the running server deploy the WAR again, and returns when the log has this text again.
   */
  void redeployUntilLogged(String text) throws IOException {
    long before = Files.size(log());
    redeploy();
    awaitLog(text, before);
  }

  /** Waits until the deployment of the WAR has failed and the server listens without it. */
  void awaitFailedDeployment() {
    Await.until(
        "a failed deployment, see " + log(),
        START_UP,
        () -> hasFailedToDeploy() && listens(httpPort));
  }

  /** Tells whether anybody listens at this port of this machine. */
  static boolean listens(int port) {
    try (Socket socket = new Socket("localhost", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns when the WAR answers, with whatever status, on {@code path}. */
  void awaitAnswer(String path) throws InterruptedException {
    awaitAnswer(base().resolve(path));
  }

  private void awaitLog(String text, long position) {
    Await.until("in " + log() + ": " + text, START_UP, () -> logFrom(position).contains(text));
  }

  /** The log without its first {@code position} bytes. */
  final String logFrom(long position) {
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
    List<ProcessHandle> processes = processes();
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
      if (processes().isEmpty() || hasFailedToDeploy()) {
        throw new IllegalStateException("It ended or did not deploy; see " + log());
      }
      try {
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        // The server answers 404 as long as the WAR is not deployed, and 503 while Postern starts.
        if (status != 404 && status != 503) {
          return;
        }
      } catch (IOException e) {
        // The server does not listen yet.
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    throw new IllegalStateException("No answer from " + uri + "; see " + log());
  }

  /**
   * Starts a command on the JDK of this build, in the environment of this server.
   *
   * @param output the file to which the output of the command is appended
   */
  final Process start(List<String> command, Path output) throws IOException {
    return start(command, environment, output);
  }

  /** The same in another environment. */
  static Process start(List<String> command, Map<String, String> environment, Path output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
        .start();
  }

  /** The running processes of a script and of the server that it has started as its child. */
  static List<ProcessHandle> alive(Process launcher) {
    if (launcher == null) {
      return List.of();
    }
    // Killing the script alone would leave the server running.
    List<ProcessHandle> processes = new ArrayList<>(launcher.descendants().toList());
    processes.add(launcher.toHandle());
    processes.removeIf(process -> !process.isAlive());
    return processes;
  }

  /** The name of the environment variable that MicroProfile Config reads for a setting. */
  static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** A port at which nobody listens. */
  static int freePort() {
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
    // The longest paths come first, so that a directory is deleted after its content.
    found.sort((one, other) -> other.getNameCount() - one.getNameCount());
    for (Path path : found) {
      Files.deleteIfExists(path);
    }
  }
}

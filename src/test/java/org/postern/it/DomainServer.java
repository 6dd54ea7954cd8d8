package org.postern.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A domain of Payara or GlassFish, made and driven by {@code asadmin}, with the commands that
 * {@code standalone-config} has for it. Settings reach it by its environment.
 */
final class DomainServer extends Server {

  private static final String DOMAIN = "postern";
  private static final Path HOME = Path.of(System.getProperty("it.server.home"));
  private static final String MAKE = System.getProperty("it.server", "");
  private static final boolean GLASSFISH = MAKE.equals("glassfish");
  private static final Path COMMANDS = Path.of("standalone-config", MAKE).toAbsolutePath();

  private static final List<String> PORTS =
      List.of(
          "http.ssl.port",
          "jms.port",
          "orb.listener.port",
          "orb.ssl.port",
          "orb.mutualauth.port",
          "domain.jmxPort",
          "osgi.shell.telnet.port",
          "java.debugger.port");

  private static final Pattern QUOTED_PORT = Pattern.compile("\"(\\d{4,5})\"");

  /** A configured domain that is stopped. All other domains are copies of it. */
  private static DomainServer template;

  private final Path work;
  private final Path domain;
  private final List<Integer> ports = new ArrayList<>();
  private Path war = Path.of(System.getProperty("it.war"));
  private boolean failedToDeploy;
  private boolean deployed;

  DomainServer(String name, Map<String, String> settings, int httpPort) throws IOException {
    this(name, httpPort);
    settings.forEach((key, value) -> environment(variable(key), value));
    on(TestDatabase.empty(name, work.resolve("data")));
    copyTemplate();
  }

  private DomainServer(String name, int httpPort) throws IOException {
    super(httpPort);
    this.work = HOME.resolveSibling(name);
    this.domain = work.resolve("domains").resolve(DOMAIN);
    // All ports are chosen anew, because the domains of several tests run at the same time.
    ports.add(httpPort);
    while (ports.size() < PORTS.size() + 2) {
      int port = freePort();
      if (!ports.contains(port)) {
        ports.add(port);
      }
    }
    // A server that an interrupted run left behind would occupy the port and the files.
    kill();
    deleteRecursively(work);
    Files.createDirectories(domain.getParent());
  }

  private int adminPort() {
    return ports.get(1);
  }

  private void copyTemplate() throws IOException {
    DomainServer from = template();
    List<Path> files;
    try (var paths = Files.walk(from.domain)) {
      files = paths.toList();
    }
    for (Path file : files) {
      Files.copy(file, domain.resolve(from.domain.relativize(file)));
    }
    Path xml = domain.resolve("config/domain.xml");
    // All ports are replaced in one pass, because a new port may be equal to an old port of the
    // template.
    String configuration =
        QUOTED_PORT
            .matcher(Files.readString(xml))
            .replaceAll(
                match -> {
                  int i = from.ports.indexOf(Integer.parseInt(match.group(1)));
                  return i < 0 ? match.group() : "\"" + ports.get(i) + "\"";
                });
    Files.writeString(xml, configuration);
  }

  private static synchronized DomainServer template() throws IOException {
    if (template == null) {
      DomainServer made = new DomainServer("it-domain-template", freePort());
      String database = TestDatabase.isPostgresql() ? "postgresql" : "h2";
      List<String> commands = new ArrayList<>();
      if (GLASSFISH) {
        require(made.asadmin(List.of(made.createDomain())));
        // Payara brings its own.
        Files.copy(Path.of(System.getProperty("it.h2.jar")), made.domain.resolve("lib/h2.jar"));
      } else {
        commands.add(made.createDomain());
      }
      commands.add(made.startDomain());
      commands.addAll(
          Files.readAllLines(COMMANDS.resolve("configure-datasource-" + database + ".asadmin")));
      commands.addAll(Files.readAllLines(COMMANDS.resolve("configure-http.asadmin")));
      // LogSecrecyIT reads all that is logged, in one file.
      commands.add("set-log-levels org.postern=FINE");
      if (GLASSFISH) {
        commands.add(
            "set-log-attributes org.glassfish.main.jul.handler.GlassFishLogHandler"
                + ".rotation.limit.megabytes=1000");
      } else {
        commands.add(
            "set-log-attributes com.sun.enterprise.server.logging.GFFileHandler"
                + ".rotationLimitInBytes=1000000000");
        // Otherwise the domains of several tests would form a cluster.
        commands.add("set-hazelcast-configuration --enabled=false");
      }
      commands.add("stop-domain --domaindir " + made.domain.getParent() + " " + DOMAIN);
      require(made.asadmin(commands));
      for (String left : List.of("logs", "osgi-cache", "generated")) {
        deleteRecursively(made.domain.resolve(left));
      }
      template = made;
    }
    return template;
  }

  @Override
  DomainServer withControls() {
    war = DeployedWar.file();
    return this;
  }

  @Override
  Path log() {
    return domain.resolve("logs/server.log");
  }

  @Override
  void launch() throws IOException {
    require(asadmin(List.of(startDomain())));
    // Once the WAR is deployed, the server has it after every start.
    if (!deployed) {
      redeploy();
    }
  }

  private String createDomain() {
    List<String> properties = new ArrayList<>();
    for (int i = 0; i < PORTS.size(); i++) {
      properties.add(PORTS.get(i) + "=" + ports.get(i + 2));
    }
    return "create-domain --nopassword=true --adminport "
        + adminPort()
        + " --instanceport "
        + httpPort
        + " --domainproperties "
        + String.join(":", properties)
        + " --domaindir "
        + domain.getParent()
        + " "
        + DOMAIN;
  }

  private String startDomain() {
    return "start-domain --domaindir " + domain.getParent() + " " + DOMAIN;
  }

  @Override
  void redeploy() throws IOException {
    deployed = asadmin(List.of(deployCommand("postern", war))).status() == 0;
    failedToDeploy = !deployed;
  }

  @Override
  void deploy(String name, Path archive) throws IOException {
    require(asadmin(List.of(deployCommand(name, archive))));
  }

  @Override
  void undeploy(String name) throws IOException {
    require(asadmin(List.of("undeploy " + name)));
  }

  private static String deployCommand(String name, Path archive) {
    return "deploy --force=true --name " + name + " --contextroot " + name + " " + archive;
  }

  @Override
  boolean hasFailedToDeploy() {
    return failedToDeploy;
  }

  @Override
  List<ProcessHandle> processes() {
    try {
      Path pid = domain.resolve("config/pid");
      if (!Files.exists(pid)) {
        return List.of();
      }
      // The process id may belong to another process by now.
      return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).stream()
          .filter(process -> process.info().commandLine().orElse("").contains(domain.toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Outcome(int status, String output) {}

  private static void require(Outcome outcome) {
    if (outcome.status() != 0) {
      throw new IllegalStateException(outcome.output());
    }
  }

  /**
   * Runs administration commands. The client is called directly and not by {@code bin/asadmin}, so
   * that it runs on the JDK of this build and writes its login cache below {@code target}.
   */
  private Outcome asadmin(List<String> commands) throws IOException {
    Path file = Files.write(work.resolve("commands.asadmin"), commands);
    Path output = work.resolve("asadmin.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.home=" + work,
            "-jar",
            HOME.resolve("glassfish/lib/client/appserver-cli.jar").toString(),
            "--port",
            Integer.toString(adminPort()),
            "multimode",
            "--file",
            file.toString());
    builder.environment().put("AS_JAVA", System.getProperty("java.home"));
    if (database() != null) {
      builder.environment().putAll(database().environment());
      if (GLASSFISH) {
        // The configuration of GlassFish can refer to system properties, but not to environment
        // variables.
        builder
            .environment()
            .merge(
                "JAVA_TOOL_OPTIONS",
                String.join(" ", database().arguments()),
                (ours, more) -> ours + " " + more);
      }
    }
    builder.environment().putAll(environment);
    // The output goes to a file, because the started domain inherits the stream and would keep a
    // pipe open.
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("asadmin did not end: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Outcome(process.exitValue(), Files.readString(output));
  }
}

package org.postern.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A WildFly server: the provisioned server with its own base directory. The deployment scanner
 * deploys the WAR.
 */
final class WildflyServer extends Server {

  private final Path work;
  private final Map<String, String> settings;
  private Process launcher;

  /**
   * Prepares a server, without starting it.
   *
   * @param name of its directory below {@code target}; emptied first
   * @param settings system properties for the server, {@code postern.*}
   */
  WildflyServer(String name, Map<String, String> settings) throws IOException {
    this(name, settings, freePort());
  }

  WildflyServer(String name, Map<String, String> settings, int httpPort) throws IOException {
    super(httpPort);
    Path home = Path.of(System.getProperty("it.server.home"));
    this.work = home.resolveSibling(name);
    this.settings = Map.copyOf(settings);

    deleteRecursively(work);
    super.on(TestDatabase.empty(name, work.resolve("data")));
    Path pristine = home.resolve("standalone/configuration");
    Path configuration = Files.createDirectories(work.resolve("base/configuration"));
    try (var files = Files.list(pristine)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, configuration.resolve(file.getFileName()));
      }
    }
    Files.createDirectories(work.resolve("base/deployments"));
    withWar(Path.of(System.getProperty("it.war")));
  }

  @Override
  WildflyServer withControls() throws IOException {
    return withWar(DeployedWar.file());
  }

  /** Deploys this WAR instead of the one that was built. */
  WildflyServer withWar(Path war) throws IOException {
    Files.copy(
        war, work.resolve("base/deployments/postern.war"), StandardCopyOption.REPLACE_EXISTING);
    return this;
  }

  /** Deploys another archive beside the WAR. */
  WildflyServer withDeployment(WebArchive archive) {
    Path file = work.resolve("base/deployments").resolve(archive.getName());
    archive.as(ZipExporter.class).exportTo(file.toFile(), true);
    return this;
  }

  /** The process id of the JVM, which is a child of the script that started it. */
  long pid() {
    return processes().stream()
        .filter(process -> process.info().command().filter(c -> c.endsWith("java")).isPresent())
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow();
  }

  @Override
  Path log() {
    return work.resolve("base/log/server.log");
  }

  @Override
  WildflyServer environment(String name, String value) {
    super.environment(name, value);
    return this;
  }

  @Override
  WildflyServer on(TestDatabase other) {
    super.on(other);
    return this;
  }

  /** Edits the server's configuration, before it is started. */
  WildflyServer configure(UnaryOperator<String> edit) throws IOException {
    Path file = work.resolve("base/configuration/standalone.xml");
    Files.writeString(file, edit.apply(Files.readString(file)));
    return this;
  }

  /** Puts a module beside the server's own, before it is started. */
  WildflyServer withModule(String name, JavaArchive content, String... dependencies)
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

  @Override
  void redeploy() throws IOException {
    Files.deleteIfExists(work.resolve("base/deployments/postern.war.failed"));
    Files.createFile(work.resolve("base/deployments/postern.war.dodeploy"));
  }

  @Override
  boolean hasFailedToDeploy() {
    return Files.exists(work.resolve("base/deployments/postern.war.failed"));
  }

  @Override
  void launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("it.server.home") + "/bin/standalone.sh");
    command.add("-Djboss.server.base.dir=" + work.resolve("base"));
    command.add("-Djboss.http.port=" + httpPort);
    command.add("-Djboss.https.port=" + freePort());
    command.add("-Djboss.management.http.port=" + freePort());
    command.addAll(database().arguments());
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    launcher = start(command, work.resolve("console.log"));
  }

  @Override
  List<ProcessHandle> processes() {
    return alive(launcher);
  }
}

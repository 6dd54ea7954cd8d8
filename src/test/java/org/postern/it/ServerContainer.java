package org.postern.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.as.arquillian.container.managed.ManagedDeployableContainer;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * Lets Arquillian use a {@link Server} for which this build has no adapter of Arquillian. Postern
 * is deployed when the server starts.
 */
public final class ServerContainer implements DeployableContainer<ServerContainer.Settings> {

  /** Replaces the adapter of WildFly; {@code META-INF/services} names this class. */
  public static final class Extension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
      if (!System.getProperty("it.server", "wildfly").equals("wildfly")) {
        builder.override(
            DeployableContainer.class, ManagedDeployableContainer.class, ServerContainer.class);
      }
    }
  }

  /** The settings in {@code arquillian.xml}. */
  public static final class Settings implements ContainerConfiguration {

    private final Map<String, String> postern = new HashMap<>();
    private int httpPort;

    /** Postern's settings, {@code key=value}, separated by white space. */
    public void setPostern(String pairs) {
      for (String pair : pairs.strip().split("\\s+", -1)) {
        int equals = pair.indexOf('=');
        postern.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }

    /** The port of HTTP. */
    public void setHttpPort(Integer port) {
      httpPort = port;
    }

    @Override
    public void validate() {
      // Nothing to check: if settings are missing, the tests fail.
    }
  }

  private Settings settings;
  private Server server;

  @Override
  public Class<Settings> getConfigurationClass() {
    return Settings.class;
  }

  @Override
  public void setup(Settings configuration) {
    settings = configuration;
  }

  @Override
  public void start() throws LifecycleException {
    try {
      server = Server.create("it-managed", settings.postern, settings.httpPort).withControls();
      server.start("oauth2/token");
    } catch (IOException | RuntimeException e) {
      // Arquillian does not stop a server whose start has failed.
      stop();
      throw new LifecycleException("The server did not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LifecycleException("Interrupted", e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription("Local");
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    if (!archive.getName().equals(DeployedWar.NAME)) {
      try {
        Path file = Files.createTempDirectory("deployment").resolve(archive.getName());
        archive.as(ZipExporter.class).exportTo(file.toFile());
        server.deploy(context(archive), file);
      } catch (IOException | RuntimeException e) {
        throw new DeploymentException(e.getMessage(), e);
      }
    }
    URI base = server.base();
    return new ProtocolMetaData().addContext(new HTTPContext(base.getHost(), base.getPort()));
  }

  @Override
  public void undeploy(Archive<?> archive) throws DeploymentException {
    if (!archive.getName().equals(DeployedWar.NAME)) {
      try {
        server.undeploy(context(archive));
      } catch (IOException | RuntimeException e) {
        throw new DeploymentException(e.getMessage(), e);
      }
    }
  }

  private static String context(Archive<?> archive) {
    return archive.getName().replaceFirst("\\.war$", "");
  }
}

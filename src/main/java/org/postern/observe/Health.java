package org.postern.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postern.config.PosternConfig;
import org.postern.store.DatabaseFiles;
import org.postern.store.HealthStore;

/**
 * Tells whether Postern is ready: it reaches the database. A server that answers at all is alive.
 */
@ApplicationScoped
public class Health {

  private static final Logger LOG = Logger.getLogger(Health.class.getName());

  private final HealthStore store;
  private final PosternConfig config;
  private final DatabaseFiles files;

  /** For the proxy only. */
  protected Health() {
    this(null, null, null);
  }

  @Inject
  public Health(HealthStore store, PosternConfig config, DatabaseFiles files) {
    this.store = store;
    this.config = config;
    this.files = files;
  }

  /**
   * Tells whether the database answers. The method waits no longer than the connection pool does.
   */
  public boolean isReady() {
    try {
      store.read();
      return true;
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "Not ready", e);
      return false;
    }
  }

  /** Lists the settings that work but should be changed; empty if there are none. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (config.key().isEmpty()) {
      warnings.add("postern.key is not set: the key lies in the database beside the hashes");
    }
    files
        .openDirectory()
        .ifPresent(
            directory ->
                warnings.add(
                    "the directory of the database is open to others on this machine: chmod 700 "
                        + directory));
    if (files.isClosedByInterrupts()) {
      warnings.add(
          "an interrupt of a thread closes the database: begin the URL of the datasource with"
              + " jdbc:h2:async:");
    }
    return warnings;
  }
}

package org.postern.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postern.config.PosternConfig;
import org.postern.store.HealthStore;

/**
 * Whether Postern lives and is ready. Alive is who answers at all; ready is who reaches the
 * database.
 */
@ApplicationScoped
public class Health {

  private static final Logger LOG = Logger.getLogger(Health.class.getName());

  private final HealthStore store;
  private final PosternConfig config;

  /** For the proxy only. */
  protected Health() {
    this(null, null);
  }

  @Inject
  public Health(HealthStore store, PosternConfig config) {
    this.store = store;
    this.config = config;
  }

  /** Whether the database answers. Waits no longer than the pool does. */
  public boolean isReady() {
    try {
      store.read();
      return true;
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "Not ready", e);
      return false;
    }
  }

  /** What works but should be changed; empty if nothing. */
  public List<String> warnings() {
    return config.key().isEmpty()
        ? List.of("postern.key is not set: the key lies in the database beside the hashes")
        : List.of();
  }
}

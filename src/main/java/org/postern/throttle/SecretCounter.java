package org.postern.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.postern.config.Clock;
import org.postern.entity.SecretThrottle;
import org.postern.store.ThrottleStore;

/** The short transactions behind {@link SecretThrottling}. */
@ApplicationScoped
public class SecretCounter {

  private final ThrottleStore store;
  private final Clock clock;

  /** For the proxy only. */
  protected SecretCounter() {
    this(null, null);
  }

  @Inject
  public SecretCounter(ThrottleStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Adds failures and returns the counter as all nodes know it. */
  @Transactional
  SecretThrottle add(SecretThrottling.Unshared unshared) {
    return store.addSecretFailures(
        unshared.id(), unshared.failures(), clock.now(), unshared.windowEnds());
  }
}

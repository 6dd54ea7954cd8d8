package org.postern.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import org.postern.config.Clock;
import org.postern.entity.SecretThrottle;
import org.postern.store.ThrottleStore;

/** The short transactions of {@link SecretThrottling}. */
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

  /** Adds failures in one transaction and returns the counters that all nodes share. */
  @Transactional
  List<SecretThrottle> add(List<SecretThrottling.Unshared> unshared) {
    // Use the order of the keys, so that two nodes do not wait for each other.
    return unshared.stream()
        .sorted(Comparator.comparing(SecretThrottling.Unshared::id))
        .map(
            one -> store.addSecretFailures(one.id(), one.failures(), clock.now(), one.windowEnds()))
        .toList();
  }
}

package org.postern.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postern.config.Clock;
import org.postern.entity.LoginThrottle;
import org.postern.store.ThrottleStore;

/** The short transactions behind {@link LoginThrottling}. */
@ApplicationScoped
public class LoginCounter {

  /**
   * Counters that are kept. When there are more, new keys share one counter for each source, so
   * that a stranger can neither fill the disk nor push out a counter that is in force.
   */
  private static final long MAX_COUNTERS = 100_000;

  private final ThrottleStore store;
  private final Clock clock;

  /** For the proxy only. */
  protected LoginCounter() {
    this(null, null);
  }

  @Inject
  public LoginCounter(ThrottleStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Reserves a try and returns the counter it is on; empty if the limit is reached for now. */
  @Transactional
  Optional<String> reserve(LoginThrottling.Key key, int limit, Duration window) {
    Instant now = clock.now();
    Optional<String> own = reserve(key.id(), limit, now, window);
    if (own.isPresent() || store.findLogin(key.id()).isPresent()) {
      return own;
    }
    String id = store.countLogins() < MAX_COUNTERS ? key.id() : key.sourceId();
    if (!id.equals(key.id())) {
      Optional<String> shared = reserve(id, limit, now, window);
      if (shared.isPresent() || store.findLogin(id).isPresent()) {
        return shared;
      }
    }
    store.add(new LoginThrottle(id, now.plus(window)));
    return Optional.of(id);
  }

  private Optional<String> reserve(String id, int limit, Instant now, Duration window) {
    Instant windowEnds = now.plus(window);
    Instant expires = windowEnds.plus(LoginThrottling.MEMORY_OF_SUCCESS);
    boolean reserved = store.reserve(id, limit, now) || store.reopen(id, now, windowEnds, expires);
    return reserved ? Optional.of(id) : Optional.empty();
  }

  @Transactional
  void fail(String id) {
    store.fail(id);
  }

  @Transactional
  void release(String id) {
    store.release(id);
  }

  @Transactional
  void succeed(String id) {
    Instant now = clock.now();
    store.release(id);
    store.succeed(id, now, now.plus(LoginThrottling.MEMORY_OF_SUCCESS));
  }
}

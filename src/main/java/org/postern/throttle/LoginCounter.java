package org.postern.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
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

  /** How long a count of them is good for: counting reads the whole table. */
  private static final long COUNT_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final ThrottleStore store;
  private final Clock clock;
  private final AtomicLong counters = new AtomicLong();
  private final AtomicLong nextCount = new AtomicLong(System.nanoTime());

  /** For the proxy only. */
  protected LoginCounter() {
    this(null, null);
  }

  @Inject
  public LoginCounter(ThrottleStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Reserves a try on the key's counter; empty if failures and reservations fill the limit. */
  @Transactional
  Optional<LoginThrottling.Reservation> reserve(
      LoginThrottling.Key key, int limit, Duration window) {
    Instant now = clock.now();
    for (String id : new String[] {key.id(), key.sourceId()}) {
      if (reserve(id, limit, now, window)) {
        return Optional.of(new LoginThrottling.Reservation(id));
      }
      if (store.findLogin(id).isPresent()) {
        return Optional.empty();
      }
      boolean shared = id.equals(key.sourceId());
      if (shared || isRoom()) {
        store.add(new LoginThrottle(id, now.plus(window)));
        return Optional.of(new LoginThrottling.Reservation(id));
      }
    }
    return Optional.empty();
  }

  // Between two counts this node's own new counters are added, and those of others are missing.
  private boolean isRoom() {
    long due = nextCount.get();
    if (System.nanoTime() - due >= 0
        && nextCount.compareAndSet(due, System.nanoTime() + COUNT_EVERY_NANOS)) {
      counters.set(store.countLogins());
    }
    return counters.incrementAndGet() <= MAX_COUNTERS;
  }

  private boolean reserve(String id, int limit, Instant now, Duration window) {
    return store.reserve(id, limit, now) || store.reopen(id, now, now.plus(window));
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

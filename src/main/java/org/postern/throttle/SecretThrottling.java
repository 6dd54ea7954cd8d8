package org.postern.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.config.Clock;
import org.postern.config.PosternConfig;
import org.postern.oauth.TokenDigest;
import org.postern.store.ThrottleStore;

/**
 * Counts failed client secrets by client and source in memory, and shares the counts with the other
 * nodes every second. Only failures count, so a client that works is never delayed.
 */
@ApplicationScoped
public class SecretThrottling {

  /** How many keys have a counter of their own. Further keys share one counter for each source. */
  private static final int MAX_COUNTERS = 20_000;

  private final PosternConfig config;
  private final Clock clock;

  // Guarded by this object's lock.
  private final Map<String, Count> counts = new HashMap<>();

  private static final class Count {
    private long failures;
    private long unshared;
    private Instant windowEnds;
  }

  /** For the proxy only. */
  protected SecretThrottling() {
    this(null, null);
  }

  @Inject
  public SecretThrottling(PosternConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  private static String key(String clientId, String source) {
    return TokenDigest.of("secret\0" + clientId + '\0' + source);
  }

  // This key differs from the key of every client identifier, even of an empty one.
  private static String sharedKey(String source) {
    return TokenDigest.of("secret of source\0" + source);
  }

  /** Failures that have not been shared with the other nodes yet. */
  record Unshared(String id, long failures, Instant windowEnds) {}

  /** Counts a failure of a client identifier as it was presented, registered or not. */
  public synchronized void failed(String clientId, String source) {
    Instant now = clock.now();
    String id = key(clientId, source);
    if (!counts.containsKey(id) && counts.size() >= MAX_COUNTERS) {
      counts.values().removeIf(count -> !now.isBefore(count.windowEnds) && count.unshared == 0);
      id = counts.size() >= MAX_COUNTERS ? sharedKey(source) : id;
    }
    Count count = counts.computeIfAbsent(id, none -> new Count());
    if (count.windowEnds == null || !isRunning(count, now)) {
      count.failures = 0;
      count.unshared = 0;
      count.windowEnds = now.plus(config.secretWindow());
    }
    count.failures++;
    count.unshared++;
  }

  /** How long this client should wait at this source; empty if the limit is not reached. */
  public synchronized Optional<Duration> retryAfter(String clientId, String source) {
    return counts.isEmpty()
        ? Optional.empty()
        : retryAfter(key(clientId, source)).or(() -> retryAfter(sharedKey(source)));
  }

  private Optional<Duration> retryAfter(String id) {
    Count count = counts.get(id);
    Instant now = clock.now();
    if (count == null || count.failures < config.secretTries() || !isRunning(count, now)) {
      return Optional.empty();
    }
    return Optional.of(Duration.between(now, count.windowEnds).plusSeconds(1));
  }

  private boolean isRunning(Count count, Instant now) {
    return now.isBefore(count.windowEnds)
        && !count.windowEnds.isAfter(now.plus(ThrottleStore.LONGEST_WINDOW));
  }

  /** Takes the failures that have not been shared yet. */
  synchronized List<Unshared> takeUnshared() {
    List<Unshared> taken = new ArrayList<>();
    counts.forEach(
        (id, count) -> {
          if (count.unshared > 0) {
            taken.add(new Unshared(id, count.unshared, count.windowEnds));
            count.unshared = 0;
          }
        });
    return taken;
  }

  /** Sets a counter to the failures that all nodes together have counted. */
  synchronized void learn(String id, long failures, Instant windowEnds) {
    Count count = counts.get(id);
    if (count != null) {
      count.failures = Math.max(count.failures, failures + count.unshared);
      count.windowEnds = windowEnds;
    }
  }

  /** Puts back failures that could not be shared. */
  synchronized void putBack(Unshared unshared) {
    Count count = counts.get(unshared.id());
    if (count != null) {
      count.unshared += unshared.failures();
    }
  }
}

package org.postern.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postern.config.Clock;
import org.postern.config.PosternConfig;

/**
 * Remembers which user names had many failures lately, from any source. This only changes the order
 * of a queue, so each node has its own memory, which forgets the oldest name when it is full.
 */
@ApplicationScoped
public class Suspects {

  private static final int MAX_NAMES = 10_000;

  private final PosternConfig config;
  private final Clock clock;

  // Guarded by this object's lock.
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MAX_NAMES;
        }
      };

  private record Failures(long count, Instant windowEnds) {}

  /** For the proxy only. */
  protected Suspects() {
    this(null, null);
  }

  @Inject
  public Suspects(PosternConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** Counts a failure. */
  public synchronized void failed(String username) {
    Instant now = clock.now();
    Failures known = failures.get(username);
    failures.put(
        username,
        known == null || !now.isBefore(known.windowEnds())
            ? new Failures(1, now.plus(config.passwordWindow()))
            : new Failures(known.count() + 1, known.windowEnds()));
  }

  /** Tells whether the name had as many failures as are allowed to one source. */
  public synchronized boolean isSuspect(String username) {
    Failures known = failures.get(username);
    return known != null
        && clock.now().isBefore(known.windowEnds())
        && known.count() >= config.passwordTries();
  }
}

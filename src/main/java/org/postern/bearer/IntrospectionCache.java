package org.postern.bearer;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postern.config.Clock;
import org.postern.crypto.TokenDigest;

/**
 * Keeps live tokens for a few seconds, never beyond their expiry, under their digests.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-4">RFC 7662 §4</a>
 */
final class IntrospectionCache {

  /** The oldest entry makes room for the next. */
  static final int MAX_ENTRIES = 10_000;

  private final Duration lifespan;
  private final Clock clock;

  private final Map<String, Entry> entries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  private record Entry(VerifiedToken token, Instant asked, Instant until) {

    // Not before it was made either: the system's time may be set back.
    boolean isCurrent(Instant now) {
      return !now.isBefore(asked) && now.isBefore(until);
    }
  }

  /** A cache with this lifespan; zero keeps nothing. */
  IntrospectionCache(Duration lifespan, Clock clock) {
    this.lifespan = lifespan;
    this.clock = clock;
  }

  /** The token as it was a moment ago. */
  Optional<VerifiedToken> find(String token) {
    if (lifespan.isZero()) {
      return Optional.empty();
    }
    String digest = TokenDigest.of(token);
    Instant now = clock.now();
    synchronized (entries) {
      Entry entry = entries.get(digest);
      if (entry == null) {
        return Optional.empty();
      }
      if (!entry.isCurrent(now)) {
        entries.remove(digest);
        return Optional.empty();
      }
      return Optional.of(entry.token());
    }
  }

  /**
   * Keeps a live token.
   *
   * @param asked when the question was sent: from then on the answer grows old
   */
  void add(String token, VerifiedToken live, Instant asked) {
    if (lifespan.isZero()) {
      return;
    }
    Instant until = asked.plus(lifespan);
    Entry entry =
        new Entry(live, asked, live.expiresAt().isBefore(until) ? live.expiresAt() : until);
    String digest = TokenDigest.of(token);
    synchronized (entries) {
      // To the end of the order.
      entries.remove(digest);
      entries.put(digest, entry);
    }
  }
}

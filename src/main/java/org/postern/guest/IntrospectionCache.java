package org.postern.guest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postern.bearer.VerifiedToken;
import org.postern.oauth.TokenDigest;

/**
 * Caches live tokens under their digests for a short time, never beyond their expiry.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-4">RFC 7662 §4</a>
 */
final class IntrospectionCache {

  /** The largest number of entries. Beyond it, the oldest entry is removed. */
  static final int MAX_ENTRIES = 10_000;

  private final Duration lifespan;
  private final InstantSource clock;

  private final Map<String, Entry> entries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  private record Entry(VerifiedToken token, Instant asked, Instant until) {

    // An entry from the future is not current either, because the system's time may have been set
    // back.
    boolean isCurrent(Instant now) {
      return !now.isBefore(asked) && now.isBefore(until);
    }
  }

  /** Creates a cache with this lifespan. With zero it keeps nothing. */
  IntrospectionCache(Duration lifespan, InstantSource clock) {
    this.lifespan = lifespan;
    this.clock = clock;
  }

  /** Returns the token as it was when the server was asked; empty if it is not cached. */
  Optional<VerifiedToken> find(String token) {
    if (lifespan.isZero()) {
      return Optional.empty();
    }
    String digest = TokenDigest.of(token);
    Instant now = clock.instant();
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
   * @param asked when the server was asked; the lifespan begins then
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
      // Remove the entry first, so that the new one moves to the end of the order.
      entries.remove(digest);
      entries.put(digest, entry);
    }
  }
}

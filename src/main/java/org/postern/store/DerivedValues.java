package org.postern.store;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Caches immutable values that were derived from rows, each with the version of its row. Every
 * lookup states the current version, so the cache never returns an outdated value. When the cache
 * is full, it is cleared.
 */
final class DerivedValues<K, V> {

  private static final int MAX_ENTRIES = 20_000;

  private final ConcurrentHashMap<K, Entry<V>> entries = new ConcurrentHashMap<>();

  private record Entry<V>(long version, Instant updated, V value) {}

  /** Returns the value for this version, and derives it if it is not cached. */
  V get(K key, long version, Instant updated, Supplier<V> derive) {
    Entry<V> entry = entries.get(key);
    if (entry != null && entry.version() == version && entry.updated().equals(updated)) {
      return entry.value();
    }
    V value = derive.get();
    if (entries.size() >= MAX_ENTRIES) {
      entries.clear();
    }
    entries.put(key, new Entry<>(version, updated, value));
    return value;
  }
}

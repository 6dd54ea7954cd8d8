package org.postern.store;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Immutable values derived from rows, each kept with the version of the row it was derived from. It
 * decides nothing by itself: the caller names the version that is in force at every look-up.
 * Bounded: when full it starts over.
 */
final class DerivedValues<K, V> {

  private static final int MAX_ENTRIES = 20_000;

  private final ConcurrentHashMap<K, Entry<V>> entries = new ConcurrentHashMap<>();

  private record Entry<V>(long version, Instant updated, V value) {}

  /** The value of this version, derived now if it is not there. */
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

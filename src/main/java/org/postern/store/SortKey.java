package org.postern.store;

import java.util.function.Function;

/**
 * A value by which a list can be sorted.
 *
 * @param name the name in requests
 * @param path the JPQL path, which is never null in a row
 * @param value reads the value of an entity: a String, a Long or an Instant
 * @param unique whether no two rows have the same value, so that an index on this value alone gives
 *     the order
 */
public record SortKey<T>(String name, String path, Function<T, Object> value, boolean unique) {

  /** Creates a key for a value that several rows can have. */
  public SortKey(String name, String path, Function<T, Object> value) {
    this(name, path, value, false);
  }
}

package org.postern.store;

import java.util.function.Function;

/**
 * By what a list can be sorted.
 *
 * @param name what callers call it
 * @param path its JPQL path; never null in a row
 * @param value the same of an entity: a String, a Long or an Instant
 * @param unique whether no two rows have the same, so that an index on it alone gives the order
 */
public record SortKey<T>(String name, String path, Function<T, Object> value, boolean unique) {

  /** One that several rows can have in common. */
  public SortKey(String name, String path, Function<T, Object> value) {
    this(name, path, value, false);
  }
}

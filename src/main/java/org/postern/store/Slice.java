package org.postern.store;

import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param sort by what it is sorted
 * @param descending whether from the greatest to the least
 * @param after the row that the part begins behind; empty for the first part
 * @param limit how many rows, at least 1
 */
public record Slice<T>(SortKey<T> sort, boolean descending, Optional<Position> after, int limit) {

  /**
   * A row's place in the list, found again even after the row is gone.
   *
   * @param value by which it is sorted
   * @param key its key, a String or a Long, which decides between equal values
   */
  public record Position(Object value, Object key) {}
}

package org.postern.store;

import java.util.Optional;

/**
 * The part of a list to find.
 *
 * @param sort the sort key
 * @param descending whether the order is from the largest to the smallest value
 * @param after the position after which the slice begins; empty for the first slice
 * @param limit the largest number of rows, at least 1
 */
public record Slice<T>(SortKey<T> sort, boolean descending, Optional<Position> after, int limit) {

  /**
   * The position of a row in the list. It can be used even after the row was deleted.
   *
   * @param value the sort value of the row
   * @param key the key of the row, a String or a Long, which orders rows with equal sort values
   */
  public record Position(Object value, Object key) {}
}

package org.postern.admin.common;

import java.util.ArrayList;
import java.util.List;

/** Divides long lists into parts, for queries that name each element and for work in steps. */
public final class Batches {

  /**
   * A size for work in steps. It is small, so that the persistence provider can check the entities
   * of one part quickly.
   */
  public static final int FEW = 50;

  private static final int SIZE = 500;

  private Batches() {}

  /** Returns the parts of a list; none for an empty list. */
  public static <T> List<List<T>> of(List<T> all) {
    return of(all, SIZE);
  }

  /**
   * Returns the parts of a list; none for an empty list.
   *
   * @param size the largest number of elements in one part
   */
  public static <T> List<List<T>> of(List<T> all, int size) {
    List<List<T>> batches = new ArrayList<>();
    for (int i = 0; i < all.size(); i += size) {
      batches.add(all.subList(i, Math.min(all.size(), i + size)));
    }
    return batches;
  }
}

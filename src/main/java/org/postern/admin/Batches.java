package org.postern.admin;

import java.util.ArrayList;
import java.util.List;

/** Cuts long lists: for queries that name each element, and for work in steps. */
final class Batches {

  /** So few that the persistence provider soon looks through the entities of one of them. */
  static final int FEW = 50;

  private static final int SIZE = 500;

  private Batches() {}

  /** The parts of a list; none of an empty one. */
  static <T> List<List<T>> of(List<T> all) {
    return of(all, SIZE);
  }

  /** The same, of so many elements at most. */
  static <T> List<List<T>> of(List<T> all, int size) {
    List<List<T>> batches = new ArrayList<>();
    for (int i = 0; i < all.size(); i += size) {
      batches.add(all.subList(i, Math.min(all.size(), i + size)));
    }
    return batches;
  }
}

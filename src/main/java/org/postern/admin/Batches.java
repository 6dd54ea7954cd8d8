package org.postern.admin;

import java.util.ArrayList;
import java.util.List;

/** Cuts long lists for queries that name each element. */
final class Batches {

  private static final int SIZE = 500;

  private Batches() {}

  /** The parts of a list; none of an empty one. */
  static <T> List<List<T>> of(List<T> all) {
    List<List<T>> batches = new ArrayList<>();
    for (int i = 0; i < all.size(); i += SIZE) {
      batches.add(all.subList(i, Math.min(all.size(), i + SIZE)));
    }
    return batches;
  }
}

package org.postern.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items in the order asked for
 * @param next the cursor that leads to the part behind this one; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }

  /** The same part in another form. */
  <R> Page<R> map(Function<T, R> form) {
    return new Page<>(items.stream().map(form).toList(), next);
  }

  /** The same part in another form, without what has none. */
  <R> Page<R> flatMap(Function<T, Optional<R>> form) {
    return new Page<>(items.stream().map(form).flatMap(Optional::stream).toList(), next);
  }
}

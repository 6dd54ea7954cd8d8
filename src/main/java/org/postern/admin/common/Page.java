package org.postern.admin.common;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param items the items in the requested order
 * @param next the cursor of the next page; empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {

  /** Copies the list of items. */
  public Page {
    items = List.copyOf(items);
  }

  /** Returns the page with each item in another form. */
  public <R> Page<R> map(Function<T, R> form) {
    return new Page<>(items.stream().map(form).toList(), next);
  }

  /** Returns the page with each item in another form, without items that have none. */
  public <R> Page<R> flatMap(Function<T, Optional<R>> form) {
    return new Page<>(items.stream().map(form).flatMap(Optional::stream).toList(), next);
  }
}

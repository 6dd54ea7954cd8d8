package org.postern.audit;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who makes changes, and from where.
 *
 * @param name the name in the audit trail, such as {@code user:alice}
 * @param source the address from which the changes come; empty for the server itself
 * @param collector is given every change of this author after it was recorded, in the same
 *     transaction
 */
public record Author(String name, Optional<String> source, Consumer<Change> collector) {

  /** Collects nothing. */
  public static final Consumer<Change> NOTHING = change -> {};

  /** An author whose changes are only recorded. */
  public Author(String name, Optional<String> source) {
    this(name, source, NOTHING);
  }
}

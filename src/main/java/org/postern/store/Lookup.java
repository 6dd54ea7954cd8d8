package org.postern.store;

import java.util.Optional;

/**
 * The result of a lookup, and which of its reads went to the database and not to memory. After a
 * refusal the other reads are run too, so that timing does not reveal whether a name exists and was
 * used lately.
 *
 * @param found empty if nothing has this name
 * @param readKey whether the key of the row was read
 * @param readRow whether the row was read
 * @param readParts whether the collections of the row were read
 */
public record Lookup<T>(Optional<T> found, boolean readKey, boolean readRow, boolean readParts) {

  /** The value for a name that was not looked up. */
  public static <T> Lookup<T> none() {
    return new Lookup<>(Optional.empty(), false, false, false);
  }
}

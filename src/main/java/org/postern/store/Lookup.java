package org.postern.store;

import java.util.Optional;

/**
 * What a look-up found, and which of its reads went to the database and not to memory. A refusal
 * makes up for the others, so that its time does not tell whether a name exists and was used
 * lately.
 *
 * @param found empty if there is nothing of this name
 * @param readKey whether the key of the name was read
 * @param readRow whether the row was read
 * @param readParts whether what belongs to the row was read
 */
public record Lookup<T>(Optional<T> found, boolean readKey, boolean readRow, boolean readParts) {

  /** A look-up that nobody made. */
  public static <T> Lookup<T> none() {
    return new Lookup<>(Optional.empty(), false, false, false);
  }
}

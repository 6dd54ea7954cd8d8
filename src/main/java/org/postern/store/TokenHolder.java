package org.postern.store;

import java.util.Optional;

/**
 * The client or the user whose tokens are listed, with the present epoch.
 *
 * @param kind whether this is a client or a user
 * @param id the key of the row
 * @param epoch the present epoch of the row
 */
public record TokenHolder(Kind kind, long id, long epoch) {

  /** Client or user. */
  public enum Kind {
    CLIENT,
    USER
  }

  /** Adds the conditions on a token or family {@code t}. */
  <T> ListQuery<T> restrict(ListQuery<T> query) {
    String whose = kind == Kind.CLIENT ? "client" : "user";
    return query
        .where("t." + whose + "Id = :holderId", "holderId", Optional.of(id))
        .where("t." + whose + "Epoch = :holderEpoch", "holderEpoch", Optional.of(epoch));
  }
}

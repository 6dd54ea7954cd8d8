package org.postern.store;

import java.util.Optional;

/**
 * Whose tokens are meant: a client's or a user's, of the epoch that lives.
 *
 * @param kind client or user
 * @param id the key of the row
 * @param epoch what its tokens carry now
 */
public record TokenHolder(Kind kind, long id, long epoch) {

  /** Client or user. */
  public enum Kind {
    CLIENT,
    USER
  }

  /** The condition on a token or family {@code t}. */
  <T> ListQuery<T> restrict(ListQuery<T> query) {
    String whose = kind == Kind.CLIENT ? "client" : "user";
    return query
        .where("t." + whose + "Id = :holderId", "holderId", Optional.of(id))
        .where("t." + whose + "Epoch = :holderEpoch", "holderEpoch", Optional.of(epoch));
  }
}

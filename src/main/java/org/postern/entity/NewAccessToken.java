package org.postern.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * An access token at the moment of its issue, for nothing but its insert. It has no place in the
 * shared cache: a token comes there when it is first used, and not before, because most of them are
 * used somewhere else or much later, and thousands a second would fill the memory.
 */
@Entity
@Table(name = "access_token")
public class NewAccessToken extends AccessTokenRow {

  /** For the persistence provider. */
  protected NewAccessToken() {}

  /** The same row. */
  public NewAccessToken(AccessToken token) {
    super(
        token.digest(),
        token.holding(),
        token.familyId().orElse(null),
        token.issued(),
        token.expires());
  }
}

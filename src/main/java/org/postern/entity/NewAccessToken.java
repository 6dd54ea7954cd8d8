package org.postern.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/**
 * An access token for the insert at its issue. This entity is not in the shared cache. A token
 * enters the cache when it is first used, because many are used at another node or much later, and
 * thousands of new tokens a second would fill the memory.
 */
@Entity
@Table(name = "access_token")
public class NewAccessToken extends AccessTokenRow {

  /** For the persistence provider. */
  protected NewAccessToken() {}

  /** Creates the row of this token. */
  public NewAccessToken(AccessToken token) {
    super(
        token.digest(),
        token.holding(),
        token.familyId().orElse(null),
        token.issued(),
        token.expires());
  }
}

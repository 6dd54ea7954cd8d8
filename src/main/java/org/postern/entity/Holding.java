package org.postern.entity;

import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

/**
 * The rights of a token or a token request. The gate decides whether they are allowed, and the rows
 * of access tokens and token families both contain them.
 *
 * @param clientId the key of the client's row
 * @param userId the key of the user's row; null for a client's own token
 * @param grantType the grant by which the token was issued; for a refreshed token the grant that
 *     started the family
 * @param scope the scope
 * @param epochs the epochs at the time of issue
 */
public record Holding(long clientId, Long userId, GrantType grantType, Scope scope, Epochs epochs) {

  /** Returns the holding with another scope. */
  public Holding withScope(Scope other) {
    return new Holding(clientId, userId, grantType, other, epochs);
  }
}

package org.postern.entity;

import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

/**
 * What a client holds or asks for: the question that the gate answers, and the part of a row that
 * access tokens and token families share.
 *
 * @param clientId the key of the client's row
 * @param userId the key of the user's row; null for a client's own token
 * @param grantType the grant it began with; for refreshed tokens the family's first
 * @param scope the scope held
 * @param epochs the epochs it was issued under
 */
public record Holding(long clientId, Long userId, GrantType grantType, Scope scope, Epochs epochs) {

  /** The same with another scope. */
  public Holding withScope(Scope other) {
    return new Holding(clientId, userId, grantType, other, epochs);
  }
}

package org.postern.grant;

import org.postern.clientauth.AuthenticatedClient;
import org.postern.token.Authorization;

/** One grant: it checks the parameters that only this grant has. */
public interface Grant {

  /**
   * Decides who gets a token. The client is authenticated and registered for the grant. The caller
   * has no transaction open, and a grant issues nothing itself.
   *
   * @throws org.postern.oauth.OAuthException InvalidRequest if a parameter is missing, InvalidGrant
   *     if the presented credentials or token are not valid
   */
  Authorization authorize(TokenRequest request, AuthenticatedClient client);

  /** Tells whether the metadata lists the grant. */
  default boolean isOffered() {
    return true;
  }
}

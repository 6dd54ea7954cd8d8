package org.postern.grant;

import org.postern.clientauth.AuthenticatedClient;
import org.postern.token.Authorization;

/** What is unique to one grant: the check of its own parameters. */
public interface Grant {

  /**
   * Decides who may get a token. The client is authenticated and registered for the grant. Called
   * outside a transaction; writes nothing.
   *
   * @throws org.postern.oauth.OAuthException InvalidRequest if a parameter is missing, InvalidGrant
   *     if what was presented is not good
   */
  Authorization authorize(TokenRequest request, AuthenticatedClient client);

  /** Tells whether the metadata promises the grant to clients. */
  default boolean isOffered() {
    return true;
  }
}

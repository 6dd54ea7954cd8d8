package org.postern.grant;

import org.postern.clientauth.AuthenticatedClient;
import org.postern.oauth.GrantDescription;
import org.postern.oauth.TokenRequest;
import org.postern.token.Authorization;

/** One grant: it checks the parameters that only this grant has. */
public interface Grant {

  /**
   * Decides who gets a token. The client is authenticated and registered for the grant. A grant
   * issues no token. The caller has no transaction open, so what a grant writes on its way is
   * committed at once and stays even if the request is refused later: the password grant counts
   * failures and stores a user of a directory, and the refresh grant stores what the directory
   * reports about the user.
   *
   * @throws org.postern.oauth.OAuthException InvalidRequest if a parameter is missing, InvalidGrant
   *     if the presented credentials or token are not valid, TemporarilyUnavailable if there were
   *     too many failures or a part that is needed does not answer
   */
  Authorization authorize(TokenRequest request, AuthenticatedClient client);

  /** Describes the grant. The answer is always the same. */
  GrantDescription description();

  /** Tells whether the metadata lists the grant now. */
  default boolean isOffered() {
    return true;
  }
}

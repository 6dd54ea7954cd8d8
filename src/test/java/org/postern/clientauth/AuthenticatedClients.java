package org.postern.clientauth;

import org.postern.store.RegisteredClient;

/** Clients as if they had authenticated: outside tests only this package can make one. */
public final class AuthenticatedClients {

  private AuthenticatedClients() {}

  /** The client, authenticated with the secret of this label. */
  public static AuthenticatedClient with(RegisteredClient client, String secretLabel) {
    return new AuthenticatedClient(client, secretLabel);
  }
}

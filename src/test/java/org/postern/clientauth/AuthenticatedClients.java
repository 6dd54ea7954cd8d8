package org.postern.clientauth;

import java.time.Instant;
import org.postern.store.RegisteredClient;

/** Makes clients that count as authenticated. Outside tests, only this package can make them. */
public final class AuthenticatedClients {

  private AuthenticatedClients() {}

  /** The client, authenticated with the secret of this label. */
  public static AuthenticatedClient with(RegisteredClient client, String secretLabel) {
    return new AuthenticatedClient(
        client, new RegisteredClient.Secret(1, secretLabel, "hash", false, Instant.MAX, false));
  }
}

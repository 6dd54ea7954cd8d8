package org.postern.clientauth;

import java.util.Optional;
import org.postern.store.RegisteredClient;

/** A client that was authenticated in this request; only this package can make one. */
public final class AuthenticatedClient {

  private final RegisteredClient client;
  private final String secretLabel;

  AuthenticatedClient(RegisteredClient client, String secretLabel) {
    this.client = client;
    this.secretLabel = secretLabel;
  }

  /** The client, enabled at this moment. */
  public RegisteredClient client() {
    return client;
  }

  /** The label of the secret it used; empty for a public client. */
  public Optional<String> secretLabel() {
    return Optional.ofNullable(secretLabel);
  }
}

package org.postern.clientauth;

import java.util.Optional;
import org.postern.store.RegisteredClient;

/** A client that was authenticated in this request. Only this package can create one. */
public final class AuthenticatedClient {

  private final RegisteredClient client;
  private final String secretLabel;

  AuthenticatedClient(RegisteredClient client, String secretLabel) {
    this.client = client;
    this.secretLabel = secretLabel;
  }

  /** The client, which was enabled when it was authenticated. */
  public RegisteredClient client() {
    return client;
  }

  /** The label of the secret that the client used; empty for a public client. */
  public Optional<String> secretLabel() {
    return Optional.ofNullable(secretLabel);
  }
}

package org.postern.clientauth;

import java.time.Instant;
import java.util.Optional;
import org.postern.entity.ClientSwitch;
import org.postern.store.RegisteredClient;

/** A client that was authenticated in this request. Only this package can create one. */
public final class AuthenticatedClient {

  private final RegisteredClient client;
  private final RegisteredClient.Secret secret;

  AuthenticatedClient(RegisteredClient client, RegisteredClient.Secret secret) {
    this.client = client;
    this.secret = secret;
  }

  /** The client, which was enabled when it was authenticated. */
  public RegisteredClient client() {
    return client;
  }

  /** The label of the secret that the client used; empty for a public client. */
  public Optional<String> secretLabel() {
    return Optional.ofNullable(secret).map(RegisteredClient.Secret::label);
  }

  /**
   * Tells whether the client may state the addresses of its users. Only a client that authenticates
   * can have this setting.
   */
  public boolean vouchesForAddresses() {
    return client.settings().has(ClientSwitch.VOUCHES_FOR_ADDRESSES);
  }

  /**
   * When every access token ends that the client gets by this authentication; {@link Instant#MAX}
   * if nothing but its lifetime ends it. A former owner may know a secret that is under review, so
   * what it gives must not outlive it.
   */
  public Instant latestExpiry() {
    return secret != null && secret.underReview() ? secret.expires() : Instant.MAX;
  }
}

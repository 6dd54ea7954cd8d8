package org.postern.admin;

import java.util.List;
import java.util.Optional;

/**
 * A client to be registered.
 *
 * @param clientId its identifier; empty to have Postern make one
 * @param settings what differs from the defaults
 * @param secrets those it begins with; empty for a public client
 */
public record NewClient(
    Optional<String> clientId, ClientChange settings, List<SecretWish> secrets) {

  /** Copies the list. */
  public NewClient {
    secrets = List.copyOf(secrets);
  }
}

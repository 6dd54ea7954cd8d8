package org.postern.admin.client;

import java.util.List;
import java.util.Optional;

/**
 * A client to register.
 *
 * @param clientId the identifier; if it is empty, Postern creates one
 * @param settings the settings that differ from the defaults
 * @param secrets the first secrets; empty for a public client
 */
public record NewClient(
    Optional<String> clientId, ClientChange settings, List<SecretWish> secrets) {

  /** Copies the list of secrets. */
  public NewClient {
    secrets = List.copyOf(secrets);
  }
}

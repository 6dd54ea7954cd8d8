package org.postern.admin;

import java.util.List;

/**
 * A client that was just registered.
 *
 * @param client as it is stored
 * @param secrets those it begins with, for the only time with the values that Postern made
 */
public record RegisteredWithSecrets(Stored<ClientOverview> client, List<MadeSecret> secrets) {

  /** Copies the list. */
  public RegisteredWithSecrets {
    secrets = List.copyOf(secrets);
  }
}

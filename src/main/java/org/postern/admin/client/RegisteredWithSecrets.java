package org.postern.admin.client;

import java.util.List;
import org.postern.admin.common.Stored;

/**
 * A client that was just registered.
 *
 * @param client the client as it is stored
 * @param secrets the first secrets, with the values that Postern has created; they are shown only
 *     now
 */
public record RegisteredWithSecrets(Stored<ClientOverview> client, List<MadeSecret> secrets) {

  /** Copies the list of secrets. */
  public RegisteredWithSecrets {
    secrets = List.copyOf(secrets);
  }
}

package org.postern.admin;

import jakarta.json.JsonObject;
import org.postern.entity.Client;

/**
 * A client that a user is assigned to.
 *
 * @param clientId its identifier
 * @param name for people
 * @param enabled whether it may get and use tokens
 */
public record AssignedClient(String clientId, String name, boolean enabled) {

  static AssignedClient of(Client client) {
    return new AssignedClient(client.clientId().value(), client.name(), client.isEnabled());
  }

  /** As the admin API shows it. */
  public JsonObject toView() {
    return JsonForms.JSON
        .createObjectBuilder()
        .add("client_id", clientId)
        .add("name", name)
        .add("enabled", enabled)
        .build();
  }
}

package org.postern.admin.user;

import jakarta.json.JsonObject;
import org.postern.admin.common.JsonForms;
import org.postern.entity.Client;

/**
 * A client to which a user is assigned.
 *
 * @param clientId the identifier
 * @param name the name for people
 * @param enabled whether the client may get and use tokens
 */
public record AssignedClient(String clientId, String name, boolean enabled) {

  static AssignedClient of(Client client) {
    return new AssignedClient(client.clientId().value(), client.name(), client.isEnabled());
  }

  /** The form of the admin API. */
  public JsonObject toView() {
    return JsonForms.JSON
        .createObjectBuilder()
        .add("client_id", clientId)
        .add("name", name)
        .add("enabled", enabled)
        .build();
  }
}

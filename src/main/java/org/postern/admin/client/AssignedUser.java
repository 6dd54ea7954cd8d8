package org.postern.admin.client;

import jakarta.json.JsonObject;
import org.postern.admin.common.JsonForms;
import org.postern.entity.User;

/**
 * A user who is assigned to a client, with the data that the client's owner may see.
 *
 * @param username the user name in its RFC 8265 form
 * @param displayName the display name; empty for none
 */
public record AssignedUser(String username, String displayName) {

  public static AssignedUser of(User user) {
    return new AssignedUser(user.username(), user.displayName());
  }

  /** The form of the admin API. */
  public JsonObject toView() {
    return JsonForms.JSON
        .createObjectBuilder()
        .add("username", username)
        .add("display_name", displayName)
        .build();
  }
}

package org.postern.admin;

import jakarta.json.JsonObject;
import org.postern.entity.User;

/**
 * A user who is assigned to a client, as far as the client's owner may know.
 *
 * @param username in its RFC 8265 form
 * @param displayName empty for none
 */
public record AssignedUser(String username, String displayName) {

  static AssignedUser of(User user) {
    return new AssignedUser(user.username(), user.displayName());
  }

  /** As the admin API shows it. */
  public JsonObject toView() {
    return JsonForms.JSON
        .createObjectBuilder()
        .add("username", username)
        .add("display_name", displayName)
        .build();
  }
}

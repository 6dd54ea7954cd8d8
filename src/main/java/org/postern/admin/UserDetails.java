package org.postern.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.postern.entity.User;

/**
 * A user as administrators see it; the password is not a part.
 *
 * @param id the key of the row
 * @param subject what tokens call the user
 * @param username in its RFC 8265 form
 * @param displayName empty for none
 * @param email empty for none
 * @param roles sorted; empty means none
 * @param enabled whether the user may get and use tokens
 * @param locked whether an administrator locked the user
 */
public record UserDetails(
    long id,
    String subject,
    String username,
    String displayName,
    String email,
    List<String> roles,
    boolean enabled,
    boolean locked) {

  /** Copies the list. */
  public UserDetails {
    roles = List.copyOf(roles);
  }

  static UserDetails of(User user) {
    return new UserDetails(
        user.id(),
        user.subject(),
        user.username(),
        user.displayName(),
        user.email(),
        user.roles().stream().sorted().toList(),
        user.isEnabled(),
        user.isLocked());
  }

  /** The form of the import, and whether the user is locked. */
  JsonObject toJson() {
    return Json.createObjectBuilder()
        .add("username", username)
        .add("display_name", displayName)
        .add("email", email)
        .add("roles", Json.createArrayBuilder(roles))
        .add("enabled", enabled)
        .add("locked", locked)
        .build();
  }
}

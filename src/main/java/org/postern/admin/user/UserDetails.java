package org.postern.admin.user;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postern.admin.common.JsonForms;
import org.postern.entity.User;

/**
 * A user as administrators see it, without the password.
 *
 * @param id the key of the row
 * @param subject the subject of the user's tokens
 * @param username the user name in its RFC 8265 form
 * @param displayName the display name; empty for none
 * @param email the e-mail address; empty for none
 * @param roles the roles, sorted; empty means none
 * @param enabled whether the user may get and use tokens
 * @param locked whether an administrator has locked the user
 * @param password {@code none}, {@code chosen} by the user, or {@code one_time}
 * @param passwordExpires when a one-time password stops working; empty for never
 * @param created when the user was registered
 * @param updated when the user was last changed
 */
public record UserDetails(
    long id,
    String subject,
    String username,
    String displayName,
    String email,
    List<String> roles,
    boolean enabled,
    boolean locked,
    String password,
    Optional<Instant> passwordExpires,
    Instant created,
    Instant updated) {

  /** The default values of a new user. */
  static final JsonObject NEW =
      json(JsonForms.JSON.createObjectBuilder(), "", "", List.of(), true, false).build();

  /** Copies the list of roles. */
  public UserDetails {
    roles = List.copyOf(roles);
  }

  public static UserDetails of(User user) {
    return new UserDetails(
        user.id(),
        user.subject(),
        user.username(),
        user.displayName(),
        user.email(),
        user.roles().stream().sorted().toList(),
        user.isEnabled(),
        user.isLocked(),
        user.passwordHash() == null ? "none" : user.hasOneTimePassword() ? "one_time" : "chosen",
        user.passwordExpires(),
        user.created(),
        user.updated());
  }

  /** The form of the admin API. */
  public JsonObject toView() {
    JsonObjectBuilder view =
        JsonForms.JSON.createObjectBuilder(toJson()).add("sub", subject).add("password", password);
    passwordExpires.ifPresent(time -> view.add("password_expires", time.toString()));
    return view.add("created", created.toString()).add("updated", updated.toString()).build();
  }

  /** The form of the import file, and whether the user is locked. */
  public JsonObject toJson() {
    return json(
            JsonForms.JSON.createObjectBuilder().add("username", username),
            displayName,
            email,
            roles,
            enabled,
            locked)
        .build();
  }

  private static JsonObjectBuilder json(
      JsonObjectBuilder named,
      String displayName,
      String email,
      List<String> roles,
      boolean enabled,
      boolean locked) {
    return named
        .add("display_name", displayName)
        .add("email", email)
        .add("roles", JsonForms.JSON.createArrayBuilder(roles))
        .add("enabled", enabled)
        .add("locked", locked);
  }
}

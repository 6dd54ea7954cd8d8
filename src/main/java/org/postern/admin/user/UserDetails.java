package org.postern.admin.user;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;
import org.postern.admin.common.EntitySetting;
import org.postern.admin.common.JsonForms;
import org.postern.admin.common.SettingValues;
import org.postern.audit.Snapshot;
import org.postern.entity.User;

/**
 * A user as administrators see it, without the password. Lists are sorted.
 *
 * @param id the key of the row
 * @param subject the subject of the user's tokens
 * @param username the user name in its RFC 8265 form
 * @param values a value for every setting
 * @param password {@code none}, {@code chosen} by the user, or {@code one_time}
 * @param passwordExpires when a one-time password stops working; empty for never
 * @param created when the user was registered
 * @param updated when the user was last changed
 */
public record UserDetails(
    long id,
    String subject,
    String username,
    SettingValues values,
    String password,
    Optional<Instant> passwordExpires,
    Instant created,
    Instant updated)
    implements Snapshot {

  public static UserDetails of(User user) {
    return new UserDetails(
        user.id(),
        user.subject(),
        user.username(),
        EntitySetting.valuesOf(user, UserSetting.ALL),
        user.passwordHash() == null ? "none" : user.hasOneTimePassword() ? "one_time" : "chosen",
        user.passwordExpires(),
        user.created(),
        user.updated());
  }

  /** The value of a setting. */
  public <T> T get(UserSetting<T> setting) {
    return values.get(setting).orElseThrow();
  }

  /** The value of the setting that has this name in JSON, for pages. */
  public Object value(String setting) {
    return values.get(setting).orElseThrow();
  }

  /** The form of the admin API. */
  public JsonObject toView() {
    JsonObjectBuilder view =
        JsonForms.JSON.createObjectBuilder(toJson()).add("sub", subject).add("password", password);
    passwordExpires.ifPresent(time -> view.add("password_expires", time.toString()));
    return view.add("created", created.toString()).add("updated", updated.toString()).build();
  }

  /** The form of the import file, and whether the user is locked. */
  @Override
  public JsonObject toJson() {
    return values.write(JsonForms.JSON.createObjectBuilder().add("username", username)).build();
  }
}

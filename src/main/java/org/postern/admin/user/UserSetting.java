package org.postern.admin.user;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.postern.admin.common.EntitySetting;
import org.postern.admin.common.Setting;
import org.postern.admin.common.SettingValues;
import org.postern.admin.common.TextRules;
import org.postern.entity.User;

/**
 * The table of a user's settings. Reading and writing JSON, merge patches, comparison, the plan of
 * an import, exports and the audit trail follow from it. Administrators may set all of them.
 *
 * @param <T> the type of the value
 */
public final class UserSetting<T> extends EntitySetting<User, T> {

  /** The display name, 0 to 200 characters. */
  public static final UserSetting<String> DISPLAY_NAME =
      new UserSetting<>(
          "display_name",
          Form.TEXT,
          line(TextRules.MAX_NAME_LENGTH),
          User::displayName,
          User::changeDisplayName);

  /** An e-mail address of at most 254 characters; an empty text for none. */
  public static final UserSetting<String> EMAIL =
      new UserSetting<>("email", Form.TEXT, TextRules::checkEmail, User::email, User::changeEmail);

  /** The roles: {@code viewer}, {@code client-owner}, {@code administrator} or other names. */
  public static final UserSetting<List<String>> ROLES =
      new UserSetting<>(
          "roles",
          Form.NAMES,
          TextRules::checkRoles,
          user -> List.copyOf(user.roles()),
          (user, roles, now) -> user.changeRoles(Set.copyOf(roles), now));

  /** Whether the user may get and use tokens; false ends every token of the user. */
  public static final UserSetting<Boolean> ENABLED =
      new UserSetting<>(
          "enabled", Form.BOOL, Setting::isAllowed, User::isEnabled, User::changeEnabled);

  /** Whether an administrator has locked the user; true ends every token of the user. */
  public static final UserSetting<Boolean> LOCKED =
      new UserSetting<>(
          "locked", Form.BOOL, Setting::isAllowed, User::isLocked, User::changeLocked);

  /** All settings, in the order of JSON. */
  public static final List<UserSetting<?>> ALL =
      List.of(DISPLAY_NAME, EMAIL, ROLES, ENABLED, LOCKED);

  /** The settings that users may see and set themselves. */
  public static final List<UserSetting<String>> PROFILE = List.of(DISPLAY_NAME, EMAIL);

  /** The values of a new user. */
  public static final SettingValues DEFAULTS = valuesOf(new User("-", "-", Instant.EPOCH), ALL);

  private UserSetting(
      String name, Form<T> form, Rule<T> rule, Function<User, T> value, Change<User, T> change) {
    super(name, form, rule, value, change);
  }
}

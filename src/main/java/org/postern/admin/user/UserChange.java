package org.postern.admin.user;

import java.time.Duration;
import java.util.Optional;
import org.postern.admin.common.JsonMembers;
import org.postern.admin.common.SettingValues;

/**
 * A change of a user's settings. A setting without a value is not changed, or has its default in a
 * new user. The password is changed separately.
 *
 * @param values the new values of settings
 * @param secretGrace for a user who is disabled or may no longer administer clients: how long the
 *     secrets of the user's clients continue to work, 0 to 3,650 days; default 30 days
 */
public record UserChange(SettingValues values, Optional<Duration> secretGrace) {

  /** Changes nothing. */
  public static final UserChange NONE = new UserChange(SettingValues.NONE, Optional.empty());

  /** Reads the settings of a user, which are the same in an import file and in a request. */
  public static UserChange read(JsonMembers user) {
    return new UserChange(SettingValues.read(user, UserSetting.ALL), Optional.empty());
  }

  /** The new value of a setting; empty if it is not changed. */
  public <T> Optional<T> get(UserSetting<T> setting) {
    return values.get(setting);
  }

  /** Returns this change with another new value. */
  public <T> UserChange with(UserSetting<T> setting, T value) {
    return new UserChange(values.with(setting, value), secretGrace);
  }

  /**
   * Returns this change with the time for which the secrets of the user's clients go on to work.
   */
  public UserChange withSecretGrace(Optional<Duration> value) {
    return new UserChange(values, value);
  }
}

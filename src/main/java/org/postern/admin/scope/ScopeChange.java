package org.postern.admin.scope;

import java.util.Optional;
import org.postern.admin.common.JsonMembers;
import org.postern.admin.common.SettingValues;

/**
 * A change of a scope's settings. A setting without a value is not changed, or has its default in a
 * new scope.
 *
 * @param values the new values of settings
 */
public record ScopeChange(SettingValues values) {

  /** Changes nothing. */
  public static final ScopeChange NONE = new ScopeChange(SettingValues.NONE);

  /** Reads the settings of a scope, which are the same in an import file and in a request. */
  public static ScopeChange read(JsonMembers scope) {
    return new ScopeChange(SettingValues.read(scope, ScopeSetting.ALL));
  }

  /** The new value of a setting; empty if it is not changed. */
  public <T> Optional<T> get(ScopeSetting<T> setting) {
    return values.get(setting);
  }

  /** Returns this change with another new value. */
  public <T> ScopeChange with(ScopeSetting<T> setting, T value) {
    return new ScopeChange(values.with(setting, value));
  }

  /** Returns this change without the new value of a setting. */
  public ScopeChange without(ScopeSetting<?> setting) {
    return new ScopeChange(values.without(setting));
  }
}

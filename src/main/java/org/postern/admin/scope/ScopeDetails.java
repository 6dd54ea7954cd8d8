package org.postern.admin.scope;

import jakarta.json.JsonObject;
import org.postern.admin.common.EntitySetting;
import org.postern.admin.common.JsonForms;
import org.postern.admin.common.SettingValues;
import org.postern.audit.Snapshot;
import org.postern.entity.DefinedScope;

/**
 * A scope as administrators see it. Lists are sorted.
 *
 * @param name the scope token
 * @param values a value for every setting
 * @param builtIn whether the scope is one of Postern's own, which cannot be changed
 */
public record ScopeDetails(String name, SettingValues values, boolean builtIn) implements Snapshot {

  public static ScopeDetails of(DefinedScope scope) {
    return new ScopeDetails(
        scope.name(), EntitySetting.valuesOf(scope, ScopeSetting.ALL), scope.isBuiltIn());
  }

  /** The value of a setting. */
  public <T> T get(ScopeSetting<T> setting) {
    return values.get(setting).orElseThrow();
  }

  /** The value of the setting that has this name in JSON, for pages. */
  public Object value(String setting) {
    return values.get(setting).orElseThrow();
  }

  /** The form of the admin API: the form of the import file, and whether the scope is built in. */
  public JsonObject toView() {
    return JsonForms.JSON.createObjectBuilder(toJson()).add("built_in", builtIn).build();
  }

  /** The form of the import file. */
  @Override
  public JsonObject toJson() {
    return values.write(JsonForms.JSON.createObjectBuilder().add("name", name)).build();
  }
}

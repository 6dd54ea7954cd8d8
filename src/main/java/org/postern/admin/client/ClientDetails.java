package org.postern.admin.client;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.postern.admin.common.JsonForms;
import org.postern.admin.common.SettingValues;
import org.postern.audit.Snapshot;
import org.postern.entity.ClientSettings;
import org.postern.oauth.ClientId;

/**
 * A client as administrators see it, without secrets and assigned users. Lists are sorted.
 *
 * @param clientId the identifier
 * @param values a value for every setting
 */
public record ClientDetails(ClientId clientId, SettingValues values) implements Snapshot {

  /** Describes a client with these settings, which the user of this name owns. */
  public static ClientDetails of(
      ClientId clientId, ClientSettings settings, Optional<String> owner) {
    SettingValues.Builder values = new SettingValues.Builder();
    ClientSetting.ALL.forEach(setting -> put(values, setting, settings, owner.orElse("")));
    return new ClientDetails(clientId, values.build());
  }

  private static <T> void put(
      SettingValues.Builder values,
      ClientSetting<T> setting,
      ClientSettings settings,
      String owner) {
    values.put(setting, setting.valueIn(settings, owner));
  }

  /** The value of a setting. */
  public <T> T get(ClientSetting<T> setting) {
    return values.get(setting).orElseThrow();
  }

  /** The value of the setting that has this name in JSON, for pages. */
  public Object value(String name) {
    return values.get(name).orElseThrow();
  }

  /** The form of the import file. */
  @Override
  public JsonObject toJson() {
    return values
        .write(JsonForms.JSON.createObjectBuilder().add("client_id", clientId.value()))
        .build();
  }
}

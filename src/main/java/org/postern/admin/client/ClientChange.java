package org.postern.admin.client;

import java.time.Duration;
import java.util.Optional;
import org.postern.admin.common.JsonMembers;
import org.postern.admin.common.SettingValues;

/**
 * A change of a client's settings. A setting without a value is not changed, or has its default in
 * a new client. Secrets and assigned users are changed separately.
 *
 * @param values the new values of settings
 * @param secretGrace for a client that loses its owner: how long the secrets that the former owner
 *     may know continue to work, 0 to 3,650 days; default 30 days
 */
public record ClientChange(SettingValues values, Optional<Duration> secretGrace) {

  /** Changes nothing. */
  public static final ClientChange NONE = new ClientChange(SettingValues.NONE, Optional.empty());

  /** Reads the settings of a client, which are the same in an import file and in a request. */
  public static ClientChange read(JsonMembers client) {
    return new ClientChange(SettingValues.read(client, ClientSetting.ALL), Optional.empty());
  }

  /** The new value of a setting; empty if it is not changed. */
  public <T> Optional<T> get(ClientSetting<T> setting) {
    return values.get(setting);
  }

  /** Returns this change with another new value. */
  public <T> ClientChange with(ClientSetting<T> setting, T value) {
    return new ClientChange(values.with(setting, value), secretGrace);
  }

  /**
   * Returns this change with the time for which the secrets that a former owner may know continue
   * to work.
   */
  public ClientChange withSecretGrace(Optional<Duration> value) {
    return new ClientChange(values, value);
  }
}

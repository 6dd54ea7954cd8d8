package org.postern.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.postern.setting.ConfigurationException;
import org.postern.setting.Settings;

/** Reads the server's settings once, for all beans. */
@ApplicationScoped
public class ConfigProducer {

  /**
   * Reads the settings. The bean has no proxy, so the settings are read when it is first injected
   * and the exception for an invalid one reaches the caller.
   *
   * @throws ConfigurationException if a setting is invalid
   */
  @Produces
  @Singleton
  PosternConfig config() {
    return new PosternConfig(Settings.configured());
  }
}

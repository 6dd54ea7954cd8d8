package org.postern.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reads the server's settings once, for all beans. */
@ApplicationScoped
public class ConfigProducer {

  /**
   * The settings. Without a proxy, so that they are read when the first bean asks and a bad one is
   * told as it is.
   *
   * @throws ConfigurationException if one of them cannot be used
   */
  @Produces
  @Singleton
  PosternConfig config() {
    return new PosternConfig(Settings.configured());
  }
}

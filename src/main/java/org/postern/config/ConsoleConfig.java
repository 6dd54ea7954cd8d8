package org.postern.config;

import java.time.Duration;
import org.postern.setting.Settings;

/** The settings of the console, {@code postern.console.*}. */
public final class ConsoleConfig {

  private static final Duration MIN = Duration.ofMinutes(1);
  private static final Duration MAX = Duration.ofDays(1);

  private final boolean enabled;
  private final Duration idleTimeout;
  private final Duration sessionLifetime;

  ConsoleConfig(Settings settings) {
    enabled = settings.bool("postern.console.enabled", true);
    idleTimeout =
        settings.duration("postern.console.idle-timeout", Duration.ofMinutes(15), MIN, MAX);
    sessionLifetime =
        settings.duration("postern.console.session-lifetime", Duration.ofHours(8), MIN, MAX);
  }

  /** {@code postern.console.enabled}: whether there is a console at all. Default true. */
  public boolean enabled() {
    return enabled;
  }

  /**
   * {@code postern.console.idle-timeout}: how long a session lives without a request, one minute to
   * one day. Default 15 minutes.
   */
  public Duration idleTimeout() {
    return idleTimeout;
  }

  /**
   * {@code postern.console.session-lifetime}: how long a session lives at most, one minute to one
   * day. Default 8 hours.
   */
  public Duration sessionLifetime() {
    return sessionLifetime;
  }
}

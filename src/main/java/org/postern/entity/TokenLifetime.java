package org.postern.entity;

import java.time.Duration;

/** The durations that a client's tokens have, each in whole seconds. */
public enum TokenLifetime {
  /** The lifetime of the client's own tokens. */
  ACCESS_TOKEN("access_token_lifetime", Duration.ofHours(1)),
  /** The lifetime of tokens of users. */
  USER_ACCESS_TOKEN("user_access_token_lifetime", Duration.ofHours(1)),
  /** The idle lifetime of a refresh token. */
  REFRESH_TOKEN("refresh_token_lifetime", Duration.ofDays(14)),
  /** The absolute lifetime of a token family, at least the idle lifetime. */
  REFRESH_TOKEN_MAX("refresh_token_max_lifetime", Duration.ofDays(90)),
  /** How long a used refresh token may be presented again. */
  REPLAY_WINDOW("replay_window", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(60));

  private final String text;
  private final Duration byDefault;
  private final Duration least;
  private final Duration most;

  TokenLifetime(String text, Duration byDefault) {
    this(text, byDefault, Duration.ofSeconds(1), ClientSettings.MAX_LIFETIME);
  }

  TokenLifetime(String text, Duration byDefault, Duration least, Duration most) {
    this.text = text;
    this.byDefault = byDefault;
    this.least = least;
    this.most = most;
  }

  /** The name in JSON. */
  public String text() {
    return text;
  }

  /** The duration that a new client has. */
  public Duration byDefault() {
    return byDefault;
  }

  /** The shortest duration that is allowed. */
  public Duration least() {
    return least;
  }

  /** The longest duration that is allowed. */
  public Duration most() {
    return most;
  }
}

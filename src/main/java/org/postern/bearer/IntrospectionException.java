package org.postern.bearer;

import java.time.Duration;

/** The introspection endpoint did not say whether the token lives. The message holds no secret. */
final class IntrospectionException extends Exception {

  /** How long a caller should wait where the authorization server names no time. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  IntrospectionException(String message) {
    this(message, RETRY_AFTER);
  }

  /** With the time to wait, at least one second. */
  IntrospectionException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}

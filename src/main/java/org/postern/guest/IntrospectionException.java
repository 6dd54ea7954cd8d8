package org.postern.guest;

import java.time.Duration;

/** The introspection endpoint gave no usable answer. The message contains no secret. */
final class IntrospectionException extends Exception {

  /** How long a caller should wait if the authorization server names no time. */
  static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  IntrospectionException(String message) {
    this(message, RETRY_AFTER);
  }

  /** Creates the exception with the time that the caller should wait, at least one second. */
  IntrospectionException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}

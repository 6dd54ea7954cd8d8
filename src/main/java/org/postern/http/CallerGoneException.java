package org.postern.http;

import java.io.IOException;

/**
 * Whoever waits for an answer does not take it: the connection broke, or too little of it was read
 * for too long. Nobody's fault here, so it is not logged as one.
 */
public final class CallerGoneException extends IOException {

  private static final long serialVersionUID = 1L;

  private static final int MAX_DEPTH = 20;

  CallerGoneException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether this is what failed, or what caused it. */
  public static boolean isCauseOf(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (at instanceof CallerGoneException) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }
}

package org.postern.http;

import java.io.IOException;

/**
 * The caller does not take the answer: the connection broke, or the caller read it too slowly. This
 * is no fault of the server, so it is not logged as one.
 */
public final class CallerGoneException extends IOException {

  private static final long serialVersionUID = 1L;

  private static final int MAX_DEPTH = 20;

  CallerGoneException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Tells whether the failure, or one of its causes, is a CallerGoneException. */
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

package org.postern.setup;

/** Start-up failed. The message is for the administrator and says what to change. */
public class StartUpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception for a condition that the administrator has to change. It has no cause and
   * no stack, because they would not help.
   */
  public StartUpException(String message) {
    super(message, null, false, false);
  }

  /** Creates an exception with a cause. */
  public StartUpException(String message, Throwable cause) {
    super(message, cause);
  }
}

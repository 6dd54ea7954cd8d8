package org.postern.setup;

/** Start-up failed; the message is for the administrator and says what to change. */
public class StartUpException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Something that the administrator has to change: neither cause nor stack would help. */
  public StartUpException(String message) {
    super(message, null, false, false);
  }

  /** Something that failed further down. */
  public StartUpException(String message, Throwable cause) {
    super(message, cause);
  }
}

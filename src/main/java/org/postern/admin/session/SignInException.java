package org.postern.admin.session;

/**
 * A refused sign-in at the console. It has no stack trace, because it is an answer and not a fault.
 */
public final class SignInException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The reason that the page may show. */
  public enum Kind {
    /** User name or password is wrong, or the user may not work at the console. */
    WRONG,
    /** There were too many wrong passwords before. */
    THROTTLED,
    /**
     * The password cannot be checked now, because the queue is full or the directory does not
     * answer.
     */
    BUSY
  }

  private final Kind kind;
  private final String reference;

  SignInException(Kind kind, String reference) {
    super(kind + ", reference " + reference, null, false, false);
    this.kind = kind;
    this.reference = reference;
  }

  public Kind kind() {
    return kind;
  }

  /** The reference of the line in the audit trail, which has the true reason. */
  public String reference() {
    return reference;
  }
}

package org.postern.admin;

/** Somebody was not let in at the console. It has no stack trace, because it is an answer. */
public final class SignInException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What the page may tell. */
  public enum Kind {
    /** User name or password is wrong, or the user may not work at the console. */
    WRONG,
    /** Too many wrong passwords before this one. */
    THROTTLED,
    /** Too many others sign in at the moment. */
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

  /** The line of the audit trail that has the reason. */
  public String reference() {
    return reference;
  }
}

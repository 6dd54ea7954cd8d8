package org.postern.admin;

/** The hash of a password that was allowed; only {@link PasswordPreparation} makes one. */
public final class HashedPassword {

  private final String value;

  HashedPassword(String value) {
    this.value = value;
  }

  String value() {
    return value;
  }

  @Override
  public String toString() {
    return AuditDetail.MASKED;
  }
}

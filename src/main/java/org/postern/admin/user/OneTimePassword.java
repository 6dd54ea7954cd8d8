package org.postern.admin.user;

import java.time.Instant;

/**
 * A one-time password, which allows only to set another password. It is shown only once.
 *
 * @param value the password
 * @param expires when the password stops working
 */
public record OneTimePassword(String value, Instant expires) {

  /** Masks the password. */
  @Override
  public String toString() {
    return "OneTimePassword[" + expires + "]";
  }
}

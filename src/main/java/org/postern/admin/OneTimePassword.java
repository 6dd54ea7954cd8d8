package org.postern.admin;

import java.time.Instant;

/**
 * A password that is good for nothing but setting another, shown this once.
 *
 * @param value the password
 * @param expires when it stops working
 */
public record OneTimePassword(String value, Instant expires) {

  /** Masks the password. */
  @Override
  public String toString() {
    return "OneTimePassword[" + expires + "]";
  }
}

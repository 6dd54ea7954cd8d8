package org.postern.console.frame;

import java.io.Serializable;
import java.time.Instant;
import org.postern.admin.common.Operator;

/**
 * The signed-in user in a session.
 *
 * @param operator the user as it was at the sign-in
 * @param since the time of the sign-in
 * @param confirmed when the user last gave the password; null in a session of an earlier version
 */
record SignedIn(Operator operator, Instant since, Instant confirmed) implements Serializable {

  /** Returns a copy with this time of the last password check. */
  SignedIn confirmedAt(Instant now) {
    return new SignedIn(operator, since, now);
  }
}

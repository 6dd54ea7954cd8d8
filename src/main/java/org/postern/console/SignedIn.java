package org.postern.console;

import java.io.Serializable;
import java.time.Instant;
import org.postern.admin.Operator;

/**
 * What a session knows of who signed in.
 *
 * @param operator the user as of the sign-in
 * @param since when that was
 * @param confirmed when the user gave the password last; null in a session of an earlier version
 */
record SignedIn(Operator operator, Instant since, Instant confirmed) implements Serializable {

  /** The same user, who has given the password again. */
  SignedIn confirmedAt(Instant now) {
    return new SignedIn(operator, since, now);
  }
}

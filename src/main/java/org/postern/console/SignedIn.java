package org.postern.console;

import java.io.Serializable;
import java.time.Instant;
import org.postern.admin.Operator;

/**
 * What a session knows of who signed in.
 *
 * @param operator the user as of the sign-in
 * @param since when that was
 */
record SignedIn(Operator operator, Instant since) implements Serializable {}

package org.postern.admin.common;

import java.time.Instant;

/** The range of the times that a caller may name. */
public final class Times {

  private static final Instant MAX = Instant.parse("9999-12-31T23:59:59Z");

  private Times() {}

  /** Tells whether a time is in the range that is allowed, 1970 to 9999. */
  public static boolean isAllowed(Instant time) {
    return !time.isBefore(Instant.EPOCH) && !time.isAfter(MAX);
  }
}

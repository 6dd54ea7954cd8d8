package org.postern.store;

/**
 * How a user stands to a client.
 *
 * @param assigned whether the assignment is in force
 * @param epoch the epoch that tokens issued now carry
 */
public record Assignment(boolean assigned, long epoch) {

  /** A pair that never was assigned. */
  public static final Assignment NONE = new Assignment(false, 0);
}

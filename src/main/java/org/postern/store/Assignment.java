package org.postern.store;

/**
 * The assignment of a user to a client, as the request paths see it.
 *
 * @param assigned whether the user is assigned now
 * @param epoch the epoch of tokens that are issued now
 */
public record Assignment(boolean assigned, long epoch) {

  /** The value for a user who was never assigned to the client. */
  public static final Assignment NONE = new Assignment(false, 0);
}

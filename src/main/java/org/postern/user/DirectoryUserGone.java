package org.postern.user;

/**
 * The event that the directory does not know a user any more. It is fired in the transaction that
 * ends the user's tokens.
 *
 * @param userId the key of the user's row, which the transaction has locked
 * @param actor the actor in the audit trail
 */
public record DirectoryUserGone(long userId, String actor) {}

package org.postern.user;

/**
 * The directory does not know a user any more. Told in the transaction that ends the user's tokens.
 *
 * @param userId the key of the user's row, which is locked
 * @param actor who noticed, as the audit trail names it
 */
public record DirectoryUserGone(long userId, String actor) {}

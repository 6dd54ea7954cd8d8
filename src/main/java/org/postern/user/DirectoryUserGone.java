package org.postern.user;

import org.postern.audit.Author;

/**
 * The event that the directory does not know a user any more. It is fired in the transaction that
 * ends the user's tokens.
 *
 * @param userId the key of the user's row, which the transaction has locked
 * @param author who ended the tokens, for the audit trail
 */
public record DirectoryUserGone(long userId, Author author) {}

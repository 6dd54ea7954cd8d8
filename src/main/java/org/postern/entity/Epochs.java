package org.postern.entity;

/**
 * The epochs of client, user and assignment when a token was issued. A token is dead if one of
 * these has risen since.
 *
 * @param client the epoch of the client
 * @param user the epoch of the user; for a client's own token the epoch of the owner if the client
 *     acts for its owner, otherwise 0
 * @param assignment the epoch of the assignment; 0 if there is none
 */
public record Epochs(long client, long user, long assignment) {}

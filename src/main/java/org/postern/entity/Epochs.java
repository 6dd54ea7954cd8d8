package org.postern.entity;

/**
 * The epochs a token was issued under. A raised epoch of client, user or assignment ends every
 * token that carries a lower one.
 *
 * @param client of the client's row
 * @param user of the user's row; for a client's own token of the owner's row if it speaks for the
 *     owner, otherwise 0
 * @param assignment of the pair's row; 0 where there is none
 */
public record Epochs(long client, long user, long assignment) {}

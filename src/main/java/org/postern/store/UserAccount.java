package org.postern.store;

import java.time.Instant;
import java.util.Set;

/**
 * A user as the request paths see it, of one version of the row.
 *
 * @param id the key of the row
 * @param subject the subject of the user's tokens
 * @param username the user name in its RFC 8265 form
 * @param passwordHash the encoded hash; empty if there is no password
 * @param oneTimePassword whether the password is a one-time password, which allows only to set
 *     another password
 * @param passwordExpires when the password stops working; {@link Instant#MAX} for never
 * @param roles the roles; empty means none
 * @param groups the groups that the directory last reported; empty for a user whose password is in
 *     the database
 * @param enabled whether the user is enabled; if not, every token is dead
 * @param locked whether an administrator has locked the user; if so, every token is dead
 * @param epoch the epoch of tokens that are issued now
 */
public record UserAccount(
    long id,
    String subject,
    String username,
    String passwordHash,
    boolean oneTimePassword,
    Instant passwordExpires,
    Set<String> roles,
    Set<String> groups,
    boolean enabled,
    boolean locked,
    long epoch) {

  /**
   * Tells whether the password is in the database. A directory, if there is one, keeps the password
   * of all other users.
   */
  public boolean hasPassword() {
    return !passwordHash.isEmpty();
  }

  /** Masks the hash. */
  @Override
  public String toString() {
    return "UserAccount[" + username + "]";
  }
}

package org.postern.store;

import java.time.Instant;
import java.util.Set;

/**
 * A user as the request paths see it, as of one version of the row.
 *
 * @param id the key of the row
 * @param subject what tokens call the user
 * @param username in its RFC 8265 form
 * @param passwordHash the encoded hash; empty while there is no password
 * @param oneTimePassword whether the password is good for nothing but setting another
 * @param passwordExpires when the password stops working; {@link Instant#MAX} for never
 * @param roles the roles; empty means none
 * @param groups what the directory told last; empty for a user who is kept here
 * @param enabled false ends every token
 * @param locked by an administrator; true ends every token
 * @param epoch the epoch that tokens issued now carry
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

  /** Whether a password is kept here; that of anyone else is the directory's. */
  public boolean hasPassword() {
    return !passwordHash.isEmpty();
  }

  /** Masks the hash. */
  @Override
  public String toString() {
    return "UserAccount[" + username + "]";
  }
}

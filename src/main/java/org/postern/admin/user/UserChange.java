package org.postern.admin.user;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A change of a user. An empty value means no change, or the default for a new user.
 *
 * @param displayName 0 to 200 characters; default none
 * @param email an address of at most 254 characters, or an empty text, the default
 * @param roles the roles: {@code viewer}, {@code client-owner}, {@code administrator} or other
 *     names; default none
 * @param enabled default true; false ends every token of the user
 * @param locked default false; true ends every token of the user
 * @param secretGrace for a user who is disabled or may no longer administer clients: how long the
 *     secrets of the user's clients continue to work, 0 to 3,650 days; default 30 days
 */
public record UserChange(
    Optional<String> displayName,
    Optional<String> email,
    Optional<List<String>> roles,
    Optional<Boolean> enabled,
    Optional<Boolean> locked,
    Optional<Duration> secretGrace) {

  /** Changes nothing. */
  public static final UserChange NONE =
      new UserChange(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Copies the list of roles. */
  public UserChange {
    roles = roles.map(List::copyOf);
  }

  /** Returns a copy with the values that users may set themselves. */
  public UserChange withProfile(Optional<String> newDisplayName, Optional<String> newEmail) {
    return new UserChange(newDisplayName, newEmail, roles, enabled, locked, secretGrace);
  }

  /** Returns a copy that replaces the roles. */
  public UserChange withRoles(List<String> value) {
    return new UserChange(displayName, email, Optional.of(value), enabled, locked, secretGrace);
  }

  /** Returns a copy that enables or disables the user. */
  public UserChange withEnabled(boolean value) {
    return new UserChange(displayName, email, roles, Optional.of(value), locked, secretGrace);
  }

  /** Returns a copy that locks or unlocks the user. */
  public UserChange withLocked(boolean value) {
    return new UserChange(displayName, email, roles, enabled, Optional.of(value), secretGrace);
  }

  /** Returns a copy with the time for which the secrets of the user's clients continue to work. */
  public UserChange withSecretGrace(Optional<Duration> value) {
    return new UserChange(displayName, email, roles, enabled, locked, value);
  }
}

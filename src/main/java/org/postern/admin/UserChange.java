package org.postern.admin;

import java.util.List;
import java.util.Optional;

/**
 * What is to be set on a user. Empty means as it is, or the default for a new one.
 *
 * @param displayName 0 to 200 characters; default none
 * @param email an address of at most 254 characters, or an empty text, the default
 * @param roles {@code viewer}, {@code client-owner}, {@code administrator} or names of one's own;
 *     default none
 * @param enabled default true; false ends every token of the user
 * @param locked default false; true ends every token of the user
 */
public record UserChange(
    Optional<String> displayName,
    Optional<String> email,
    Optional<List<String>> roles,
    Optional<Boolean> enabled,
    Optional<Boolean> locked) {

  /** Leaves everything as it is. */
  public static final UserChange NONE =
      new UserChange(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Copies the list. */
  public UserChange {
    roles = roles.map(List::copyOf);
  }

  /** Also sets what users may set themselves. */
  public UserChange withProfile(Optional<String> newDisplayName, Optional<String> newEmail) {
    return new UserChange(newDisplayName, newEmail, roles, enabled, locked);
  }

  /** Also replaces the roles. */
  public UserChange withRoles(List<String> value) {
    return new UserChange(displayName, email, Optional.of(value), enabled, locked);
  }

  /** Also enables or disables. */
  public UserChange withEnabled(boolean value) {
    return new UserChange(displayName, email, roles, Optional.of(value), locked);
  }

  /** Also locks or unlocks. */
  public UserChange withLocked(boolean value) {
    return new UserChange(displayName, email, roles, enabled, Optional.of(value));
  }
}

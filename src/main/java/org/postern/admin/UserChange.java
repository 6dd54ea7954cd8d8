package org.postern.admin;

import java.time.Duration;
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
 * @param secretGrace for a user who is disabled or may no longer administer clients: how long the
 *     secrets of the user's clients go on working, 0 to 3,650 days; default 30 days
 */
public record UserChange(
    Optional<String> displayName,
    Optional<String> email,
    Optional<List<String>> roles,
    Optional<Boolean> enabled,
    Optional<Boolean> locked,
    Optional<Duration> secretGrace) {

  /** How long secrets that a former owner may know go on working unless it is said. */
  public static final Duration DEFAULT_SECRET_GRACE = Duration.ofDays(30);

  /** Leaves everything as it is. */
  public static final UserChange NONE =
      new UserChange(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Copies the list. */
  public UserChange {
    roles = roles.map(List::copyOf);
  }

  /** Also sets what users may set themselves. */
  public UserChange withProfile(Optional<String> newDisplayName, Optional<String> newEmail) {
    return new UserChange(newDisplayName, newEmail, roles, enabled, locked, secretGrace);
  }

  /** Also replaces the roles. */
  public UserChange withRoles(List<String> value) {
    return new UserChange(displayName, email, Optional.of(value), enabled, locked, secretGrace);
  }

  /** Also enables or disables. */
  public UserChange withEnabled(boolean value) {
    return new UserChange(displayName, email, roles, Optional.of(value), locked, secretGrace);
  }

  /** Also locks or unlocks. */
  public UserChange withLocked(boolean value) {
    return new UserChange(displayName, email, roles, enabled, Optional.of(value), secretGrace);
  }

  /** Also says how long the secrets of the user's clients go on working. */
  public UserChange withSecretGrace(Optional<Duration> value) {
    return new UserChange(displayName, email, roles, enabled, locked, value);
  }
}

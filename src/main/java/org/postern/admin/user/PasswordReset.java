package org.postern.admin.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Problem;
import org.postern.admin.common.UseCases;
import org.postern.config.Clock;
import org.postern.crypto.SecureTokens;
import org.postern.user.DirectoryLogin;

/**
 * Sets a one-time password for a user, because nobody may ever read a password that a user has
 * chosen. No transaction is open while the password is hashed.
 */
@UseCases
@ApplicationScoped
public class PasswordReset {

  /** The default lifetime of a one-time password. */
  public static final Duration DEFAULT_LIFETIME = Duration.ofDays(1);

  private static final Duration MIN_LIFETIME = Duration.ofMinutes(1);
  private static final Duration MAX_LIFETIME = Duration.ofDays(30);

  private final SecureTokens tokens;
  private final PasswordPreparation passwords;
  private final UserAdministration users;
  private final Clock clock;
  private final DirectoryLogin directory;

  /** For the proxy only. */
  protected PasswordReset() {
    this(null, null, null, null, null);
  }

  @Inject
  public PasswordReset(
      SecureTokens tokens,
      PasswordPreparation passwords,
      UserAdministration users,
      Clock clock,
      DirectoryLogin directory) {
    this.tokens = tokens;
    this.passwords = passwords;
    this.users = users;
    this.clock = clock;
    this.directory = directory;
  }

  /**
   * Sets a new one-time password and ends every token of the user.
   *
   * @param lifetime the lifetime, one minute to 30 days; empty for one day
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such user, CONFLICT if a directory keeps the password, INVALID if the lifetime is out
   *     of range
   */
  public OneTimePassword reset(Actor actor, String username, Optional<Duration> lifetime) {
    actor.requireAdministrator();
    Duration length = lifetime.orElse(DEFAULT_LIFETIME);
    if (length.compareTo(MIN_LIFETIME) < 0 || length.compareTo(MAX_LIFETIME) > 0) {
      throw AdministrationException.invalid(
          List.of(
              new Problem("/lifetime", "must be from " + MIN_LIFETIME + " to " + MAX_LIFETIME)));
    }
    requireKeptHere(directory, username);
    String value = tokens.newOneTimePassword();
    Instant expires = clock.now().plus(length);
    users.changePassword(actor, username, passwords.hash(value).oneTime(Optional.of(expires)));
    return new OneTimePassword(value, expires);
  }

  static void requireKeptHere(DirectoryLogin directory, String username) {
    if (directory.keeps(username)) {
      throw AdministrationException.conflict(
          "", "the password of this user is kept in the directory");
    }
  }
}

package org.postern.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postern.config.Clock;
import org.postern.directory.Directory;
import org.postern.directory.DirectoryException;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;

/**
 * Handles users whose password a directory keeps. If a directory is used, these are all users
 * without a password in the database. Their rows are created at the first login and contain the
 * groups that the directory last reported.
 */
@ApplicationScoped
public class DirectoryLogin {

  private static final Logger LOG = Logger.getLogger(DirectoryLogin.class.getName());
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MAX_NAMES = 10_000;

  private final Directory directory;
  private final UserStore users;
  private final DirectoryUserService rows;
  private final Clock clock;
  private final AtomicBoolean failing = new AtomicBoolean();
  private final ConcurrentHashMap<String, KnownName> names = new ConcurrentHashMap<>();

  /** The user name that the directory returned for another name. */
  private record KnownName(String name, Instant until) {}

  /** For the proxy only. */
  protected DirectoryLogin() {
    this(null, null, null, null);
  }

  @Inject
  public DirectoryLogin(
      Directory directory, UserStore users, DirectoryUserService rows, Clock clock) {
    this.directory = directory;
    this.users = users;
    this.rows = rows;
    this.clock = clock;
  }

  /** Tells whether a directory is configured. */
  public boolean isUsed() {
    return directory.isUsed();
  }

  /**
   * Tells whether the directory keeps the password of the user with this name, in any RFC 8265
   * form.
   */
  public boolean keeps(String username) {
    return isUsed()
        && Username.prepare(username)
            .flatMap(users::findByUsername)
            .filter(user -> !user.hasPassword())
            .isPresent();
  }

  /**
   * Removes the domain that users of the directory may type before the name.
   *
   * @param name the user name in its RFC 8265 form
   */
  String withoutDomain(String name) {
    return isUsed() ? directory.withoutDomain(name) : name;
  }

  /**
   * Finds the name at Postern of the user who typed this name, without asking the directory. A
   * directory may give a user several names. All of them lead to the same user at Postern, with one
   * count of failures.
   *
   * @param name the user name in its RFC 8265 form, without a domain
   * @return empty if only the directory knows the name
   */
  Optional<String> findKnownName(String name) {
    if (!isUsed() || !directory.hasSeveralNames() || users.findByUsername(name).isPresent()) {
      return Optional.of(name);
    }
    return Optional.ofNullable(names.get(name))
        .filter(known -> clock.now().isBefore(known.until()))
        .map(KnownName::name);
  }

  /**
   * Asks the directory for the name at Postern of the user who typed this name. The answer is kept
   * for a minute, so that a caller who repeats a name whose tries are used up does not reach the
   * directory again.
   *
   * @return the name itself if the directory has no other name for the user
   * @throws OAuthException TemporarilyUnavailable (503) if the directory gives no usable answer
   */
  String askName(String name) {
    Optional<String> found =
        limited(() -> ask(() -> directory.findName(name))).flatMap(Username::prepare);
    found.ifPresent(
        other -> {
          if (names.size() >= MAX_NAMES) {
            names.clear();
          }
          names.put(name, new KnownName(other, clock.now().plus(REMEMBERED)));
        });
    return found.orElse(name);
  }

  /**
   * Checks a password and stores the user and the groups.
   *
   * @param name the user name in its RFC 8265 form
   * @param password the password as it was typed, not empty
   * @return the user as stored; empty if there is no such user or the password is wrong
   * @throws OAuthException TemporarilyUnavailable (503) if the directory gives no usable answer
   */
  Optional<UserAccount> authenticate(String name, String password) {
    return ask(() -> directory.authenticate(name, password))
        .flatMap(
            groups -> {
              note(name, groups);
              return users.findByUsername(name);
            });
  }

  /**
   * Asks the directory for the groups of a user and stores them. A user who does not exist there
   * any more loses every token. The method does nothing for a user whose password is in the
   * database, or if the epoch has risen, because then the tokens are dead already.
   *
   * @param epoch the epoch of the user in the token
   * @throws OAuthException InvalidGrant, which names the user, if the user does not exist in the
   *     directory any more; TemporarilyUnavailable (503) if the directory gives no usable answer
   */
  public void updateUser(long userId, long epoch) {
    Optional<UserAccount> user =
        isUsed()
            ? users.find(userId).filter(found -> !found.hasPassword() && found.epoch() == epoch)
            : Optional.empty();
    if (user.isEmpty()) {
      return;
    }
    String name = user.get().username();
    Optional<Set<String>> groups =
        limited(() -> ask(() -> directory.findGroups(name, user.get().groups())));
    groups.filter(now -> !now.equals(user.get().groups())).ifPresent(now -> note(name, now));
    if (groups.isEmpty()) {
      rows.gone(userId, epoch);
      throw new OAuthException(new InvalidGrant(), RefusalReason.USER_UNKNOWN).aboutUser(name);
    }
  }

  /**
   * Runs work that asks the directory, unless too many callers do so already.
   *
   * @throws OAuthException TemporarilyUnavailable (503) if too many callers ask already
   */
  <T> T limited(Supplier<T> work) {
    try {
      return directory.limited(work);
    } catch (DirectoryException e) {
      LOG.log(Level.FINE, "The directory is not asked: {0}", e.getMessage());
      throw unavailable();
    }
  }

  private void note(String name, Set<String> groups) {
    try {
      rows.note(name, groups);
    } catch (RuntimeException e) {
      // Two first logins may have created the same user at once. The user exists now, so the second
      // call succeeds. Any other failure occurs again.
      rows.note(name, groups);
    }
  }

  // Log one line when the directory begins to fail and one when it answers again, however many
  // questions come between.
  private <T> T ask(Supplier<T> question) {
    try {
      T answer = question.get();
      if (failing.get() && failing.getAndSet(false)) {
        LOG.info("The directory answers again");
      }
      return answer;
    } catch (DirectoryException e) {
      LOG.log(
          failing.getAndSet(true) ? Level.FINE : Level.WARNING,
          e,
          () -> "The directory cannot be asked: " + e.getMessage());
      throw unavailable();
    }
  }

  private static OAuthException unavailable() {
    return new OAuthException(
        new TemporarilyUnavailable(false, RETRY_AFTER), RefusalReason.DIRECTORY_UNAVAILABLE);
  }
}

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
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;

/**
 * Users whose password a directory keeps: all who have none here, where a directory is used. Their
 * rows are made at the first login and hold the groups that the directory told last.
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

  /** What the directory said of another name of a user. */
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

  /** Whether there is a directory. */
  public boolean isUsed() {
    return directory.isUsed();
  }

  /** Whether the directory keeps the password of the user of this name, in any form. */
  public boolean keeps(String username) {
    return isUsed()
        && Username.prepare(username)
            .flatMap(users::findByUsername)
            .filter(user -> !user.hasPassword())
            .isPresent();
  }

  /**
   * The name without the domain that a directory's users may type before it.
   *
   * @param name in its RFC 8265 form
   */
  String withoutDomain(String name) {
    return isUsed() ? directory.withoutDomain(name) : name;
  }

  /**
   * The name by which Postern knows the user who types this one, as far as it can be said without
   * asking the directory. A directory may give a user several names; all of them lead to one user
   * here, with one count of failures.
   *
   * @param name in its RFC 8265 form, without a domain
   * @return empty if only the directory can say
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
   * The same by the word of the directory, which is remembered for a minute: who goes on with a
   * name whose tries are used up does not reach the directory again.
   *
   * @return the name itself if the directory has no other for it
   * @throws OAuthException TemporarilyUnavailable (503) if nobody can say
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
   * Checks a password, and notes the user and the groups.
   *
   * @param name in its RFC 8265 form
   * @param password as it was typed, not empty
   * @return the user as noted; empty if there is no such user or the password is wrong
   * @throws OAuthException TemporarilyUnavailable (503) if nobody can say
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
   * Asks the directory for a user's groups and notes them; does nothing for a user whose password
   * is kept here, and for tokens that are dead already. A user who is gone loses every token.
   *
   * @param epoch the user's epoch that the tokens carry
   * @return false if the directory has no such user any more
   * @throws OAuthException TemporarilyUnavailable (503) if nobody can say
   */
  public boolean updateUser(long userId, long epoch) {
    Optional<UserAccount> user =
        isUsed()
            ? users.find(userId).filter(found -> !found.hasPassword() && found.epoch() == epoch)
            : Optional.empty();
    if (user.isEmpty()) {
      return true;
    }
    String name = user.get().username();
    Optional<Set<String>> groups =
        limited(() -> ask(() -> directory.findGroups(name, user.get().groups())));
    groups.filter(now -> !now.equals(user.get().groups())).ifPresent(now -> note(name, now));
    if (groups.isEmpty()) {
      rows.gone(userId, epoch);
    }
    return groups.isPresent();
  }

  /**
   * Does something that asks the directory, unless too many do so already.
   *
   * @throws OAuthException TemporarilyUnavailable (503) if there is no place
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
      // Two first logins at once made the same user; now there is one. Anything else fails again.
      rows.note(name, groups);
    }
  }

  // One line when it begins and one when it ends, however many questions there are between.
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

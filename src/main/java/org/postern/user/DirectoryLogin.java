package org.postern.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
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

  private final Directory directory;
  private final UserStore users;
  private final DirectoryUserService rows;
  private final AtomicBoolean failing = new AtomicBoolean();

  /** For the proxy only. */
  protected DirectoryLogin() {
    this(null, null, null);
  }

  @Inject
  public DirectoryLogin(Directory directory, UserStore users, DirectoryUserService rows) {
    this.directory = directory;
    this.users = users;
    this.rows = rows;
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
   * The name by which Postern knows the user who types this one. A directory may give a user
   * several names, and domains before them; all of them lead to one user here, with one count of
   * failures.
   *
   * @param name in its RFC 8265 form
   * @return the name itself if a user has it here, or if the directory has no other for it
   * @throws OAuthException TemporarilyUnavailable (503) if nobody can say
   */
  String nameOf(String name) {
    if (!isUsed()) {
      return name;
    }
    String bare = directory.withoutDomain(name);
    if (!directory.hasSeveralNames() || users.findByUsername(bare).isPresent()) {
      return bare;
    }
    return limited(() -> ask(() -> directory.findName(bare)))
        .flatMap(Username::prepare)
        .orElse(bare);
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
  public boolean isStillThere(long userId, long epoch) {
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

package org.postern.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.postern.audit.AuditTrail;
import org.postern.audit.Author;
import org.postern.audit.BeforeAndAfter;
import org.postern.audit.Change.UserChanged;
import org.postern.audit.FactKind;
import org.postern.config.Clock;
import org.postern.crypto.SecureTokens;
import org.postern.entity.User;
import org.postern.store.UserStore;

/** Writes the rows of users whose passwords a directory keeps. */
@ApplicationScoped
public class DirectoryUserService {

  private static final Author AUTHOR = new Author("system:directory", Optional.empty());

  private final UserStore users;
  private final SecureTokens tokens;
  private final AuditTrail audit;
  private final Event<DirectoryUserGone> gone;
  private final Clock clock;

  /** For the proxy only. */
  protected DirectoryUserService() {
    this(null, null, null, null, null);
  }

  @Inject
  public DirectoryUserService(
      UserStore users,
      SecureTokens tokens,
      AuditTrail audit,
      Event<DirectoryUserGone> gone,
      Clock clock) {
    this.users = users;
    this.tokens = tokens;
    this.audit = audit;
    this.gone = gone;
    this.clock = clock;
  }

  /** Stores the groups of the user with this name, and creates the user if there is none. */
  @Transactional
  public void note(String name, Set<String> groups) {
    Instant now = clock.now();
    User user = users.lock(name).orElseGet(() -> register(name, now));
    if (!groups.equals(user.groups())) {
      user.changeGroups(groups, now);
      note(FactKind.USER_GROUPS_CHANGED, name);
    }
  }

  /**
   * Ends every token of a user whom the directory does not know any more, so that none revives if
   * the directory knows the name again, and fires {@link DirectoryUserGone}. Does nothing if the
   * user's epoch has changed.
   */
  @Transactional
  public void gone(long userId, long epoch) {
    users
        .lock(userId)
        .filter(user -> user.epoch() == epoch)
        .ifPresent(
            user -> {
              user.revokeAll(clock.now());
              note(FactKind.USER_GONE, user.username());
              gone.fire(new DirectoryUserGone(userId, AUTHOR));
            });
  }

  private User register(String name, Instant now) {
    User user = new User(tokens.newSubject(), name, now);
    users.add(user);
    note(FactKind.USER_CREATED, name);
    return user;
  }

  private void note(FactKind kind, String username) {
    audit.changed(AUTHOR, new UserChanged(kind, username, BeforeAndAfter.NONE));
  }
}

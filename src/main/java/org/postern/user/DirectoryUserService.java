package org.postern.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Set;
import org.postern.audit.AuditTrail;
import org.postern.config.Clock;
import org.postern.crypto.SecureTokens;
import org.postern.entity.User;
import org.postern.store.UserStore;

/** Writes the rows of users whose passwords a directory keeps. */
@ApplicationScoped
public class DirectoryUserService {

  private static final String ACTOR = "system:directory";

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
      audit.changed("user.groups_changed", ACTOR, null, null, name, null);
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
              audit.changed("user.gone", ACTOR, null, null, user.username(), null);
              gone.fire(new DirectoryUserGone(userId, ACTOR));
            });
  }

  private User register(String name, Instant now) {
    User user = new User(tokens.newSubject(), name, now);
    users.add(user);
    audit.changed("user.created", ACTOR, null, null, name, null);
    return user;
  }
}

package org.postern.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.postern.config.Clock;
import org.postern.store.UserStore;

/** Stores a new hash of the same password, made with the configured cost. */
@ApplicationScoped
public class RehashService {

  private final UserStore users;
  private final Clock clock;

  /** For the proxy only. */
  protected RehashService() {
    this(null, null);
  }

  @Inject
  public RehashService(UserStore users, Clock clock) {
    this.users = users;
    this.clock = clock;
  }

  /** Replaces the hash, unless it has been changed since. */
  @Transactional
  public void replace(long userId, String oldHash, String newHash) {
    users
        .lock(userId)
        .filter(user -> oldHash.equals(user.passwordHash()))
        .ifPresent(user -> user.rehashPassword(newHash, clock.now()));
  }
}

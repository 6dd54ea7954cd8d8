package org.postern.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postern.config.Clock;
import org.postern.entity.AccountThrottle;
import org.postern.oauth.TokenDigest;
import org.postern.store.ThrottleStore;

/**
 * Limits the consecutive failed passwords of one user name over all clients and sources. NIST SP
 * 800-63B §5.2.2 allows 100. A place (client and source) where the user has succeeded before does
 * not use this budget but has one of its own, so strangers who use up this budget do not lock the
 * user out there. A name is counted even if no user has it.
 */
@ApplicationScoped
public class AccountBudget {

  /**
   * The number of consecutive failures after which passwords are no longer checked, for a name and
   * for a place where the user is known.
   */
  public static final int LIMIT = 100;

  /** How long the failures of a name are kept after the last one. */
  public static final Duration MEMORY = Duration.ofDays(30);

  /**
   * How many names have a counter of their own. Further names share the counters of {@link
   * #sharedId}.
   */
  private static final long MAX_NAMES = 100_000;

  private final ThrottleStore store;
  private final Clock clock;
  private final Room room;

  /** For the proxy only. */
  protected AccountBudget() {
    this(null, null);
  }

  @Inject
  public AccountBudget(ThrottleStore store, Clock clock) {
    this(store, clock, MAX_NAMES);
  }

  AccountBudget(ThrottleStore store, Clock clock, long maxNames) {
    this.store = store;
    this.clock = clock;
    this.room = new Room(maxNames);
  }

  private static String id(String username) {
    return TokenDigest.of("account\0" + username);
  }

  // One of 4,096 shared counters. There are many, so that a caller who fills the table with names
  // does not lock out every user whose name has no counter yet.
  private static String sharedId(String id) {
    return TokenDigest.of("accounts\0" + id.substring(0, 2));
  }

  /**
   * Tells whether the budget is used up, so that no password is checked at a place where the user
   * is not known.
   */
  boolean isUsedUp(String username) {
    String id = id(username);
    Instant now = clock.now();
    return store
        .findAccount(id)
        .or(() -> store.findAccount(sharedId(id)))
        .filter(counter -> counter.failures() >= LIMIT && now.isBefore(counter.expires()))
        // Ignore a counter that expires later than possible. It was written while the clock was
        // wrong.
        .filter(counter -> !counter.expires().isAfter(now.plus(MEMORY.multipliedBy(2))))
        .isPresent();
  }

  /**
   * Counts a try in the running transaction. It counts until it is released or the name is
   * forgotten.
   *
   * @return the id of the counter; empty if the budget is used up
   */
  Optional<String> reserve(String username) {
    Instant now = clock.now();
    Instant expires = now.plus(MEMORY);
    String own = id(username);
    for (String id : new String[] {own, sharedId(own)}) {
      if (store.reserveAccount(id, LIMIT, now, expires)) {
        return Optional.of(id);
      }
      if (store.findAccount(id).isPresent()) {
        return Optional.empty();
      }
      if (!id.equals(own) || room.take(store::countAccounts)) {
        store.add(new AccountThrottle(id, expires));
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  /** Takes back a try that had no outcome or succeeded. */
  void release(String id) {
    store.releaseAccount(id);
  }

  /**
   * Forgets the failures of a name in the running transaction, because the password was right or
   * has been replaced.
   *
   * @param username in its RFC 8265 form
   */
  public void forget(String username) {
    store.forgetAccount(id(username));
  }
}

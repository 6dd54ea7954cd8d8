package org.postern.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postern.config.Clock;
import org.postern.crypto.TokenDigest;
import org.postern.entity.AccountThrottle;
import org.postern.store.ThrottleStore;

/**
 * Limits the failed passwords in a row of one user name over all clients and sources. NIST SP
 * 800-63B §5.2.2 allows 100. The places where the user succeeded before pass by, each with a budget
 * of its own, so that strangers who use up this one do not shut the user out there. Names are
 * counted whether or not a user has them.
 */
@ApplicationScoped
public class AccountBudget {

  /** Failures in a row that are looked at, of the name and of a place where the user is known. */
  public static final int LIMIT = 100;

  /** How long the failures of a name are kept after the last of them. */
  public static final Duration MEMORY = Duration.ofDays(30);

  /** Names that are kept; beyond them new names share the counters of {@link #sharedId}. */
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

  // One of 4,096: who fills the table with names must not shut out everybody with a new one.
  private static String sharedId(String id) {
    return TokenDigest.of("accounts\0" + id.substring(0, 2));
  }

  /** Whether no further try is looked at where the user is not known. */
  boolean isUsedUp(String username) {
    String id = id(username);
    Instant now = clock.now();
    return store
        .findAccount(id)
        .or(() -> store.findAccount(sharedId(id)))
        .filter(counter -> counter.failures() >= LIMIT && now.isBefore(counter.expires()))
        // One that is kept for longer was counted under a clock that was wrong.
        .filter(counter -> !counter.expires().isAfter(now.plus(MEMORY.multipliedBy(2))))
        .isPresent();
  }

  /**
   * Counts a try in the running transaction, until it is released or the name forgotten.
   *
   * @return the counter that was used; empty if the budget is used up
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

  /** The try had no outcome, or succeeded: it does not count. */
  void release(String id) {
    store.releaseAccount(id);
  }

  /**
   * Forgets the failures of a name in the running transaction: the password was right, or there is
   * another one, of which they tell nothing.
   *
   * @param username in its RFC 8265 form
   */
  public void forget(String username) {
    store.forgetAccount(id(username));
  }
}

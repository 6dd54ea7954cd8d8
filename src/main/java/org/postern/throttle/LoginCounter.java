package org.postern.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postern.config.Clock;
import org.postern.entity.LoginThrottle;
import org.postern.store.ThrottleStore;

/** The short transactions of {@link LoginThrottling}. */
@ApplicationScoped
public class LoginCounter {

  /**
   * How many keys have a counter of their own. Further keys share one counter for each source, so
   * that a stranger can neither fill the disk nor remove an active counter.
   */
  private static final long MAX_COUNTERS = 100_000;

  private final ThrottleStore store;
  private final AccountBudget budget;
  private final Clock clock;
  private final Room room = new Room(MAX_COUNTERS);

  /** For the proxy only. */
  protected LoginCounter() {
    this(null, null, null);
  }

  @Inject
  public LoginCounter(ThrottleStore store, AccountBudget budget, Clock clock) {
    this.store = store;
    this.budget = budget;
    this.clock = clock;
  }

  /**
   * Reserves a try on the key's counter and, if the user is not known there, in the budget of the
   * name. Empty if failures and reservations fill one of them.
   */
  @Transactional
  Optional<LoginThrottling.Reservation> reserve(
      LoginThrottling.Key key, int limit, Duration window) {
    Optional<String> place = reservePlace(key, limit, window);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    String id = place.get();
    // The counter includes this try already, so subtract it.
    if (store.findLogin(id).filter(c -> isKnown(key, c, c.inRow() - 1)).isPresent()) {
      return Optional.of(new LoginThrottling.Reservation(key.username(), id, Optional.empty()));
    }
    Optional<String> account = budget.reserve(key.username());
    if (account.isEmpty()) {
      store.release(id);
      return Optional.empty();
    }
    return Optional.of(new LoginThrottling.Reservation(key.username(), id, account));
  }

  /**
   * Tells whether the user is known at this place: the right password was given here within 30
   * days, and fewer than 100 wrong ones since. A counter that several keys share makes nobody
   * known.
   *
   * @param wrong the consecutive failures at this place, including tries without an outcome yet
   */
  boolean isKnown(LoginThrottling.Key key, LoginThrottle place, long wrong) {
    return place.id().equals(key.id())
        && clock.now().isBefore(place.lastSuccess().plus(LoginThrottling.MEMORY_OF_SUCCESS))
        && wrong < AccountBudget.LIMIT;
  }

  private Optional<String> reservePlace(LoginThrottling.Key key, int limit, Duration window) {
    Instant now = clock.now();
    for (String id : new String[] {key.id(), key.sourceId()}) {
      if (store.reserve(id, limit, now) || store.reopen(id, now, now.plus(window))) {
        return Optional.of(id);
      }
      if (store.findLogin(id).isPresent()) {
        return Optional.empty();
      }
      boolean shared = id.equals(key.sourceId());
      if (shared || room.take(store::countLogins)) {
        store.add(new LoginThrottle(id, now.plus(window)));
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  @Transactional
  void fail(LoginThrottling.Reservation reservation) {
    store.fail(reservation.id());
  }

  @Transactional
  void release(LoginThrottling.Reservation reservation) {
    store.release(reservation.id());
    reservation.account().ifPresent(budget::release);
  }

  @Transactional
  void succeed(LoginThrottling.Reservation reservation) {
    Instant now = clock.now();
    store.release(reservation.id());
    store.succeed(reservation.id(), now, now.plus(LoginThrottling.MEMORY_OF_SUCCESS));
    // Every transaction changes the counter of the place before that of the account, so that no two
    // transactions wait for each other.
    reservation.account().ifPresent(budget::release);
    budget.forget(reservation.username());
  }
}

package org.postern.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.fixtures.Configs;
import org.postern.fixtures.TestClock;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;

/** At most 100 failures in a row of one name, from wherever: NIST SP 800-63B §5.2.2. */
class AccountBudgetTest {

  private static final int TRIES = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final ThrottleDatabase DATABASE = new ThrottleDatabase();
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final TestClock clock = new TestClock();
  private final String alice = "alice of budgets " + NEXT.incrementAndGet();
  private final AccountBudget budget = new AccountBudget(DATABASE.store(), clock);
  private final LoginThrottling throttling = throttling(budget);

  private LoginThrottling throttling(AccountBudget accounts) {
    return new LoginThrottling(
        Configs.of("postern.password.tries", Integer.toString(TRIES)),
        DATABASE.store(),
        DATABASE.counter(clock, accounts),
        accounts,
        clock);
  }

  private LoginThrottling.Key at(int place) {
    return new LoginThrottling.Key(alice, "client " + place % 3, "192.0.2." + place);
  }

  private void fail(LoginThrottling.Key key, int times) {
    for (int i = 0; i < times; i++) {
      throttling.failed(reserve(key));
    }
  }

  private LoginThrottling.Reservation reserve(LoginThrottling.Key key) {
    return throttling.reserve(key).orElseThrow();
  }

  private boolean awaitOpen(LoginThrottling.Key key) {
    return throttling.awaitOpen(key, System.nanoTime() + TimeUnit.SECONDS.toNanos(10));
  }

  private void assertUsedUp(LoginThrottling.Key key) {
    OAuthException refusal = assertThrows(OAuthException.class, () -> awaitOpen(key));
    assertEquals(RefusalReason.ACCOUNT_THROTTLED, refusal.reason());
    assertEquals(new TemporarilyUnavailable(true, WINDOW), refusal.error());
    assertEquals(Optional.empty(), throttling.reserve(key));
  }

  /** Ten places with ten failures each. */
  private void useUpTheBudget() {
    for (int place = 1; place <= AccountBudget.LIMIT / TRIES; place++) {
      fail(at(place), TRIES);
    }
  }

  @Test
  void looksAtTheHundredthTryAndRefusesTheNextWhereverItComesFrom() {
    useUpTheBudget();
    assertUsedUp(at(11));

    LoginThrottling.Key other =
        new LoginThrottling.Key(alice + " and another", "client 0", "192.0.2.11");
    assertFalse(awaitOpen(other));
    throttling.failed(reserve(other));
  }

  @Test
  void startsOverWhenItWasUsedUpUnderClockThatWasWrong() {
    clock.move(Duration.ofDays(100));
    useUpTheBudget();
    assertUsedUp(at(11));

    clock.move(Duration.ofDays(-100));

    assertFalse(awaitOpen(at(11)));
    throttling.failed(reserve(at(11)));
  }

  @Test
  void leavesTheLastTryToWhoComesFirst() {
    useUpTheBudget();
    DATABASE.inTransaction(() -> budget.forget(alice));
    clock.move(WINDOW);
    for (int place = 1; place <= 9; place++) {
      fail(at(place), TRIES);
    }
    fail(at(10), TRIES - 1);

    LoginThrottling.Reservation last = reserve(at(11));

    assertUsedUp(at(12));
    throttling.released(last);
    awaitOpen(at(12));
    throttling.succeeded(reserve(at(12)));
    fail(at(13), TRIES);
  }

  @Test
  void letsThePlaceWhereTheUserSucceededPassByAndBeginsAgainWithItsSuccess() {
    throttling.succeeded(reserve(at(20)));
    useUpTheBudget();
    assertUsedUp(at(11));

    assertTrue(awaitOpen(at(20)));
    throttling.failed(reserve(at(20)));
    assertUsedUp(at(11));
    throttling.succeeded(reserve(at(20)));

    assertFalse(awaitOpen(at(11)));
    throttling.failed(reserve(at(11)));
  }

  @Test
  void countsFailuresOfKnownPlaceThereAlone() {
    throttling.succeeded(reserve(at(20)));

    for (int i = 0; i < AccountBudget.LIMIT / TRIES; i++) {
      assertTrue(awaitOpen(at(20)));
      fail(at(20), TRIES);
      clock.move(WINDOW);
    }

    // From here on, the place is like any other: failures count in the budget of the name.
    assertFalse(awaitOpen(at(20)));
    fail(at(20), TRIES);
    for (int place = 1; place < AccountBudget.LIMIT / TRIES; place++) {
      fail(at(place), TRIES);
    }
    clock.move(WINDOW);
    assertUsedUp(at(20));
  }

  @Test
  void takesBackWhatHadNoOutcomeAtKnownPlace() {
    throttling.succeeded(reserve(at(20)));

    for (int i = 0; i <= AccountBudget.LIMIT; i++) {
      throttling.released(reserve(at(20)));
    }

    assertTrue(awaitOpen(at(20)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one second before, PT719H59M59S, false",
    "at,                PT720H,       true",
    "one second after,  PT720H1S,     true",
  })
  void forgetsThirtyDaysAfterTheLastFailure(String name, Duration wait, boolean open) {
    for (int place = 1; place < AccountBudget.LIMIT / TRIES; place++) {
      fail(at(place), TRIES);
    }
    clock.move(Duration.ofDays(29));
    fail(at(10), TRIES);

    clock.move(wait);

    if (!open) {
      assertUsedUp(at(11));
      return;
    }
    assertFalse(awaitOpen(at(11)), name);
    useUpTheBudget();
    assertUsedUp(at(11));
  }

  @Test
  void beginsAgainWithAnotherPassword() {
    useUpTheBudget();

    DATABASE.inTransaction(() -> budget.forget(alice));

    assertFalse(awaitOpen(at(11)));
    throttling.failed(reserve(at(11)));
  }

  @Test
  void letsNoMoreThanTheLimitThroughAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        LoginThrottling.Key key = at(i);
        tries.add(threads.submit(() -> tryOnce(key)));
      }
      int through = 0;
      for (Future<Boolean> one : tries) {
        through += one.get() ? 1 : 0;
      }
      assertEquals(AccountBudget.LIMIT, through);
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean tryOnce(LoginThrottling.Key key) {
    Optional<LoginThrottling.Reservation> reservation = throttling.reserve(key);
    reservation.ifPresent(throttling::failed);
    return reservation.isPresent();
  }

  @Test
  void countsNewNamesTogetherWhenThereAreTooMany() {
    AccountBudget full = new AccountBudget(DATABASE.store(), clock, 0);
    LoginThrottling crowded = throttling(full);
    for (int place = 1; place <= AccountBudget.LIMIT / TRIES; place++) {
      for (int i = 0; i < TRIES; i++) {
        crowded.failed(crowded.reserve(at(place)).orElseThrow());
      }
    }

    assertEquals(Optional.empty(), crowded.reserve(at(11)));
    assertTrue(full.isUsedUp(alice));
    // The right password of one name does not open the shared counter for all.
    DATABASE.inTransaction(() -> full.forget(alice));
    assertTrue(full.isUsedUp(alice));
  }
}

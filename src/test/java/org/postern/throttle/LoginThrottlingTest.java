package org.postern.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.fixtures.Configs;
import org.postern.fixtures.TestClock;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.throttle.LoginThrottling.Reservation;

class LoginThrottlingTest {

  private static final int TRIES = 3;
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final ThrottleDatabase DATABASE = new ThrottleDatabase();
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final TestClock clock = new TestClock();
  // All tests share the database; each has a user of its own.
  private final String alice = "alice " + NEXT.incrementAndGet();
  private final LoginThrottling.Key key = new LoginThrottling.Key(alice, "client", "192.0.2.1");
  private final LoginThrottling throttling =
      new LoginThrottling(
          Configs.of(
              "postern.password.tries", Integer.toString(TRIES), "postern.password.queue", "1"),
          DATABASE.store(),
          DATABASE.counter(clock),
          new AccountBudget(DATABASE.store(), clock),
          clock);

  private void fail(LoginThrottling.Key key, int times) {
    for (int i = 0; i < times; i++) {
      throttling.failed(reserve(key));
    }
  }

  private Reservation reserve(LoginThrottling.Key key) {
    return throttling.reserve(key).orElseThrow();
  }

  private boolean awaitOpen(LoginThrottling.Key key) {
    return throttling.awaitOpen(key, System.nanoTime() + WAIT.toNanos());
  }

  private List<Reservation> fillTheLimit() {
    List<Reservation> inFlight = new ArrayList<>();
    for (int i = 0; i < TRIES; i++) {
      inFlight.add(reserve(key));
    }
    return inFlight;
  }

  private void assertThrottled(LoginThrottling.Key key, Duration retryAfter) {
    OAuthException refusal = assertThrows(OAuthException.class, () -> awaitOpen(key));
    assertEquals(RefusalReason.THROTTLED, refusal.reason());
    assertEquals(new TemporarilyUnavailable(true, retryAfter), refusal.error());
    assertEquals(Optional.empty(), throttling.reserve(key));
  }

  @Test
  void refusesAfterTheLastTryFailed() {
    fail(key, TRIES - 1);
    awaitOpen(key);
    fail(key, 1);

    assertThrottled(key, Duration.ofMinutes(15).plusSeconds(1));
  }

  /** Otherwise nobody could log in at this place until the time that the wrong clock showed. */
  @Test
  void startsOverWhenTheWindowBeganUnderClockThatWasWrong() {
    clock.move(Duration.ofDays(100));
    fail(key, TRIES);
    assertThrottled(key, Duration.ofMinutes(15).plusSeconds(1));

    clock.move(Duration.ofDays(-100));

    assertFalse(awaitOpen(key));
    fail(key, TRIES);
    assertThrottled(key, Duration.ofMinutes(15).plusSeconds(1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the user,   bob of ALICE, client, 192.0.2.1",
    "the client, ALICE,        other,  192.0.2.1",
    "the source, ALICE,        client, 192.0.2.2",
  })
  void countsApart(String name, String username, String clientId, String source) {
    fail(key, TRIES);

    LoginThrottling.Key other =
        new LoginThrottling.Key(username.replace("ALICE", alice), clientId, source);
    assertFalse(awaitOpen(other), name);
    throttling.released(reserve(other));
  }

  @Test
  void countsNeitherSuccessNorTryWithoutOutcome() {
    fail(key, TRIES - 1);

    for (int i = 0; i < TRIES; i++) {
      throttling.succeeded(reserve(key));
      throttling.released(reserve(key));
    }

    fail(key, 1);
    assertThrottled(key, Duration.ofMinutes(15).plusSeconds(1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one second before, PT14M59S, false",
    "at,                PT15M,    true",
    "one second after,  PT15M1S,  true",
  })
  void startsOverWhenTheWindowIsOver(String name, Duration wait, boolean open) {
    fail(key, TRIES);

    clock.move(wait);

    if (!open) {
      assertThrottled(key, Duration.ofSeconds(2));
      return;
    }
    awaitOpen(key);
    fail(key, TRIES);
    assertThrottled(key, Duration.ofMinutes(15).plusSeconds(1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one second before, PT719H59M59S, true",
    "at,                PT720H,       false",
    "one second after,  PT720H1S,     false",
  })
  void remembersSuccessForThirtyDays(String name, Duration wait, boolean known) {
    throttling.succeeded(reserve(key));

    clock.move(wait);

    assertEquals(known, awaitOpen(key), name);
  }

  @Test
  void knowsNobodyWhoOnlyFailed() {
    assertFalse(awaitOpen(key));
    fail(key, 1);

    assertFalse(awaitOpen(key));
    throttling.succeeded(reserve(key));
    fail(key, 1);
    assertTrue(awaitOpen(key));
  }

  @Test
  void waitsForTheOutcomeOfTriesInFlight() throws Exception {
    List<Reservation> inFlight = fillTheLimit();
    assertEquals(Optional.empty(), throttling.reserve(key));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> waiting = thread.submit(() -> awaitOpen(key));
      assertThrows(TimeoutException.class, () -> waiting.get(100, TimeUnit.MILLISECONDS));

      throttling.succeeded(inFlight.get(0));

      assertTrue(waiting.get(5, TimeUnit.SECONDS), "a success was seen");
      throttling.released(reserve(key));
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void refusesWhoWaitedWhenTheTriesInFlightFailed() throws Exception {
    List<Reservation> inFlight = fillTheLimit();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Boolean> waiting = thread.submit(() -> awaitOpen(key));
      inFlight.forEach(throttling::failed);

      Exception failure = assertThrows(Exception.class, () -> waiting.get(5, TimeUnit.SECONDS));
      assertEquals(RefusalReason.THROTTLED, ((OAuthException) failure.getCause()).reason());
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void refusesWhoWaitedForTooLong() {
    List<Reservation> inFlight = fillTheLimit();

    OAuthException refusal =
        assertThrows(OAuthException.class, () -> throttling.awaitOpen(key, System.nanoTime()));

    assertEquals(new TemporarilyUnavailable(true, Duration.ofSeconds(1)), refusal.error());
    inFlight.forEach(throttling::released);
    assertFalse(awaitOpen(key));
  }

  @Test
  void letsOnlyAFewWait() throws Exception {
    List<Reservation> inFlight = fillTheLimit();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Boolean>> waiting =
          List.of(threads.submit(() -> awaitOpen(key)), threads.submit(() -> awaitOpen(key)));
      while (waiting.stream().noneMatch(Future::isDone)) {
        Thread.onSpinWait();
      }
      inFlight.forEach(throttling::released);

      int open = 0;
      for (Future<Boolean> one : waiting) {
        try {
          assertFalse(one.get());
          open++;
        } catch (ExecutionException e) {
          assertEquals(RefusalReason.HASHING_QUEUE_FULL, ((OAuthException) e.getCause()).reason());
        }
      }
      assertEquals(1, open);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void letsNoMoreThanTheLimitThroughAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        tries.add(threads.submit(this::tryOnce));
      }
      int through = 0;
      for (Future<Boolean> one : tries) {
        through += one.get() ? 1 : 0;
      }
      assertEquals(TRIES, through);
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean tryOnce() {
    Optional<Reservation> reservation = throttling.reserve(key);
    reservation.ifPresent(throttling::failed);
    return reservation.isPresent();
  }
}

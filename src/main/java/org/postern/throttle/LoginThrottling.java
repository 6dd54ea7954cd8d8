package org.postern.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.postern.config.Clock;
import org.postern.config.PosternConfig;
import org.postern.entity.LoginThrottle;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.TokenDigest;
import org.postern.store.ThrottleStore;

/**
 * Limits the failed passwords of one user name at one client from one source. NIST SP 800-63B
 * §5.2.2. Parallel tries cannot exceed the limit, because a try is reserved and committed before
 * the password is checked. The limit locks out nobody else, because the source is part of the key.
 * If the user is not known at this place, the try also counts in the {@link AccountBudget}.
 */
@ApplicationScoped
public class LoginThrottling {

  /** How long a success makes the user known at a place. */
  public static final Duration MEMORY_OF_SUCCESS = Duration.ofDays(30);

  private static final long POLL_MILLIS = 200;

  private final PosternConfig config;
  private final ThrottleStore store;
  private final LoginCounter counter;
  private final AccountBudget budget;
  private final Clock clock;

  // Limits the waiting requests, because each holds a worker thread, like a place in the queue.
  private final Semaphore waiters;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition outcome = lock.newCondition();
  // The number of outcomes so far, guarded by the lock.
  private long outcomes;

  /** For the proxy only. */
  protected LoginThrottling() {
    config = null;
    store = null;
    counter = null;
    budget = null;
    clock = null;
    waiters = null;
  }

  @Inject
  public LoginThrottling(
      PosternConfig config,
      ThrottleStore store,
      LoginCounter counter,
      AccountBudget budget,
      Clock clock) {
    this.config = config;
    this.store = store;
    this.counter = counter;
    this.budget = budget;
    this.clock = clock;
    this.waiters = new Semaphore(config.passwordQueue());
  }

  /** A user name, registered or not, at a client from a source. This is called a place. */
  public record Key(String username, String clientId, String source) {

    String id() {
      return TokenDigest.of("login\0" + username + '\0' + clientId + '\0' + source);
    }

    String sourceId() {
      return TokenDigest.of("login of source\0" + source);
    }
  }

  /**
   * A reserved try, which counts as a failure until its outcome is reported.
   *
   * @param username the user name of the key
   * @param id the id of the place's counter
   * @param account the id of the name's counter in the budget; empty if the user is known at this
   *     place
   */
  public record Reservation(String username, String id, Optional<String> account) {}

  /**
   * Waits until a try may be reserved, at most until the deadline. The request holds no place in
   * the queue meanwhile, and only a few requests may wait.
   *
   * @param deadline a value of {@link System#nanoTime}
   * @return whether the user is known at this place
   * @throws OAuthException TemporarilyUnavailable: 429 if the limit of the place is reached, or the
   *     user is not known there and the budget of the name is used up; 503 if too many requests
   *     wait
   */
  public boolean awaitOpen(Key key, long deadline) {
    if (System.nanoTime() - deadline >= 0) {
      throw throttled(Duration.ofSeconds(1));
    }
    Optional<LoginThrottle> counter = findCounter(key);
    if (isFull(counter)) {
      requireNotExhausted(counter);
      counter = awaitOutcomes(key, deadline);
    }
    boolean known = counter.filter(c -> this.counter.isKnown(key, c, c.inRow())).isPresent();
    if (!known && budget.isUsedUp(key.username())) {
      // Do not state when the budget ends. That may be weeks away, and a success of the user at
      // another place ends it earlier.
      throw new OAuthException(
          new TemporarilyUnavailable(true, config.passwordWindow()),
          RefusalReason.ACCOUNT_THROTTLED);
    }
    return known;
  }

  private Optional<LoginThrottle> awaitOutcomes(Key key, long deadline) {
    if (!waiters.tryAcquire()) {
      throw new OAuthException(
          new TemporarilyUnavailable(false, Duration.ofSeconds(2)),
          RefusalReason.HASHING_QUEUE_FULL);
    }
    try {
      Optional<LoginThrottle> counter = findCounter(key);
      while (isFull(counter)) {
        requireNotExhausted(counter);
        if (System.nanoTime() - deadline >= 0) {
          throw throttled(Duration.ofSeconds(1));
        }
        awaitOutcome();
        counter = findCounter(key);
      }
      return counter;
    } finally {
      waiters.release();
    }
  }

  // Finds the key's own counter, or the one that new keys of its source share if there are too many
  // counters.
  private Optional<LoginThrottle> findCounter(Key key) {
    return store.findLogin(key.id()).or(() -> store.findLogin(key.sourceId()));
  }

  /**
   * Reserves a try, which is committed when the method returns.
   *
   * @return empty if failures and reservations fill the limit
   */
  public Optional<Reservation> reserve(Key key) {
    try {
      return counter.reserve(key, config.passwordTries(), config.passwordWindow());
    } catch (RuntimeException e) {
      // Two first tries may have created the same counter at once. It exists now, so the second
      // call succeeds. Any other failure occurs again.
      return counter.reserve(key, config.passwordTries(), config.passwordWindow());
    }
  }

  /**
   * Reports that the password was right and the user may use the client. The try does not count.
   */
  public void succeeded(Reservation reservation) {
    counter.succeed(reservation);
    signalOutcome();
  }

  /** Reports that the try failed. It counts. */
  public void failed(Reservation reservation) {
    counter.fail(reservation);
    signalOutcome();
  }

  /** Reports that the try had no outcome. It does not count. */
  public void released(Reservation reservation) {
    counter.release(reservation);
    signalOutcome();
  }

  private boolean isFull(Optional<LoginThrottle> counter) {
    Instant now = clock.now();
    Instant latest = now.plus(ThrottleStore.LONGEST_WINDOW);
    return counter
        .filter(c -> now.isBefore(c.windowEnds()) && !c.windowEnds().isAfter(latest))
        .filter(c -> c.tries() >= config.passwordTries())
        .isPresent();
  }

  private void requireNotExhausted(Optional<LoginThrottle> counter) {
    counter
        .filter(c -> c.tries() - c.pending() >= config.passwordTries())
        .ifPresent(
            c -> {
              throw throttled(Duration.between(clock.now(), c.windowEnds()).plusSeconds(1));
            });
  }

  private static OAuthException throttled(Duration retryAfter) {
    return new OAuthException(
        new TemporarilyUnavailable(true, retryAfter), RefusalReason.THROTTLED);
  }

  // An outcome on this node ends the wait at once. The wait also ends after a short time, to see
  // outcomes on other nodes.
  private void awaitOutcome() {
    lock.lock();
    try {
      long seen = outcomes;
      long nanos = TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS);
      while (seen == outcomes && nanos > 0) {
        nanos = outcome.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw throttled(Duration.ofSeconds(1));
    } finally {
      lock.unlock();
    }
  }

  private void signalOutcome() {
    lock.lock();
    try {
      outcomes++;
      outcome.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

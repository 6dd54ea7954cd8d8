package org.postern.throttle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.postern.config.Clock;
import org.postern.config.PosternConfig;
import org.postern.crypto.TokenDigest;
import org.postern.entity.LoginThrottle;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.store.ThrottleStore;

/**
 * Limits the failed passwords of one user name at one client from one source. NIST SP 800-63B
 * §5.2.2. The limit is hard, because a try is reserved and committed before the password is looked
 * at; it shuts out nobody else, because the source is part of the key.
 */
@ApplicationScoped
public class LoginThrottling {

  /** How long a success is remembered. */
  public static final Duration MEMORY_OF_SUCCESS = Duration.ofDays(30);

  private static final Duration MAX_WAIT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 200;

  private final PosternConfig config;
  private final ThrottleStore store;
  private final LoginCounter counter;
  private final Clock clock;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition outcome = lock.newCondition();
  // Guarded by the lock.
  private long outcomes;

  /** For the proxy only. */
  protected LoginThrottling() {
    this(null, null, null, null);
  }

  @Inject
  public LoginThrottling(
      PosternConfig config, ThrottleStore store, LoginCounter counter, Clock clock) {
    this.config = config;
    this.store = store;
    this.counter = counter;
    this.clock = clock;
  }

  /** A user name, registered or not, at a client from a source. */
  public record Key(String username, String clientId, String source) {

    String id() {
      return TokenDigest.of("login\0" + username + '\0' + clientId + '\0' + source);
    }

    String sourceId() {
      return TokenDigest.of("login of source\0" + source);
    }
  }

  /** A try that counts until its outcome is told. */
  public record Reservation(String id) {}

  /**
   * Refuses at once what is over the limit; changes nothing.
   *
   * @return whether this user gave the right password here within 30 days
   * @throws OAuthException TemporarilyUnavailable (429) if the limit is reached
   */
  public boolean requireOpen(Key key) {
    Instant now = clock.now();
    Optional<LoginThrottle> row = store.findLogin(key.id());
    row.filter(r -> isExhausted(r, now)).ifPresent(r -> refuse(r, now));
    return row.map(r -> now.isBefore(r.lastSuccess().plus(MEMORY_OF_SUCCESS))).orElse(false);
  }

  /**
   * Reserves a try; it is committed when this returns. While reservations in flight fill the limit,
   * waits for their outcome, at most 10 s.
   *
   * @throws OAuthException TemporarilyUnavailable (429) if the limit is reached
   */
  public Reservation reserve(Key key) {
    long deadline = System.nanoTime() + MAX_WAIT.toNanos();
    while (true) {
      Instant now = clock.now();
      Optional<String> id = counter.reserve(key, config.passwordTries(), config.passwordWindow());
      if (id.isPresent()) {
        return new Reservation(id.get());
      }
      Optional<LoginThrottle> row = store.findLogin(key.id());
      boolean open = row.isEmpty() || !isExhausted(row.get(), now);
      if (!open || System.nanoTime() >= deadline) {
        row.ifPresent(r -> refuse(r, now));
        throw throttled(Duration.ofSeconds(1));
      }
      awaitOutcome();
    }
  }

  /** The password was right and the user may use the client: the try does not count. */
  public void succeeded(Reservation reservation) {
    counter.succeed(reservation.id());
    signalOutcome();
  }

  /** The try failed and counts. */
  public void failed(Reservation reservation) {
    counter.fail(reservation.id());
    signalOutcome();
  }

  /** There was no outcome: the try does not count. */
  public void released(Reservation reservation) {
    counter.release(reservation.id());
    signalOutcome();
  }

  private boolean isExhausted(LoginThrottle row, Instant now) {
    return now.isBefore(row.windowEnds()) && row.tries() - row.pending() >= config.passwordTries();
  }

  private static void refuse(LoginThrottle row, Instant now) {
    throw throttled(Duration.between(now, row.windowEnds()).plusSeconds(1));
  }

  private static OAuthException throttled(Duration retryAfter) {
    return new OAuthException(
        new TemporarilyUnavailable(true, retryAfter), RefusalReason.THROTTLED);
  }

  // Wakes up at once for an outcome on this node, and now and then for those on others.
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

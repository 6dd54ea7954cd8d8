package org.postern.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.postern.config.PosternConfig;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;

/**
 * Lets a few password hashes run at once and a few more wait, so that a flood of logins takes
 * neither all cores nor all of the server's worker threads. Who waits is served by rank, and within
 * a rank in turns by (client, source). Those who succeeded before where they are now wait in places
 * of their own, which a stranger cannot fill.
 */
@ApplicationScoped
public class HashingQueue {

  private static final Duration MAX_WAIT = Duration.ofSeconds(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final int MAX_TURNS = 1_000;

  private final int permits;
  private final int places;
  private final Duration maxWait;

  private final ReentrantLock lock = new ReentrantLock();

  // All guarded by the lock.
  private final List<Waiter> waiting = new ArrayList<>();
  private final Map<String, Long> lastTurns = new LinkedHashMap<>();
  private int running;
  private long turn;

  /** For the proxy only. */
  protected HashingQueue() {
    permits = 0;
    places = 0;
    maxWait = Duration.ZERO;
  }

  @Inject
  public HashingQueue(PosternConfig config) {
    this(config.passwordHashes(), config.passwordQueue(), MAX_WAIT);
  }

  HashingQueue(int permits, int places, Duration maxWait) {
    this.permits = permits;
    this.places = places;
    this.maxWait = maxWait;
  }

  /** Who goes first. */
  public enum Rank {
    /** The user succeeded at this client and source within 30 days. */
    KNOWN_SOURCE,
    /** Anybody. */
    ORDINARY,
    /** The user name had many failures lately, from wherever. */
    SUSPECT
  }

  /**
   * A place in the queue.
   *
   * @param rank who goes first
   * @param party client and source, which take turns with others
   */
  public record Ticket(Rank rank, String party) {

    boolean isKnown() {
      return rank == Rank.KNOWN_SOURCE;
    }
  }

  private static final class Waiter {
    private final Ticket ticket;
    private final Condition wake;
    private boolean admitted;
    private boolean evicted;

    private Waiter(Ticket ticket, Condition wake) {
      this.ticket = ticket;
      this.wake = wake;
    }
  }

  /**
   * Does the work when its turn comes.
   *
   * @throws OAuthException TemporarilyUnavailable (503) if there is no place, or no turn within 10
   *     s
   */
  public <T> T run(Ticket ticket, Supplier<T> work) {
    enter(ticket);
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  /** How many wait now. */
  public int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void enter(Ticket ticket) {
    lock.lock();
    try {
      if (running < permits && waiting.isEmpty()) {
        begin(ticket);
        return;
      }
      Waiter waiter = new Waiter(ticket, lock.newCondition());
      makePlaceFor(ticket);
      waiting.add(waiter);
      await(waiter);
    } finally {
      lock.unlock();
    }
  }

  private void begin(Ticket ticket) {
    running++;
    lastTurns.remove(ticket.party());
    lastTurns.put(ticket.party(), ++turn);
    if (lastTurns.size() > MAX_TURNS) {
      lastTurns.remove(lastTurns.keySet().iterator().next());
    }
  }

  // A full queue gives a place to a party with fewer, at the cost of the party with the most.
  private void makePlaceFor(Ticket ticket) {
    List<Waiter> lane =
        waiting.stream().filter(w -> w.ticket.isKnown() == ticket.isKnown()).toList();
    if (lane.size() < places) {
      return;
    }
    Optional<Waiter> last =
        lane.stream()
            .filter(w -> count(lane, w.ticket.party()) > count(lane, ticket.party()) + 1)
            .max(Comparator.comparingLong(w -> count(lane, w.ticket.party())));
    Waiter evicted = last.orElseThrow(HashingQueue::full);
    evicted.evicted = true;
    waiting.remove(evicted);
    evicted.wake.signal();
  }

  private static long count(List<Waiter> lane, String party) {
    return lane.stream().filter(w -> w.ticket.party().equals(party)).count();
  }

  private void await(Waiter waiter) {
    long nanos = maxWait.toNanos();
    try {
      while (!waiter.admitted && !waiter.evicted && nanos > 0) {
        nanos = waiter.wake.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!waiter.admitted) {
      waiting.remove(waiter);
      throw full();
    }
  }

  private void leave() {
    lock.lock();
    try {
      running--;
      while (running < permits && !waiting.isEmpty()) {
        Waiter next =
            waiting.stream()
                .min(
                    Comparator.comparing((Waiter w) -> w.ticket.rank())
                        .thenComparing(w -> lastTurns.getOrDefault(w.ticket.party(), 0L)))
                .orElseThrow();
        waiting.remove(next);
        next.admitted = true;
        begin(next.ticket);
        next.wake.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private static OAuthException full() {
    return new OAuthException(
        new TemporarilyUnavailable(false, RETRY_AFTER), RefusalReason.HASHING_QUEUE_FULL);
  }
}

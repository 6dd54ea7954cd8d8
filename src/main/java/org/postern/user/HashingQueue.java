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
 * Lets a few password hashes run at once and a few more wait, so that a flood of logins occupies
 * neither all cores nor all worker threads of the server. Waiting logins are served by rank, and
 * within a rank the pairs of client and source take turns. The login that has waited longest is
 * passed by three times in a row at most. Users who are known at their client and source have their
 * own waiting places, which a stranger cannot fill.
 */
@ApplicationScoped
public class HashingQueue {

  private static final Duration MAX_WAIT = Duration.ofSeconds(10);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final int MAX_TURNS = 1_000;
  private static final int MOST_PASSED_BY = 3;

  private final int permits;
  private final int places;
  private final Duration maxWait;

  private final ReentrantLock lock = new ReentrantLock();

  // The fields below are guarded by the lock.
  private final List<Waiter> waiting = new ArrayList<>();
  private final Map<String, Long> lastTurns = new LinkedHashMap<>();
  private int running;
  private long turn;
  private int passedBy;

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

  /** The order in which waiting logins are served. */
  public enum Rank {
    /** The user succeeded at this client and source within 30 days. */
    KNOWN_SOURCE,
    /** Any other login. */
    ORDINARY,
    /** The user name had many failures lately, from any source. */
    SUSPECT
  }

  /**
   * A place in the queue.
   *
   * @param rank the rank of the login
   * @param party client and source, which take turns with other pairs
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
   * Runs the work when it is its turn.
   *
   * @throws OAuthException TemporarilyUnavailable (503) if no place is free, or the turn does not
   *     come within 10 s
   */
  public <T> T run(Ticket ticket, Supplier<T> work) {
    enter(ticket);
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  /** The number of waiting logins. */
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

  // If the queue is full, the party with the most places loses one, if it has at least two more
  // than the new party.
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
        Waiter next = next();
        waiting.remove(next);
        next.admitted = true;
        begin(next.ticket);
        next.wake.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  // One of four turns goes to who has waited longest, so that nobody is passed by for ever: a few
  // users with the right password could shut out all others otherwise.
  private Waiter next() {
    Waiter oldest = waiting.get(0);
    Waiter first =
        waiting.stream()
            .min(
                Comparator.comparing((Waiter w) -> w.ticket.rank())
                    .thenComparing(w -> lastTurns.getOrDefault(w.ticket.party(), 0L)))
            .orElseThrow();
    passedBy = first == oldest ? 0 : passedBy + 1;
    if (passedBy > MOST_PASSED_BY) {
      passedBy = 0;
      return oldest;
    }
    return first;
  }

  private static OAuthException full() {
    return new OAuthException(
        new TemporarilyUnavailable(false, RETRY_AFTER), RefusalReason.HASHING_QUEUE_FULL);
  }
}

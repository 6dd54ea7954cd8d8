package org.postern.job;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postern.config.Clock;
import org.postern.config.PosternConfig;
import org.postern.store.PurgeStore.Expiring;
import org.postern.user.HashingQueue;

/**
 * Deletes expired rows every minute, on the one node that holds the lease. It works in small
 * batches, each in its own transaction. It lets waiting logins go first, for at most ten minutes.
 * In the first half hour of a run it pauses after each full batch for four times the batch's
 * duration, so that a large backlog takes little from the requests; after that it runs without
 * pauses, so that the backlog ends.
 */
@ApplicationScoped
public class Purge {

  private static final Logger LOG = Logger.getLogger(Purge.class.getName());

  /** The most rows of one transaction, which then takes a few milliseconds. */
  private static final int BATCH = 500;

  /** The length of the pause after a full batch, as a multiple of the batch's duration. */
  private static final int REST = 4;

  /** The longest pause, so that one slow batch does not stop the purge for long. */
  private static final Duration MAX_REST = Duration.ofSeconds(1);

  /** A run that takes longer than this continues without pauses. */
  private static final Duration MAX_RESTING = Duration.ofMinutes(30);

  /**
   * A batch that takes longer than this had to wait for the pool or the database, so requests wait
   * there too.
   */
  private static final Duration SLOW_BATCH = Duration.ofSeconds(1);

  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration MAX_POSTPONED = Duration.ofMinutes(10);

  /**
   * How long an expired row is kept. This is longer than any transaction or replay window that may
   * still need the row.
   */
  private static final Duration GRACE = Duration.ofMinutes(2);

  /** How much the clock of a node that still needs a seed may be slow. */
  private static final Duration SLOW_CLOCK = Duration.ofMinutes(1);

  @Resource private ManagedScheduledExecutorService executor;

  private final PurgeBatch batch;
  private final HashingQueue queue;
  private final PosternConfig config;
  private final Clock clock;
  private final String node = UUID.randomUUID().toString();

  private ScheduledFuture<?> schedule;
  private volatile boolean stopping;
  private volatile State state = new State(Instant.EPOCH, Instant.EPOCH, 0, Map.of());

  /** For the proxy only. */
  protected Purge() {
    this(null, null, null, null);
  }

  @Inject
  public Purge(PurgeBatch batch, HashingQueue queue, PosternConfig config, Clock clock) {
    this.batch = batch;
    this.queue = queue;
    this.config = config;
    this.clock = clock;
  }

  /**
   * The state of the purge on this node.
   *
   * @param lastLook when it last ran; 1970 for never
   * @param lastComplete when it last finished without a backlog, or found that another node purges;
   *     1970 for never
   * @param deleted how many rows it has deleted since the start
   * @param lastDeleted how many rows of each kind it deleted in the last run
   */
  public record State(
      Instant lastLook, Instant lastComplete, long deleted, Map<Expiring, Integer> lastDeleted) {}

  /** The state after the last run. */
  public State state() {
    return state;
  }

  // Runs after start-up, which creates the tables.
  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) Startup event) {
    schedule =
        executor.scheduleWithFixedDelay(
            this::run, PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    stopping = true;
    if (schedule != null) {
      schedule.cancel(false);
    }
  }

  /** Purges now, unless another node does or a login waits. The method never throws. */
  public void run() {
    Instant now = clock.now();
    // A look in the future was one under a clock that was wrong.
    boolean mayWait =
        !now.isBefore(state.lastComplete())
            && now.isBefore(state.lastComplete().plus(MAX_POSTPONED));
    if (mayWait && queue.waiting() > 0) {
      return;
    }
    try {
      if (!batch.takeLease(node, now, LEASE)) {
        state = new State(now, now, state.deleted(), Map.of());
        return;
      }
      purge(new Round(now, mayWait, new EnumMap<>(Expiring.class)));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The purge of expired rows failed, trying again: {0}", e.toString());
    }
  }

  // One run over all tables.
  private record Round(Instant begin, boolean mayWait, Map<Expiring, Integer> deleted) {}

  private void purge(Round round) {
    boolean complete = true;
    for (Expiring what : Expiring.values()) {
      complete &= purge(what, round.begin.minus(kept(what)), round);
    }
    long sum = round.deleted.values().stream().mapToLong(Integer::longValue).sum();
    state =
        new State(
            round.begin,
            complete ? round.begin : state.lastComplete(),
            state.deleted() + sum,
            Map.copyOf(round.deleted));
    if (sum > 0) {
      LOG.log(Level.FINE, "Purged {0}", round.deleted);
    }
  }

  // Delete a seed as soon as its time is over on every node, because after that only a thief could
  // use it. Until then it is needed: a repeated request without its seed would end the family.
  private Duration kept(Expiring what) {
    return switch (what) {
      case AUDIT_EVENTS -> config.auditRetention();
      case REFRESH_SEEDS, REFRESH_SEEDS_OF_EARLIER_VERSIONS -> SLOW_CLOCK;
      default -> GRACE;
    };
  }

  // Returns false if it stopped before the last expired row.
  private boolean purge(Expiring what, Instant before, Round round) {
    while (true) {
      long start = System.nanoTime();
      int count = batch.delete(what, before, BATCH);
      round.deleted.merge(what, count, Integer::sum);
      if (count < BATCH) {
        return true;
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      boolean slow = took.compareTo(SLOW_BATCH) > 0;
      boolean givesWay = round.mayWait && (slow || queue.waiting() > 0);
      if (stopping || givesWay || !keepLease()) {
        return false;
      }
      if (clock.now().isBefore(round.begin.plus(MAX_RESTING))) {
        rest(took.multipliedBy(REST));
      }
    }
  }

  // This method is package-private for the test.
  void rest(Duration wanted) {
    LockSupport.parkNanos(Math.min(wanted.toNanos(), MAX_REST.toNanos()));
  }

  private boolean keepLease() {
    Instant now = clock.now();
    return batch.takeLease(node, now, LEASE);
  }
}

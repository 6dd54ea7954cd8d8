package org.postern.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.fixtures.Configs;
import org.postern.fixtures.TestClock;
import org.postern.store.PurgeStore.Expiring;
import org.postern.user.HashingQueue;

class PurgeTest {

  private static final Instant NEVER = Instant.EPOCH;

  private final TestClock clock = new TestClock();
  private final Batches batches = new Batches();
  private final Queue queue = new Queue();
  private final List<Duration> rests = new ArrayList<>();
  private final Purge purge =
      new Purge(batches, queue, Configs.of("postern.audit-retention", "P30D"), clock) {
        @Override
        void rest(Duration wanted) {
          rests.add(wanted);
        }
      };

  /** Stands in for the tables: only the number of expired rows of each is known. */
  private static final class Batches extends PurgeBatch {
    private final Map<Expiring, Integer> expired = new EnumMap<>(Expiring.class);
    private final Map<Expiring, Instant> before = new EnumMap<>(Expiring.class);
    private final List<Integer> sizes = new ArrayList<>();
    private int leasesLeft = Integer.MAX_VALUE;
    private Duration lease;
    private Runnable afterEach = () -> {};

    @Override
    boolean takeLease(String holder, Instant now, Duration length) {
      lease = length;
      return leasesLeft-- > 0;
    }

    @Override
    int delete(Expiring what, Instant until, int limit) {
      before.put(what, until);
      int there = expired.getOrDefault(what, 0);
      int deleted = Math.min(there, limit);
      expired.put(what, there - deleted);
      if (deleted > 0) {
        sizes.add(deleted);
      }
      afterEach.run();
      return deleted;
    }
  }

  private static final class Queue extends HashingQueue {
    private int waiting;

    Queue() {
      super(Configs.of());
    }

    @Override
    public int waiting() {
      return waiting;
    }
  }

  @Test
  void looksForWhatExpiredTwoMinutesAgoForSeedsOneAndForAuditRowsByTheirRetention() {
    purge.run();

    for (Expiring what : Expiring.values()) {
      Duration ago =
          switch (what) {
            case AUDIT_EVENTS -> Duration.ofDays(30);
            case REFRESH_SEEDS, REFRESH_SEEDS_OF_EARLIER_VERSIONS -> Duration.ofMinutes(1);
            default -> Duration.ofMinutes(2);
          };
      assertEquals(TestClock.START.minus(ago), batches.before.get(what), what.table());
    }
    assertEquals(Duration.ofMinutes(5), batches.lease);
  }

  @Test
  void deletesInBatchesUntilNothingIsLeft() {
    batches.expired.put(Expiring.ACCESS_TOKENS, 1_201);
    batches.expired.put(Expiring.AUDIT_EVENTS, 500);

    purge.run();

    assertEquals(List.of(500, 500, 201, 500), batches.sizes);
    assertEquals(TestClock.START, purge.state().lastComplete());
    assertEquals(1_701, purge.state().deleted());
    assertEquals(1_201, purge.state().lastDeleted().get(Expiring.ACCESS_TOKENS));
    assertEquals(0, purge.state().lastDeleted().get(Expiring.TOKEN_FAMILIES));
  }

  @Test
  void restsBehindEachFullBatchForHalfAnHour() {
    batches.expired.put(Expiring.ACCESS_TOKENS, 2_001);
    purge.run();
    assertEquals(4, rests.size());
    assertTrue(rests.stream().allMatch(rest -> rest.toNanos() > 0), rests.toString());

    rests.clear();
    batches.expired.put(Expiring.ACCESS_TOKENS, 2_001);
    batches.afterEach = () -> clock.move(Duration.ofMinutes(15));
    purge.run();

    assertEquals(1, rests.size());
    assertEquals(4_002, purge.state().deleted());
  }

  @Test
  void addsUpWhatItDeleted() {
    batches.expired.put(Expiring.ACCESS_TOKENS, 10);
    purge.run();
    batches.expired.put(Expiring.ACCESS_TOKENS, 5);
    purge.run();

    assertEquals(15, purge.state().deleted());
    assertEquals(5, purge.state().lastDeleted().get(Expiring.ACCESS_TOKENS));
  }

  @Test
  void leavesEverythingToTheNodeThatHoldsTheLease() {
    batches.expired.put(Expiring.ACCESS_TOKENS, 10);
    batches.leasesLeft = 0;

    purge.run();

    assertEquals(List.of(), batches.sizes);
    assertEquals(TestClock.START, purge.state().lastLook());
    // The node that has the lease reports the backlog; this one reports none.
    assertEquals(TestClock.START, purge.state().lastComplete());
  }

  @Test
  void stopsWhenTheLeaseIsLostBetweenBatches() {
    batches.expired.put(Expiring.ACCESS_TOKENS, 1_000);
    batches.leasesLeft = 1;

    purge.run();

    assertEquals(List.of(500), batches.sizes);
    assertEquals(TestClock.START, purge.state().lastLook());
    assertEquals(NEVER, purge.state().lastComplete());
  }

  private static Stream<Arguments> postponements() {
    return Stream.of(
        Arguments.of("right after a complete run", Duration.ZERO, 0),
        Arguments.of("a second before ten minutes", Duration.ofSeconds(599), 0),
        Arguments.of("after ten minutes", Duration.ofMinutes(10), 5));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("postponements")
  void givesWayToLoginsThatWaitForTenMinutesAtMost(String name, Duration later, int deleted) {
    purge.run();
    batches.expired.put(Expiring.ACCESS_TOKENS, 5);
    queue.waiting = 1;
    clock.move(later);

    purge.run();

    assertEquals(deleted, purge.state().deleted());
  }

  @Test
  void givesWayBetweenBatchesToo() {
    purge.run();
    batches.expired.put(Expiring.ACCESS_TOKENS, 1_000);
    batches.afterEach = () -> queue.waiting = 1;
    clock.move(Duration.ofMinutes(1));

    purge.run();

    assertEquals(List.of(500), batches.sizes);
    assertEquals(clock.now(), purge.state().lastLook());
    assertEquals(TestClock.START, purge.state().lastComplete());
    batches.afterEach = () -> {};
    queue.waiting = 0;
    purge.run();
    assertEquals(List.of(500, 500), batches.sizes);
    assertEquals(clock.now(), purge.state().lastComplete());
  }

  @Test
  void goesThroughWithItOnceItWasPutOffForTenMinutes() {
    purge.run();
    batches.expired.put(Expiring.ACCESS_TOKENS, 1_000);
    queue.waiting = 1;
    clock.move(Duration.ofMinutes(10));

    purge.run();

    assertEquals(List.of(500, 500), batches.sizes);
    assertEquals(clock.now(), purge.state().lastComplete());
  }

  @Test
  void triesAgainAfterAFailure() {
    batches.expired.put(Expiring.ACCESS_TOKENS, 5);
    batches.afterEach =
        () -> {
          throw new IllegalStateException("no database");
        };

    purge.run();
    batches.afterEach = () -> {};
    batches.expired.put(Expiring.ACCESS_TOKENS, 5);
    purge.run();

    assertEquals(5, purge.state().deleted());
    assertEquals(TestClock.START, purge.state().lastComplete());
  }
}

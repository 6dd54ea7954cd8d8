package org.postern.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.entity.SecretThrottle;
import org.postern.fixtures.Configs;
import org.postern.fixtures.TestClock;

class SecretFlushTest {

  private final SecretThrottling throttling =
      new SecretThrottling(Configs.of("postern.secret.tries", "10"), new TestClock());
  private final Counter counter = new Counter();
  private final SecretFlush flush = new SecretFlush(throttling, counter);

  /** A counter on which another node has already counted nine failures. */
  private static final class Counter extends SecretCounter {
    private final List<Integer> sizes = new ArrayList<>();
    private boolean broken;

    @Override
    List<SecretThrottle> add(List<SecretThrottling.Unshared> unshared) {
      if (broken) {
        throw new IllegalStateException("no database");
      }
      sizes.add(unshared.size());
      return unshared.stream()
          .map(one -> new SecretThrottle(one.id(), one.failures() + 9, one.windowEnds()))
          .toList();
    }
  }

  private void fail(int clients) {
    for (int i = 0; i < clients; i++) {
      throttling.failed("client-" + i, "192.0.2.1");
    }
  }

  @Test
  void tellsManyCountersInFewTransactions() {
    fail(1_001);

    flush.flush();

    assertEquals(List.of(500, 500, 1), counter.sizes);
    assertTrue(throttling.takeUnshared().isEmpty());
  }

  @Test
  void learnsWhatOtherNodesCounted() {
    fail(2);
    assertEquals(Optional.empty(), throttling.retryAfter("client-1", "192.0.2.1"));

    flush.flush();

    assertEquals(
        Optional.of(Duration.ofMinutes(15).plusSeconds(1)),
        throttling.retryAfter("client-1", "192.0.2.1"));
  }

  @Test
  void keepsWhatCouldNotBeTold() {
    fail(3);
    counter.broken = true;
    flush.flush();
    counter.broken = false;

    flush.flush();

    assertEquals(List.of(3), counter.sizes);
  }
}

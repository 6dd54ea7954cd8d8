package org.postern.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.fixtures.Configs;
import org.postern.fixtures.TestClock;
import org.postern.throttle.SecretThrottling.Unshared;

class SecretThrottlingTest {

  private static final int TRIES = 3;

  private final TestClock clock = new TestClock();
  private final SecretThrottling throttling =
      new SecretThrottling(Configs.of("postern.secret.tries", Integer.toString(TRIES)), clock);

  private void fail(String clientId, String source, int times) {
    for (int i = 0; i < times; i++) {
      throttling.failed(clientId, source);
    }
  }

  @Test
  void asksToWaitAfterTheLastTryFailed() {
    fail("client", "192.0.2.1", TRIES - 1);
    assertEquals(Optional.empty(), throttling.retryAfter("client", "192.0.2.1"));

    fail("client", "192.0.2.1", 1);

    assertEquals(
        Optional.of(Duration.ofMinutes(15).plusSeconds(1)),
        throttling.retryAfter("client", "192.0.2.1"));
  }

  @Test
  void countsByClientAndSource() {
    fail("client", "192.0.2.1", TRIES);

    assertEquals(Optional.empty(), throttling.retryAfter("other", "192.0.2.1"));
    assertEquals(Optional.empty(), throttling.retryAfter("client", "192.0.2.2"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one second before, PT14M59S, true",
    "at,                PT15M,    false",
    "one second after,  PT15M1S,  false",
  })
  void startsOverWhenTheWindowIsOver(String name, Duration wait, boolean throttled) {
    fail("client", "192.0.2.1", TRIES);

    clock.move(wait);

    assertEquals(throttled, throttling.retryAfter("client", "192.0.2.1").isPresent(), name);
    fail("client", "192.0.2.1", 1);
    assertEquals(throttled, throttling.retryAfter("client", "192.0.2.1").isPresent(), name);
  }

  @Test
  void startsOverWhenTheWindowBeganUnderClockThatWasWrong() {
    clock.move(Duration.ofDays(100));
    fail("client", "192.0.2.1", TRIES);
    boolean throttled = throttling.retryAfter("client", "192.0.2.1").isPresent();

    clock.move(Duration.ofDays(-100));

    assertTrue(throttled);
    assertEquals(Optional.empty(), throttling.retryAfter("client", "192.0.2.1"));
    fail("client", "192.0.2.1", TRIES);
    assertEquals(
        Optional.of(Duration.ofMinutes(15).plusSeconds(1)),
        throttling.retryAfter("client", "192.0.2.1"));
  }

  @Test
  void tellsTheOtherNodesEveryFailureOnce() {
    fail("client", "192.0.2.1", 2);
    List<Unshared> first = throttling.takeUnshared();
    List<Unshared> second = throttling.takeUnshared();
    fail("client", "192.0.2.1", 1);
    List<Unshared> third = throttling.takeUnshared();

    assertEquals(List.of(2L), first.stream().map(Unshared::failures).toList());
    assertEquals(List.of(), second);
    assertEquals(List.of(1L), third.stream().map(Unshared::failures).toList());
  }

  @Test
  void tellsAgainWhatCouldNotBeTold() {
    fail("client", "192.0.2.1", 2);
    throttling.takeUnshared().forEach(throttling::putBack);
    fail("client", "192.0.2.1", 1);

    assertEquals(List.of(3L), throttling.takeUnshared().stream().map(Unshared::failures).toList());
  }

  @Test
  void addsWhatTheOtherNodesCounted() {
    fail("client", "192.0.2.1", 1);
    Unshared mine = throttling.takeUnshared().get(0);
    fail("client", "192.0.2.1", 1);

    throttling.learn(mine.id(), 2, mine.windowEnds());

    assertTrue(throttling.retryAfter("client", "192.0.2.1").isPresent());
  }

  @Test
  void keepsWhatIsInForceWhenItIsFull() {
    fail("victim", "192.0.2.1", TRIES);
    for (int i = 0; i < 20_000; i++) {
      throttling.failed("made-up-" + i, "198.51.100.7");
    }
    fail("one more", "198.51.100.7", TRIES);

    assertTrue(throttling.retryAfter("victim", "192.0.2.1").isPresent());
    assertTrue(throttling.retryAfter("yet another", "198.51.100.7").isPresent());
    assertEquals(Optional.empty(), throttling.retryAfter("one more", "192.0.2.2"));
  }
}

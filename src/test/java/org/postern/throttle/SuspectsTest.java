package org.postern.throttle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.fixtures.Configs;
import org.postern.fixtures.TestClock;

class SuspectsTest {

  private static final int TRIES = 3;

  private final TestClock clock = new TestClock();
  private final Suspects suspects =
      new Suspects(Configs.of("postern.password.tries", Integer.toString(TRIES)), clock);

  private void fail(String username, int times) {
    for (int i = 0; i < times; i++) {
      suspects.failed(username);
    }
  }

  @Test
  void suspectsNameThatFailedAsOftenAsOneSourceMay() {
    fail("alice", TRIES - 1);
    assertFalse(suspects.isSuspect("alice"));

    fail("alice", 1);

    assertTrue(suspects.isSuspect("alice"));
    assertFalse(suspects.isSuspect("bob"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one second before, PT14M59S, true",
    "at,                PT15M,    false",
    "one second after,  PT15M1S,  false",
  })
  void forgetsWhenTheWindowIsOver(String name, Duration wait, boolean suspect) {
    fail("alice", TRIES);

    clock.move(wait);

    assertEquals(suspect, suspects.isSuspect("alice"), name);
  }

  @Test
  void forgetsTheOldestWhenItIsFull() {
    fail("alice", TRIES);

    for (int i = 0; i < 10_000; i++) {
      suspects.failed("made-up-" + i);
    }

    assertFalse(suspects.isSuspect("alice"));
  }
}

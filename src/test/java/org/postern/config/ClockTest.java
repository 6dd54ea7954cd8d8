package org.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class ClockTest {

  @Test
  void cutsToMicroseconds() {
    Instant now = new Clock().now();

    assertEquals(now.truncatedTo(ChronoUnit.MICROS), now);
  }
}

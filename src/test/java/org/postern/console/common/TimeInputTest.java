package org.postern.console.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeInputTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void readsAndWritesTimesOfTheZone() {
    Optional<Instant> time = Optional.of(Instant.parse("2030-07-01T10:00:30.5Z"));

    assertEquals("2030-07-01T12:00:30", TimeInput.write(time, BERLIN));
    assertEquals(
        Optional.of(Instant.parse("2030-07-01T10:00:00Z")),
        TimeInput.read("2030-07-01T12:00", BERLIN));
  }

  @Test
  void takesNothingForNone() {
    assertEquals("", TimeInput.write(Optional.empty(), BERLIN));
    assertEquals(Optional.empty(), TimeInput.read(" ", BERLIN));
  }

  @Test
  void refusesWhatIsNoTime() {
    assertThrows(DateTimeException.class, () -> TimeInput.read("tomorrow", BERLIN));
  }
}

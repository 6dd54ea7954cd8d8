package org.postern.console;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A time as the field of a form has it: in the viewer's zone, without naming it. */
final class TimeInput {

  private TimeInput() {}

  /** The text of a time; empty for none. */
  static String write(Optional<Instant> time, ZoneId zone) {
    return time.map(value -> LocalDateTime.ofInstant(value, zone))
        .map(value -> value.truncatedTo(ChronoUnit.SECONDS).toString())
        .orElse("");
  }

  /**
   * The time of a text; empty for none.
   *
   * @throws java.time.DateTimeException if it is no time
   */
  static Optional<Instant> read(String text, ZoneId zone) {
    return Optional.of(text.strip())
        .filter(value -> !value.isEmpty())
        .map(value -> LocalDateTime.parse(value).atZone(zone).toInstant());
  }
}

package org.postern.console.common;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Converts a time to and from the text in a form, which is in the viewer's time zone and does not
 * name it.
 */
public final class TimeInput {

  private TimeInput() {}

  /** Writes a time; an empty text for none. */
  public static String write(Optional<Instant> time, ZoneId zone) {
    return time.map(value -> LocalDateTime.ofInstant(value, zone))
        .map(value -> value.truncatedTo(ChronoUnit.SECONDS).toString())
        .orElse("");
  }

  /**
   * Reads a time; empty for an empty text.
   *
   * @throws java.time.DateTimeException if the text is not a time
   */
  public static Optional<Instant> read(String text, ZoneId zone) {
    return Optional.of(text.strip())
        .filter(value -> !value.isEmpty())
        .map(value -> LocalDateTime.parse(value).atZone(zone).toInstant());
  }
}

package org.postern.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The clock of the server. Every bean asks it for the time, so that tests can set the time. */
@ApplicationScoped
public class Clock {

  private final InstantSource source = InstantSource.system();

  /** The present time, truncated to microseconds, which is the precision of the database. */
  public Instant now() {
    return source.instant().truncatedTo(ChronoUnit.MICROS);
  }
}

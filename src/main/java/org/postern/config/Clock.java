package org.postern.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The time. Every bean asks this one, so that tests can move it. */
@ApplicationScoped
public class Clock {

  private final InstantSource source = InstantSource.system();

  /** Now, cut to microseconds, which is what the database keeps. */
  public Instant now() {
    return source.instant().truncatedTo(ChronoUnit.MICROS);
  }
}

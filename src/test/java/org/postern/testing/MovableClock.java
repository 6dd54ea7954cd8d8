package org.postern.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.time.Instant;
import org.postern.config.Clock;

/** The clock with an offset that tests set. It may also stand still. */
@Alternative
@Priority(1)
@ApplicationScoped
public class MovableClock extends Clock {

  private volatile Duration offset = Duration.ZERO;
  private volatile Instant stopped;

  @Override
  public Instant now() {
    Instant still = stopped;
    return still != null ? still : super.now().plus(offset);
  }

  void advance(Duration by) {
    if (stopped != null) {
      stopped = stopped.plus(by);
    } else {
      offset = offset.plus(by);
    }
  }

  void stop() {
    stopped = now();
  }

  void reset() {
    stopped = null;
    offset = Duration.ZERO;
  }
}

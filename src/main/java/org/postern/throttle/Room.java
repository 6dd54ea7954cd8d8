package org.postern.throttle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Tells whether a table of counters takes another one, and seldom counts the table for it. */
final class Room {

  /** How long a count is good for: counting reads the whole table. */
  private static final long COUNT_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final long max;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong nextCount = new AtomicLong(System.nanoTime());

  Room(long max) {
    this.max = max;
  }

  /**
   * Takes a place for one more row. Between two counts this node's own new rows are added, and
   * those of other nodes are missing.
   *
   * @param count counts the table
   */
  boolean take(LongSupplier count) {
    long due = nextCount.get();
    if (System.nanoTime() - due >= 0
        && nextCount.compareAndSet(due, System.nanoTime() + COUNT_EVERY_NANOS)) {
      rows.set(count.getAsLong());
    }
    return rows.incrementAndGet() <= max;
  }
}

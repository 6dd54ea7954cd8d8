package org.postern.throttle;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Limits the number of rows in a table of counters, without counting the table every time. */
final class Room {

  /** How long a count is used. Counting is rare, because it reads the whole table. */
  private static final long COUNT_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private final long max;
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong nextCount = new AtomicLong(System.nanoTime());

  Room(long max) {
    this.max = max;
  }

  /**
   * Takes a place for one more row and tells whether there was one. Between two counts, new rows of
   * this node are added, and new rows of other nodes are not seen.
   *
   * @param count counts the rows of the table
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

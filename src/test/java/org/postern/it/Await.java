package org.postern.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, for a bounded time. */
final class Await {

  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  /** Returns when the condition holds. */
  static void until(String what, Duration atMost, BooleanSupplier condition) {
    get(what, atMost, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /** Returns the value of the supplier as soon as there is one. */
  static <T> T get(String what, Duration atMost, Supplier<Optional<T>> supplier) {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      Optional<T> found = supplier.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within " + atMost + ": " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}

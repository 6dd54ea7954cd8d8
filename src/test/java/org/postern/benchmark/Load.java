package org.postern.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Runs the steps of some connections side by side for a while. */
final class Load {

  private final List<Connection> connections;
  private final List<Step> steps;

  /** A load with one connection for each step. */
  Load(List<Connection> connections, List<Step> steps) {
    this.connections = connections;
    this.steps = steps;
  }

  /** The durations of all steps that were done. */
  static final class Seen {

    private final long[] nanos;
    private final Duration elapsed;

    private Seen(long[] sortedNanos, Duration elapsed) {
      this.nanos = sortedNanos;
      this.elapsed = elapsed;
    }

    /** How many steps were done. */
    int count() {
      return nanos.length;
    }

    double perSecond() {
      return nanos.length / (elapsed.toNanos() / 1e9);
    }

    /** The time that this share of the steps did not exceed, in milliseconds. */
    double millis(double share) {
      return nanos.length == 0
          ? Double.NaN
          : nanos[(int) Math.min(nanos.length - 1, (long) (share * nanos.length))] / 1e6;
    }
  }

  /** Repeats the steps, each as soon as the one before it is answered. */
  Seen run(Duration duration) throws InterruptedException {
    return run(duration, Double.POSITIVE_INFINITY);
  }

  /**
   * Repeats the steps at a fixed rate. A step that starts late is measured from the time at which
   * it was due, so that a pause of the server shows in every step that was due during the pause.
   *
   * @param perSecond the rate of all connections together
   */
  Seen run(Duration duration, double perSecond) throws InterruptedException {
    long between = (long) (steps.size() * 1e9 / perSecond);
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(steps.size());
    try {
      List<Callable<long[]>> all = new ArrayList<>();
      for (int i = 0; i < steps.size(); i++) {
        Connection connection = connections.get(i);
        Step step = steps.get(i);
        all.add(() -> repeat(connection, step, end, between));
      }
      List<Future<long[]>> done = threads.invokeAll(all);
      long elapsed = System.nanoTime() - start;
      long[] nanos = done.stream().map(Load::get).flatMapToLong(Arrays::stream).sorted().toArray();
      return new Seen(nanos, Duration.ofNanos(elapsed));
    } finally {
      threads.shutdownNow();
    }
  }

  private static long[] repeat(Connection connection, Step step, long end, long between)
      throws IOException {
    long[] nanos = new long[1024];
    int count = 0;
    long due =
        System.nanoTime() + (between == 0 ? 0 : ThreadLocalRandom.current().nextLong(between));
    while (due < end) {
      LockSupport.parkNanos(due - System.nanoTime());
      step.run(connection);
      long after = System.nanoTime();
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = after - due;
      due = between == 0 ? after : due + between;
    }
    return Arrays.copyOf(nanos, count);
  }

  private static long[] get(Future<long[]> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package org.postern.it;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs the steps of a test at the same time. */
final class Parallel {

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "parallel");
            thread.setDaemon(true);
            return thread;
          });

  private Parallel() {}

  /** A step of a test. */
  interface Step {
    void run(int number) throws Exception;
  }

  /** Does all of these at once and returns their results in order. */
  static <T> List<T> atOnce(List<Callable<T>> work) {
    CountDownLatch ready = new CountDownLatch(work.size());
    return results(
        work.stream()
            .map(
                one ->
                    THREADS.submit(
                        () -> {
                          ready.countDown();
                          ready.await();
                          return one.call();
                        }))
            .toList());
  }

  /** Does the same several times at once; each is told its number, from 0. */
  static <T> List<T> atOnce(int times, IntFunction<T> work) {
    List<Callable<T>> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      int number = i;
      all.add(() -> work.apply(number));
    }
    return atOnce(all);
  }

  /** Begins something and returns at once. */
  static <T> Future<T> start(Callable<T> work) {
    return THREADS.submit(work);
  }

  /** Does the rounds in several lanes, one after another in each; every lane has its own state. */
  static void rounds(int rounds, int lanes, Callable<Step> newLane) {
    List<Future<Void>> running = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      int first = lane;
      running.add(
          THREADS.submit(
              () -> {
                Step step = newLane.call();
                for (int round = first; round < rounds; round += lanes) {
                  step.run(round);
                }
                return null;
              }));
    }
    results(running);
  }

  private static <T> List<T> results(List<Future<T>> futures) {
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(result(future));
    }
    return results;
  }

  /** The result of something that was started. */
  static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

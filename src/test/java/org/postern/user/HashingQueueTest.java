package org.postern.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.user.HashingQueue.Rank;
import org.postern.user.HashingQueue.Ticket;

class HashingQueueTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int PLACES = 3;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> served = Collections.synchronizedList(new ArrayList<>());
  private final List<Future<String>> occupants = new ArrayList<>();
  private final CountDownLatch held = new CountDownLatch(1);

  @AfterEach
  void stop() {
    held.countDown();
    threads.shutdownNow();
  }

  private static Ticket ticket(Rank rank, String party) {
    return new Ticket(rank, party);
  }

  /** Occupies a permit until {@link #held} is released. */
  private void occupy(HashingQueue queue, String party) {
    CountDownLatch running = new CountDownLatch(1);
    occupants.add(
        threads.submit(
            () ->
                queue.run(
                    ticket(Rank.ORDINARY, party),
                    () -> {
                      running.countDown();
                      await(held);
                      return "";
                    })));
    await(running);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(LONG.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds an entry to the queue and returns when it is in the queue. */
  private Future<String> enqueue(HashingQueue queue, Rank rank, String party, String name) {
    int before = queue.waiting();
    Future<String> done =
        threads.submit(
            () ->
                queue.run(
                    ticket(rank, party),
                    () -> {
                      served.add(name);
                      return name;
                    }));
    while (queue.waiting() == before && !done.isDone()) {
      Thread.onSpinWait();
    }
    return done;
  }

  private static void assertRefused(Future<String> waiter) {
    ExecutionException failure = assertThrows(ExecutionException.class, waiter::get);
    OAuthException refusal = (OAuthException) failure.getCause();
    assertEquals(RefusalReason.HASHING_QUEUE_FULL, refusal.reason());
    assertEquals(new TemporarilyUnavailable(false, Duration.ofSeconds(2)), refusal.error());
  }

  private void release(List<Future<String>> waiters) throws Exception {
    held.countDown();
    for (Future<String> waiter : waiters) {
      waiter.get();
    }
    for (Future<String> occupant : occupants) {
      occupant.get();
    }
  }

  @Test
  void runsAsManyAtOnceAsThereArePermits() throws Exception {
    HashingQueue queue = new HashingQueue(2, PLACES, LONG);
    occupy(queue, "one");
    occupy(queue, "other");

    Future<String> third = enqueue(queue, Rank.KNOWN_SOURCE, "third", "third");

    assertEquals(1, queue.waiting());
    assertEquals(List.of(), served);
    release(List.of(third));
    assertEquals(List.of("third"), served);
    assertEquals(0, queue.waiting());
  }

  @Test
  void servesByRankAndNotInTheOrderOfArrival() throws Exception {
    HashingQueue queue = new HashingQueue(1, PLACES, LONG);
    occupy(queue, "first");

    List<Future<String>> waiters =
        List.of(
            enqueue(queue, Rank.SUSPECT, "a", "suspect"),
            enqueue(queue, Rank.ORDINARY, "b", "ordinary"),
            enqueue(queue, Rank.KNOWN_SOURCE, "c", "known"));
    release(waiters);

    assertEquals(List.of("known", "ordinary", "suspect"), served);
  }

  @Test
  void passesNobodyByMoreThanThreeTimesInARow() throws Exception {
    HashingQueue queue = new HashingQueue(1, 10, LONG);
    occupy(queue, "first");

    List<Future<String>> waiters = new ArrayList<>();
    waiters.add(enqueue(queue, Rank.SUSPECT, "a", "suspect"));
    waiters.add(enqueue(queue, Rank.ORDINARY, "b", "ordinary"));
    for (int i = 0; i < 8; i++) {
      waiters.add(enqueue(queue, Rank.KNOWN_SOURCE, "c", "known"));
    }
    release(waiters);

    assertEquals(
        List.of(
            "known",
            "known",
            "known",
            "suspect",
            "known",
            "known",
            "known",
            "ordinary",
            "known",
            "known"),
        served);
  }

  @Test
  void takesTurnsBetweenParties() throws Exception {
    HashingQueue queue = new HashingQueue(1, 10, LONG);
    occupy(queue, "busy");

    List<Future<String>> waiters =
        List.of(
            enqueue(queue, Rank.ORDINARY, "busy", "busy 1"),
            enqueue(queue, Rank.ORDINARY, "busy", "busy 2"),
            enqueue(queue, Rank.ORDINARY, "other", "other 1"),
            enqueue(queue, Rank.ORDINARY, "other", "other 2"));
    release(waiters);

    assertEquals(List.of("other 1", "busy 1", "other 2", "busy 2"), served);
  }

  @Test
  void refusesWhoFindsNoPlace() throws Exception {
    HashingQueue queue = new HashingQueue(1, PLACES, LONG);
    occupy(queue, "party");
    List<Future<String>> waiters = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      waiters.add(enqueue(queue, Rank.ORDINARY, "party", "one of many"));
    }

    assertRefused(enqueue(queue, Rank.ORDINARY, "party", "one too many"));

    release(waiters);
    assertEquals(PLACES, served.size());
  }

  @Test
  void givesPlaceToPartyWithFewerAtTheCostOfTheOneWithMost() throws Exception {
    HashingQueue queue = new HashingQueue(1, PLACES, LONG);
    occupy(queue, "flood");
    List<Future<String>> flood = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      flood.add(enqueue(queue, Rank.ORDINARY, "flood", "flood"));
    }

    Future<String> other =
        threads.submit(() -> queue.run(ticket(Rank.ORDINARY, "other"), () -> "other"));
    while (flood.stream().noneMatch(Future::isDone)) {
      Thread.onSpinWait();
    }
    held.countDown();

    assertEquals("other", other.get());
    List<Future<String>> evicted = new ArrayList<>();
    for (Future<String> one : flood) {
      try {
        one.get();
      } catch (ExecutionException e) {
        evicted.add(one);
      }
    }
    assertEquals(1, evicted.size());
    assertRefused(evicted.get(0));
    assertEquals(PLACES - 1, served.size());
  }

  @Test
  void keepsPlacesForThoseWhoSucceededBefore() throws Exception {
    HashingQueue queue = new HashingQueue(1, PLACES, LONG);
    occupy(queue, "stranger");
    List<Future<String>> waiters = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      waiters.add(enqueue(queue, Rank.SUSPECT, "stranger " + i, "stranger"));
    }

    assertRefused(enqueue(queue, Rank.ORDINARY, "one more stranger", "stranger"));
    waiters.add(enqueue(queue, Rank.KNOWN_SOURCE, "known", "known"));
    release(waiters);

    assertEquals(List.of("known", "stranger", "stranger", "stranger"), served);
  }

  @Test
  void refusesWhoseTurnDoesNotComeInTime() throws Exception {
    HashingQueue queue = new HashingQueue(1, PLACES, Duration.ofMillis(50));
    occupy(queue, "party");

    assertRefused(enqueue(queue, Rank.ORDINARY, "party", "too late"));

    assertEquals(0, queue.waiting());
    held.countDown();
    assertEquals("next", queue.run(ticket(Rank.ORDINARY, "party"), () -> "next"));
  }

  @Test
  void freesThePermitWhenTheWorkFails() {
    HashingQueue queue = new HashingQueue(1, PLACES, LONG);

    assertThrows(
        IllegalStateException.class,
        () ->
            queue.run(
                ticket(Rank.ORDINARY, "party"),
                () -> {
                  throw new IllegalStateException("failed");
                }));

    assertEquals("next", queue.run(ticket(Rank.ORDINARY, "party"), () -> "next"));
  }
}

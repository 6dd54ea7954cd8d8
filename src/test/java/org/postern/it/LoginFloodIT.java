package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/**
 * Tests many logins at the same time, from many addresses, with the default cost of password
 * hashes.
 */
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class LoginFloodIT {

  private static final int TRIES = 10;
  private static final int REQUESTS_A_SECOND = 200;
  private static final Duration FLOOD = Duration.ofSeconds(8);

  /**
   * The most requests of the stranger that may be unanswered, because this is no test of the
   * server's capacity.
   */
  private static final int IN_FLIGHT = 64;

  /** The promise is 2 s, but the machine that runs the test may be busy. */
  private static final Duration LONGEST_LOGIN = Duration.ofSeconds(8);

  private final Postern postern = SettingsServer.get();

  private Login login() {
    return Login.with(postern, Clients.confidential().grants("password"));
  }

  @Test
  void hashesWithTheCostThatIsDelivered() {
    Login login = login();

    assertEquals(200, login.password().status());
    assertEquals(400, login.wrongPassword().status());

    String hash =
        postern.control("user.hash", "username", login.user().username()).getString("hash");
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), "19 MiB, two passes");
  }

  @Test
  void shutsOutNobodyAtOtherAddresses() {
    Login stranger = login().from("198.51.100.7");
    Login user = stranger.from("192.0.2.1");

    for (int i = 0; i < TRIES; i++) {
      assertEquals(400, stranger.wrongPassword().status());
    }

    assertEquals(429, stranger.password().status());
    assertEquals(200, user.password().status());
  }

  @Test
  void countsTheNetworkOfIpv6AddressAsOneSource() {
    Login login = login();

    for (int i = 0; i < TRIES; i++) {
      assertEquals(400, login.from("2001:db8:0:1::" + i).wrongPassword().status());
    }

    assertEquals(429, login.from("2001:db8:0:1:ffff::1").password().status());
    assertEquals(200, login.from("2001:db8:0:2::1").password().status());
  }

  @Test
  void hashesNoMoreThanTheLimitHoweverManyGuessesComeAtOnce() {
    Login login = login();
    long before = checks();

    List<Answer> answers = new ArrayList<>(Parallel.atOnce(500, i -> login.wrongPassword()));
    while (answers.get(answers.size() - 1).status() != 429) {
      answers.add(login.wrongPassword());
    }

    assertTrue(
        answers.stream().allMatch(answer -> Set.of(400, 429, 503).contains(answer.status())));
    assertEquals(TRIES, answers.stream().filter(answer -> answer.status() == 400).count());
    assertEquals(TRIES, checks() - before);
    assertEquals(429, login.password().status());
  }

  private long checks() {
    return postern.control("hashes").getJsonNumber("checks").longValue();
  }

  @Test
  void letsUserInWhoSucceededBeforeWhileStrangerGuessesFromEverywhere() throws Exception {
    Login anywhere = login();
    Login user = anywhere.from("192.0.2.1");
    assertEquals(200, user.password().status());
    List<Answer> answers = new ArrayList<>();
    Duration longest = Duration.ZERO;
    AtomicInteger guesses = new AtomicInteger();
    Semaphore inFlight = new Semaphore(IN_FLIGHT);
    ScheduledExecutorService stranger = Executors.newScheduledThreadPool(2);

    try {
      var unused =
          stranger.scheduleAtFixedRate(
              () -> guess(anywhere, guesses, inFlight),
              0,
              TimeUnit.SECONDS.toNanos(1) / REQUESTS_A_SECOND,
              TimeUnit.NANOSECONDS);
      Await.until("the flood", Duration.ofSeconds(30), () -> guesses.get() > REQUESTS_A_SECOND);
      long end = System.nanoTime() + FLOOD.toNanos();
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        answers.add(user.password());
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        longest = taken.compareTo(longest) > 0 ? taken : longest;
      }
    } finally {
      stranger.shutdownNow();
      // The test ends only when all requests of the stranger are answered.
      inFlight.acquire(IN_FLIGHT);
    }

    System.out.printf(
        "%d guesses of a stranger, meanwhile %d logins of the user, the slowest in %d ms%n",
        guesses.get(), answers.size(), longest.toMillis());
    assertTrue(answers.stream().allMatch(answer -> answer.status() == 200));
    assertTrue(longest.compareTo(LONGEST_LOGIN) < 0, longest.toString());
  }

  private static final HttpClient STRANGER =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Sends and does not wait: a stranger does not slow down because the server does. */
  private static void guess(Login login, AtomicInteger guesses, Semaphore inFlight) {
    if (!inFlight.tryAcquire()) {
      return;
    }
    int number = guesses.incrementAndGet();
    String address = "198.18." + number / 250 % 250 + "." + (number % 250 + 1);
    var unused =
        STRANGER
            .sendAsync(
                login
                    .postern()
                    .from(address)
                    .request("oauth2/token")
                    .header("Authorization", login.client().basic())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        BodyPublishers.ofString(
                            Postern.form(
                                "grant_type",
                                "password",
                                "username",
                                login.user().username(),
                                "password",
                                "guess " + number)))
                    .build(),
                BodyHandlers.discarding())
            .whenComplete((answer, failure) -> inFlight.release());
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Postern.Answer;

/** Failed passwords: NIST SP 800-63B §5.2.2. */
class LoginThrottlingIT extends DeployedWar {

  /** {@code postern.password.tries}. */
  private static final int TRIES = 10;

  /**
   * {@code postern.password.queue} plus the one login that hashes ({@code
   * postern.password.hashes}).
   */
  private static final int IN_QUEUE = 5;

  private final Postern postern = Postern.MANAGED;

  @AfterEach
  void resetServer() {
    postern.control("clock.reset");
    postern.control("hashes.release");
    postern.control("pool.release");
  }

  private static void fail(Login login, int times) {
    for (int i = 0; i < times; i++) {
      Golden.assertAnswer("users/invalid_grant.http", login.wrongPassword());
    }
  }

  @Test
  void refusesTheEleventhTryEvenWithTheRightPassword() {
    Login login = Login.any();
    postern.control("clock.stop");
    fail(login, TRIES - 1);
    Answer inTime = login.password();
    fail(login, 1);

    Answer wrong = login.wrongPassword();
    Answer right = login.password();

    assertEquals(200, inTime.status());
    Golden.assertAnswer("users/throttled.http", wrong);
    Golden.assertAnswer("users/throttled.http", right);
    assertEquals("throttled", AuditRows.of(right).getString("reason"));
  }

  @Test
  void countsUnknownNamesLikeKnownOnes() {
    Login known = Login.any();
    Login unknown =
        new Login(
            postern,
            known.client(),
            new Users.Registered("ghost of " + known.user().username(), "any"));
    Login ghost =
        new Login(
            postern,
            known.client(),
            new Users.Registered("ghost-" + known.user().username(), "any"));
    postern.control("clock.stop");

    for (Login login : List.of(known, unknown, ghost)) {
      fail(login, TRIES);
      Golden.assertAnswer("users/throttled.http", login.wrongPassword());
    }
  }

  @Test
  void countsTheRightPasswordOfUserWhoMayNotUseTheClient() {
    Login assigned = Login.any();
    Login other = new Login(postern, assigned.client(), Users.any().create());
    postern.control("clock.stop");

    for (int i = 0; i < TRIES; i++) {
      Golden.assertAnswer("users/invalid_grant.http", other.password());
    }

    Golden.assertAnswer("users/throttled.http", other.password());
    assertEquals(200, assigned.password().status());
  }

  @Test
  void countsAllFormsOfNameTogether() {
    Login login = Login.any();
    String upperCase = login.user().username().toUpperCase(Locale.ROOT);

    for (int i = 0; i < TRIES; i++) {
      String name = i % 2 == 0 ? upperCase : login.user().username();
      assertEquals(400, login.password("username", name, "password", "wrong").status());
    }

    assertEquals(429, login.password().status());
    assertEquals(429, login.password("username", upperCase).status());
  }

  @Test
  void shutsOutNeitherOtherUsersNorTheUserAtOtherClients() {
    Login login = Login.any();
    Users.Registered user = login.user();
    Login otherUser = new Login(postern, login.client(), Users.any().create());
    postern.control(
        "assign", "client_id", login.client().clientId(), "username", otherUser.user().username());
    Login otherClient =
        new Login(
            postern,
            Clients.confidential().grants("password").users(user.username()).create(),
            user);

    fail(login, TRIES);

    assertEquals(429, login.password().status());
    assertEquals(200, otherUser.password().status());
    assertEquals(200, otherClient.password().status());
  }

  /** Throttling never affects tokens that were issued already. */
  @Test
  void endsNoTokenAndStopsNoRefresh() {
    Login login = Login.any();
    Answer issued = login.password();

    fail(login, TRIES);

    assertEquals(429, login.password().status());
    assertTrue(login.lives(issued.accessToken()));
    assertEquals(200, login.refresh(issued.refreshToken()).status());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "one second before, PT14M59S, 429",
    "at,                PT15M,    200",
    "one second after,  PT15M1S,  200",
  })
  void opensAgainWhenTheWindowIsOver(String name, String wait, int expected) {
    Login login = Login.any();
    postern.control("clock.stop");
    fail(login, TRIES);

    postern.control("clock.advance", "by", wait);

    assertEquals(expected, login.password().status(), name);
  }

  @Test
  void tellsHowLongToWait() {
    Login login = Login.any();
    postern.control("clock.stop");
    fail(login, TRIES);
    postern.control("clock.advance", "by", "PT14M50S");
    int seconds = Integer.parseInt(login.password().header("retry-after").orElseThrow());

    postern.control("clock.advance", "by", "PT" + seconds + "S");

    assertTrue(seconds >= 10 && seconds <= 11, () -> "Retry-After " + seconds);
    assertEquals(200, login.password().status());
  }

  @Test
  void releasesTheTryThatSucceeded() {
    Login login = Login.any();
    fail(login, TRIES - 1);

    for (int i = 0; i < TRIES; i++) {
      assertEquals(200, login.password().status());
    }

    JsonObject counter = counter(login);
    assertEquals(TRIES - 1, counter.getInt("tries"));
    assertEquals(0, counter.getInt("pending"));
    fail(login, 1);
    assertEquals(429, login.password().status());
  }

  /** The same user at a client where that user never logged in. */
  private static Login another(Users.Registered user) {
    return Login.atNewClient(Postern.MANAGED, user);
  }

  /** NIST SP 800-63B §5.2.2: at most 100 failures in a row of one account. */
  @Test
  void refusesAfterHundredFailuresInARowWhereverTheUserIsNotKnown() {
    Login known = Login.any();
    assertEquals(200, known.password().status());
    Answer issued = known.password();
    Login.useUpTheBudget(postern, known.user());
    Login elsewhere = another(known.user());

    long before = checks();
    Answer wrong = elsewhere.wrongPassword();
    Answer right = elsewhere.password();
    long hashed = checks() - before;
    Answer passesBy = known.password();
    Answer afterwards = elsewhere.password();

    Golden.assertAnswer("users/throttled.http", wrong);
    Golden.assertAnswer("users/throttled.http", right);
    assertEquals("900", right.header("retry-after").orElseThrow());
    assertEquals(0, hashed);
    assertEquals("account_throttled", AuditRows.of(right).getString("reason"));
    assertEquals(200, passesBy.status(), passesBy.body());
    assertEquals(200, afterwards.status(), afterwards.body());
    assertTrue(known.lives(issued.accessToken()));
  }

  @Test
  void countsFailuresInARowOfUnknownNamesLikeThoseOfKnownOnes() {
    Users.Registered nobody =
        new Users.Registered("nobody " + Users.any().create().username(), "any");
    Users.Registered ghost =
        new Users.Registered("nobody-" + nobody.username().substring(7), "any");

    for (Users.Registered user : List.of(nobody, ghost)) {
      Login.useUpTheBudget(postern, user);
      Golden.assertAnswer("users/throttled.http", another(user).wrongPassword());
    }
  }

  @Test
  void beginsAgainWithOneTimePassword() {
    Users.Registered user = Users.any().create();
    Login.useUpTheBudget(postern, user);
    Login elsewhere = another(user);
    assertEquals(429, elsewhere.password().status());

    Answer reset =
        Admins.administrator().post("users/" + user.username() + "/one-time-password", "{}");

    assertEquals(200, reset.status(), reset.body());
    Answer login = elsewhere.password("password", reset.json().getString("password"));
    assertEquals(200, login.status(), login.body());
  }

  private static Login atFrontEnd(boolean vouches) {
    return Login.with(
        Clients.confidential().grants("password").with("vouches_for_addresses", vouches));
  }

  private static Answer wrongFrom(Login login, String address) {
    return login.password("password", "not the password", "caller_address", address);
  }

  /**
   * All users of a front end have the same source address, so the address that the front end names
   * tells them apart.
   */
  @Test
  void countsForTheAddressThatTheClientVouchesFor() {
    Login login = atFrontEnd(true);
    for (int i = 0; i < TRIES; i++) {
      Golden.assertAnswer("users/invalid_grant.http", wrongFrom(login, "198.51.100.7"));
    }

    Answer there = login.password("caller_address", "198.51.100.7");
    Answer elsewhere = login.password("caller_address", "198.51.100.8");
    Answer withoutWord = login.password();

    Golden.assertAnswer("users/throttled.http", there);
    assertEquals("198.51.100.7", AuditRows.of(there).getString("source"));
    assertEquals(200, elsewhere.status(), elsewhere.body());
    assertEquals(200, withoutWord.status(), withoutWord.body());
  }

  @Test
  void countsOneNetworkOfIpv6AsOneSource() {
    Login login = atFrontEnd(true);
    for (int i = 0; i < TRIES; i++) {
      assertEquals(400, wrongFrom(login, "2001:db8::" + (i + 1)).status());
    }

    assertEquals(429, login.password("caller_address", "2001:db8::ff").status());
    assertEquals(200, login.password("caller_address", "2001:db8:0:1::1").status());
  }

  @Test
  void takesTheWordOfNoOtherClient() {
    Login login = atFrontEnd(false);
    for (int i = 0; i < TRIES; i++) {
      Answer answer = wrongFrom(login, "198.51.100." + i);
      assertEquals("invalid_grant", answer.error());
      assertEquals("127.0.0.1", AuditRows.of(answer).getString("source"));
    }

    Golden.assertAnswer("users/throttled.http", login.password("caller_address", "198.51.100.200"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"mail.example.org", "198.51.100.7:993", "[2001:db8::1]", "unknown", "1"})
  void refusesWhatIsNoAddress(String address) {
    Answer answer = atFrontEnd(true).password("caller_address", address);

    assertEquals(400, answer.status(), answer.body());
    assertEquals(
        "{\"error\":\"invalid_request\",\"error_description\":\"The parameter caller_address is not"
            + " an IP address\"}",
        answer.body());
    assertEquals(200, atFrontEnd(false).password("caller_address", address).status());
  }

  @Test
  void readsTheOtherParametersBesideTheAddress() {
    Login login = atFrontEnd(true);

    Answer refused =
        login.password("caller_address", "198.51.100.7", "resource", "https://nowhere.example");

    assertEquals("invalid_target", refused.error());
    assertEquals(200, login.password("caller_address", "198.51.100.7").status());
  }

  private JsonObject counter(Login login) {
    return postern.control(
        "throttle",
        "username",
        login.user().username(),
        "client_id",
        login.client().clientId(),
        "source",
        "127.0.0.1");
  }

  /** Every refusal computes exactly one hash, except those by throttling. */
  @Test
  void hashesOnceForEveryRefusalAndNotWhenThrottled() {
    Login known = Login.any();
    Login unknown = new Login(postern, known.client(), new Users.Registered("nobody-here", "any"));
    Login notAssigned = new Login(postern, known.client(), Users.any().create());

    for (Login login : List.of(known, unknown, notAssigned)) {
      long before = checks();
      login.wrongPassword();
      assertEquals(1, checks() - before);
    }
    fail(known, TRIES - 1);
    long before = checks();
    known.password();
    assertEquals(0, checks() - before);
  }

  private long checks() {
    return postern.control("hashes").getJsonNumber("checks").longValue();
  }

  private void awaitQueue(int length) {
    Await.until(
        "a queue of " + length,
        Duration.ofSeconds(8),
        () -> postern.control("hashes").getInt("waiting") == length);
  }

  /** Fills the hashing queue with logins that come to an end only when hashes are released. */
  private List<Future<Answer>> fillQueue(Login login) {
    long before = checks();
    postern.control("hashes.hold");
    List<Future<Answer>> logins = new ArrayList<>();
    logins.add(Parallel.start(login::password));
    Await.until("a hash", Duration.ofSeconds(8), () -> checks() > before);
    for (int i = 0; i < IN_QUEUE; i++) {
      logins.add(Parallel.start(login::password));
    }
    awaitQueue(IN_QUEUE);
    return logins;
  }

  @Test
  void servesMachinesWhileTheHashingQueueIsFull() {
    Login login = Login.any();
    Clients.Registered machine = Clients.confidential().grants("client_credentials").create();
    List<Future<Answer>> waiting = fillQueue(login);

    Answer beyond = login.password();
    List<Answer> ofMachine =
        Parallel.atOnce(50, i -> postern.token(machine, "grant_type", "client_credentials"));
    int stillWaiting = postern.control("hashes").getInt("waiting");
    postern.control("hashes.release");
    List<Answer> ofUsers = waiting.stream().map(Parallel::result).toList();

    Golden.assertAnswer("users/queue_full.http", beyond);
    assertTrue(ofMachine.stream().allMatch(answer -> answer.status() == 200));
    assertEquals(IN_QUEUE, stillWaiting);
    assertTrue(ofUsers.stream().allMatch(answer -> answer.status() == 200));
    assertEquals(0, counter(login).getInt("tries"));
  }

  /**
   * A login must hold no database connection while it hashes. If there is only one connection,
   * everybody else would wait for it.
   */
  @Test
  void servesMachinesOnOneConnectionWhileHashesRun() {
    Login login = Login.any();
    Clients.Registered machine = Clients.confidential().grants("client_credentials").create();
    int occupied = postern.control("pool.occupy").getInt("occupied");
    List<Future<Answer>> waiting = fillQueue(login);

    List<Answer> ofMachine = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ofMachine.add(postern.token(machine, "grant_type", "client_credentials"));
    }
    postern.control("hashes.release");
    List<Answer> ofUsers = waiting.stream().map(Parallel::result).toList();

    assertNotEquals(0, occupied);
    assertTrue(ofMachine.stream().allMatch(answer -> answer.status() == 200));
    assertTrue(ofUsers.stream().allMatch(answer -> answer.status() == 200));
  }

  /**
   * Strangers cannot take the place in the queue of a user who has logged in at this client from
   * this source before.
   */
  @Test
  void letsKnownUserInWhileStrangersFillTheQueue() {
    Login login = Login.any();
    Login stranger =
        new Login(postern, Login.any().client(), new Users.Registered("stranger", "any"));
    assertEquals(200, login.password().status());
    List<Future<Answer>> strangers = fillQueue(stranger);

    Answer another = stranger.password();
    Future<Answer> known = Parallel.start(login::password);
    awaitQueue(IN_QUEUE + 1);
    postern.control("hashes.release");

    assertEquals(503, another.status());
    assertEquals(200, Parallel.result(known).status());
    assertTrue(strangers.stream().map(Parallel::result).allMatch(a -> a.status() == 400));
  }
}

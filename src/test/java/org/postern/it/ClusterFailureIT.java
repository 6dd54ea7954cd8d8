package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** Tests two nodes when the line between them is cut, or when one of them dies. */
@Tag(Kinds.CLUSTER)
class ClusterFailureIT {

  /** How long a node may use what it has read, as {@code docs/cluster.md} states. */
  private static final Duration LIFESPAN = Duration.ofSeconds(10);

  /**
   * A node notices after about 10 s that the other one is silent. Until then, it refuses changes.
   */
  private static final Duration UNTIL_NOTICED = Duration.ofMinutes(1);

  private static final int LANES = 2;
  private static final int BEFORE = 40;
  private static final int AFTER = 40;

  private static Login at(Cluster.Node node, Login login) {
    return new Login(node.postern(), login.client(), login.user());
  }

  private static Clients client() {
    return Clients.confidential()
        .grants("password", "refresh_token", "client_credentials")
        .with("replay_window", "PT60S");
  }

  @Test
  void endsTokensWithinTheLifespanWhileTheNodesAreCutOff() {
    Cluster cluster = Cluster.get();
    Login onA = Login.with(cluster.a().postern(), client());
    Login onB = at(cluster.b(), onA);
    String token = onA.password().accessToken();
    String other = onB.password().accessToken();
    assertTrue(onA.lives(token));
    assertTrue(onB.lives(token));

    cluster.cut();
    try {
      // Issuing and checking tokens need no other node.
      assertTrue(onA.lives(onA.password().accessToken()));
      assertTrue(onB.lives(onB.password().accessToken()));
      Await.until("revoked on a", UNTIL_NOTICED, () -> revoked(onA, token));
      long answered = System.nanoTime();

      assertFalse(onA.lives(token));
      long sent = System.nanoTime();
      while (onB.lives(token)) {
        Duration late = Duration.ofNanos(sent - answered);
        assertTrue(late.compareTo(LIFESPAN) <= 0, () -> "lives on b, sent after " + late);
        sent = System.nanoTime();
      }
      assertTrue(onB.lives(other));
      Await.until("revoked on b", UNTIL_NOTICED, () -> revoked(onB, other));
    } finally {
      cluster.mend();
    }

    // The caches connect a moment after the nodes do. Each attempt needs a new token, because one
    // that was missed stays valid on the other node for the whole lifespan.
    Await.until("revocations on a felt on b", UNTIL_NOTICED, () -> feltAtOnce(onA, onB));
    Await.until("revocations on b felt on a", UNTIL_NOTICED, () -> feltAtOnce(onB, onA));
  }

  private static boolean feltAtOnce(Login here, Login there) {
    String token = here.password().accessToken();
    assertTrue(there.lives(token));
    return revoked(here, token) && !there.lives(token);
  }

  // The answer is 503 while the node waits for the other one; the token is not revoked then.
  private static boolean revoked(Login login, String token) {
    Answer answer = Tokens.revoke(login.postern(), login.client(), token);
    if (answer.status() == 503) {
      assertTrue(answer.header("retry-after").isPresent());
      assertTrue(login.lives(token));
      return false;
    }
    assertEquals(200, answer.status(), answer.body());
    return true;
  }

  /** Also through nginx, which retries by itself. */
  @Test
  void losesNoRequestToADeadNodeThatTheOtherOneDoesNotServe() throws Exception {
    Cluster cluster = Cluster.get();
    Login login = Login.with(cluster.b().postern(), client());
    try (NginxProcess nginx =
        new NginxProcess("it-nginx", cluster.a().port(), cluster.b().port())) {
      AtomicInteger done = new AtomicInteger();
      AtomicBoolean enough = new AtomicBoolean();
      List<Future<Integer>> lanes = new ArrayList<>();
      for (int i = 0; i < LANES; i++) {
        lanes.add(start(done, enough, request -> retrying(cluster, login, request), login));
        lanes.add(
            start(done, enough, request -> patient(() -> request.apply(at(nginx, login))), login));
      }

      Await.until("load", Duration.ofMinutes(2), () -> done.get() >= BEFORE);
      cluster.a().kill();
      int atDeath = done.get();
      Await.until("load", Duration.ofMinutes(2), () -> done.get() >= atDeath + AFTER);
      enough.set(true);
      lanes.forEach(Parallel::result);
    } finally {
      cluster.a().kill();
      cluster.a().start();
    }
    cluster.awaitTogether();
    assertEquals(200, at(cluster.a(), login).password().status());
  }

  private static Login at(NginxProcess nginx, Login login) {
    return new Login(nginx.postern(), login.client(), login.user());
  }

  // A client's own token, used, and a refresh token exchanged, over and over.
  private static Future<Integer> start(
      AtomicInteger done,
      AtomicBoolean enough,
      Function<Function<Login, Answer>, Answer> sender,
      Login login) {
    return Parallel.start(
        () -> {
          String refreshToken = login.password().refreshToken();
          while (!enough.get()) {
            String own =
                require(sender.apply(to -> ofClient(to.postern(), to.client()))).accessToken();
            require(sender.apply(to -> to.postern().get("api/me", own)));
            String current = refreshToken;
            refreshToken = require(sender.apply(to -> to.refresh(current))).refreshToken();
            done.incrementAndGet();
          }
          return done.get();
        });
  }

  private static Answer ofClient(Postern postern, Registered client) {
    return postern.token(client, "grant_type", "client_credentials");
  }

  private static Answer require(Answer answer) {
    assertEquals(200, answer.status(), answer.body());
    return answer;
  }

  private static Answer retrying(Cluster cluster, Login login, Function<Login, Answer> request) {
    try {
      return request.apply(at(cluster.a(), login));
    } catch (UncheckedIOException e) {
      return patient(() -> request.apply(at(cluster.b(), login)));
    }
  }

  // Until the living node knows that the other one is dead, it may answer 503 with Retry-After.
  private static Answer patient(Supplier<Answer> request) {
    return Await.get(
        "an answer",
        Duration.ofSeconds(30),
        () ->
            Optional.of(request.get())
                .filter(
                    answer -> answer.status() != 503 || answer.header("retry-after").isEmpty()));
  }
}

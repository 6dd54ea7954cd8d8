package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/**
 * Issues, revokes and refreshes tokens in several threads until the server dies, and records the
 * answers. A request that gets no answer or 503 may have been carried out or not, so its token is
 * counted as unknown and is in none of the lists.
 */
final class ChaosLoad {

  private static final int LANES = 4;

  private final Registered client;
  private final Login login;

  /** Access tokens that were answered with 200 and not revoked. */
  final Queue<String> issued = new ConcurrentLinkedQueue<>();

  /** Access tokens whose revocation was answered with 200. */
  final Queue<String> revoked = new ConcurrentLinkedQueue<>();

  /** The last refresh token of each lane: it was not used, or its exchange was not answered. */
  final Queue<String> heads = new ConcurrentLinkedQueue<>();

  final AtomicInteger refreshed = new AtomicInteger();
  final AtomicInteger unknown = new AtomicInteger();

  /** How often each status was answered. */
  final AtomicIntegerArray statuses = new AtomicIntegerArray(600);

  private volatile boolean stopped;
  private final List<Future<Integer>> lanes = new ArrayList<>();

  /** Starts at once. The replay window of the client is on. */
  ChaosLoad(Postern postern) {
    client =
        Clients.confidential()
            .grants("client_credentials")
            // The tokens must be valid for longer than the longest run.
            .with("access_token_lifetime", "P1D")
            .create(postern);
    login =
        Login.with(
            postern,
            Clients.confidential()
                .grants("password", "refresh_token")
                .with("replay_window", "PT60S"));
    for (int lane = 0; lane < LANES; lane++) {
      lanes.add(Parallel.start(this::runLane));
    }
  }

  Login login() {
    return login;
  }

  /** The number of answers with 200 so far. */
  int successes() {
    return statuses.get(200);
  }

  /** The number of answers so far, with any status. */
  int answers() {
    int sum = 0;
    for (int status = 0; status < statuses.length(); status++) {
      sum += statuses.get(status);
    }
    return sum;
  }

  /** Returns when all lanes have ended, which they do when the server does. */
  void await() {
    stopped = true;
    lanes.forEach(Parallel::result);
  }

  /** Asserts that the server has kept every promise that it made with 200. */
  void assertKept(String when) {
    assertKept(login.postern(), issued, revoked, when);
  }

  /** Asserts that all issued tokens are valid, and that no revoked token is. */
  static void assertKept(
      Postern postern, Iterable<String> issued, Iterable<String> revoked, String when) {
    for (String token : issued) {
      assertEquals(200, postern.get("api/me", token).status(), when);
    }
    for (String token : revoked) {
      assertEquals(401, postern.get("api/me", token).status(), when);
    }
  }

  private int runLane() {
    String head = firstHead();
    try {
      for (int i = 0; !stopped; i++) {
        issueAndSometimesRevoke(i);
        head = refresh(head);
      }
    } catch (UncheckedIOException e) {
      // The server has died.
    }
    if (!head.isEmpty()) {
      heads.add(head);
    }
    return 0;
  }

  private String firstHead() {
    try {
      Answer first = known(login::password);
      return first.status() == 200 ? first.refreshToken() : "";
    } catch (UncheckedIOException e) {
      return "";
    }
  }

  private void issueAndSometimesRevoke(int round) {
    Answer answer = known(() -> login.postern().token(client, "grant_type", "client_credentials"));
    if (answer.status() != 200) {
      return;
    }
    String token = answer.accessToken();
    if (round % 3 != 0) {
      issued.add(token);
      return;
    }
    if (known(() -> Tokens.revoke(login.postern(), client, token)).status() == 200) {
      revoked.add(token);
    }
  }

  private String refresh(String head) {
    if (head.isEmpty()) {
      return head;
    }
    Answer answer = known(() -> login.refresh(head));
    if (answer.status() != 200) {
      return head;
    }
    refreshed.incrementAndGet();
    return answer.refreshToken();
  }

  private Answer known(Supplier<Answer> request) {
    try {
      Answer answer = counted(request.get());
      if (answer.status() == 503) {
        unknown.incrementAndGet();
      }
      return answer;
    } catch (UncheckedIOException e) {
      unknown.incrementAndGet();
      throw e;
    }
  }

  private Answer counted(Answer answer) {
    statuses.incrementAndGet(answer.status());
    return answer;
  }
}

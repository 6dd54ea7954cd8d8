package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Clients.Registered;
import org.postern.it.MalformedRequests.Request;
import org.postern.it.Postern.Answer;

/**
 * Tests that no request causes a 5xx or a hang, and that no answer shows internals of the server.
 */
@Tag(Kinds.RACE)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
@Tag(Kinds.ANSWERED_BY_THE_SERVER)
class MalformedRequestsIT extends DeployedWar {

  private static final int REQUESTS = 20_000;
  private static final int LANES = 4;

  /** Parts of a stack trace, a class name or a server's message about an exception. */
  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|\\bat"
              + " [a-z]+\\.|org\\.(postern|jboss|hibernate|h2)|jakarta\\.|java\\.|io\\.undertow"
              + "|RESTEASY\\d|UT\\d{6}|HHH\\d|SQL");

  private final Postern postern = Postern.MANAGED;

  @Test
  void neitherFailsNorHangsNorTellsOfItsInside() {
    // A failure names the seed; -Dit.seed makes the same requests again.
    long seed = Long.getLong("it.seed", System.nanoTime());
    MalformedRequests requests = requests(seed);
    AtomicIntegerArray classes = new AtomicIntegerArray(6);

    Parallel.rounds(
        REQUESTS,
        LANES,
        () -> {
          RawConnection connection = new RawConnection(postern.uri(""));
          return number -> {
            Request request = requests.get(number);
            String problem = problem(connection, request, classes);
            assertNull(
                problem, () -> problem + " (seed " + seed + ", number " + number + ")\n" + request);
          };
        });

    // The generator must make enough requests of both kinds: refused and successful.
    assertTrue(classes.get(2) > REQUESTS / 20, classes::toString);
    assertTrue(classes.get(4) > REQUESTS / 4, classes::toString);
    assertEquals(200, postern.send(postern.request("api/health/ready").GET()).status());
  }

  private MalformedRequests requests(long seed) {
    Login login =
        Login.with(
            Clients.confidential()
                .grants("password", "refresh_token")
                .scopes("profile")
                .defaultScopes("profile"));
    Registered service =
        Clients.confidential()
            .grants("client_credentials", "password", "refresh_token")
            .scopes("client.self")
            .defaultScopes("client.self")
            .create();
    return new MalformedRequests(
        seed,
        postern.uri(""),
        service.basic(),
        Tokens.ofClient(postern, service),
        login.password().accessToken(),
        Tokens.ofClient(postern, service),
        login.password().refreshToken());
  }

  /** Describes what is wrong with the answer; null if nothing is. */
  private static String problem(
      RawConnection connection, Request request, AtomicIntegerArray classes) throws IOException {
    Optional<Answer> answer;
    try {
      answer =
          Optional.of(connection.exchange(request.bytes(), request.bodiless(), !request.framed()));
    } catch (SocketTimeoutException e) {
      return "No answer in time";
    } catch (IOException e) {
      // If the end of a request is not clear, the server may close the connection without an
      // answer.
      answer = Optional.empty();
    }
    if (answer.isEmpty()) {
      return request.framed() ? "No answer" : null;
    }
    int status = answer.get().status();
    classes.incrementAndGet(Math.min(status / 100, 5));
    // The server answers 505 for an HTTP version that it does not support: RFC 9110 §15.6.6.
    if (status >= 500 && status != 505) {
      return "It fails: " + answer.get();
    }
    return INSIDE.matcher(answer.get().body()).find() ? "From inside: " + answer.get() : null;
  }
}

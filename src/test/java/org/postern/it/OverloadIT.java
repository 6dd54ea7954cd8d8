package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/**
 * What {@code configure-overload.cli} promises, with small limits: 2 requests at a time, 2 wait.
 */
class OverloadIT {

  private static final int SERVED = 2;
  private static final int WAITING = 2;

  /** Several times more than all places of the server together. */
  private static final int SLOW_SENDERS = 20;

  private static final String BODY = "grant_type=client_credentials";
  private static final int PART = 10;

  private static ServerProcess server;
  private static Postern postern;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server =
        new ServerProcess(
                "it-overload",
                Map.of(
                    "postern.demo", "false",
                    "postern.argon2.memory-kib", "64",
                    "postern.argon2.iterations", "1",
                    "postern.password.hashes", "1"))
            .environment("POSTERN_MAX_REQUESTS", Integer.toString(SERVED))
            .environment("POSTERN_MAX_WAITING", Integer.toString(WAITING))
            // The controls must get through when nothing else does.
            .configure(
                xml ->
                    xml.replace(
                        "path-prefix(/postern) and not",
                        "path-prefix(/postern) and not path-prefix(/postern/testing) and not"))
            .withControls();
    server.start("oauth2/token");
    postern = new Postern(server.base());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Registered client() {
    return Clients.confidential().grants("client_credentials").create(postern);
  }

  private static Answer token(Registered client) {
    return postern.token(client, "grant_type", "client_credentials");
  }

  private static String head(Registered client, String expectation) {
    List<String> headers =
        new ArrayList<>(
            List.of(
                "Authorization: " + client.basic(),
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + BODY.length()));
    if (!expectation.isEmpty()) {
      headers.add("Expect: " + expectation);
    }
    return RawHttp.head("POST", postern.uri("oauth2/token"), headers.toArray(String[]::new));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the head incomplete, head, ''",
    "the body incomplete, body, ''",
    "the body incomplete after it was asked for, body, 100-continue"
  })
  void servesOthersWhileSendersAreSlow(String name, String part, String expectation)
      throws IOException {
    Registered client = client();
    String head = head(client, expectation);
    String first = part.equals("head") ? head.substring(0, PART) : head + BODY.substring(0, PART);
    String rest = part.equals("head") ? head.substring(PART) + BODY : BODY.substring(PART);
    List<Socket> senders = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW_SENDERS; i++) {
        Socket sender = new Socket(server.base().getHost(), server.base().getPort());
        sender.setSoTimeout(30_000);
        senders.add(sender);
        send(sender, first);
      }

      Answer answer = token(client);
      assertEquals(200, answer.status(), answer.body());

      // They are served too, once they have said what they want.
      for (Socket sender : senders) {
        send(sender, rest);
        String received =
            new String(sender.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertTrue(received.contains("HTTP/1.1 200 OK\r\n"), received);
      }
    } finally {
      for (Socket sender : senders) {
        sender.close();
      }
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  @Test
  void refusesWhatIsBeyondTheLimitsAtOnceAndServesTheRest() {
    Registered client = client();
    List<Login> logins = new ArrayList<>();
    for (int i = 0; i < SERVED; i++) {
      logins.add(Login.with(postern, Clients.confidential().grants("password")));
    }
    long checks = hashes("checks");
    List<Future<Answer>> held = new ArrayList<>();
    List<Future<Answer>> more = new ArrayList<>();
    postern.control("hashes.hold");
    try {
      logins.forEach(login -> held.add(Parallel.start(() -> login.password())));
      Await.until(
          "all that may be served are being served",
          Duration.ofSeconds(30),
          () -> hashes("checks") == checks + 1 && hashes("waiting") == SERVED - 1);
      for (int i = 0; i < WAITING + 3; i++) {
        more.add(Parallel.start(() -> token(client)));
      }

      Await.until("three refusals", Duration.ofSeconds(30), () -> done(more).size() == 3);
      for (Future<Answer> refused : done(more)) {
        Answer answer = Parallel.result(refused);
        assertEquals(503, answer.status());
        assertEquals(Optional.of("1"), answer.header("retry-after"));
      }
      // These have places of their own.
      assertEquals(200, postern.send(postern.request("api/health/ready").GET()).status());
      assertEquals(401, postern.send(postern.request("api/admin/clients").GET()).status());
      assertEquals(200, postern.send(postern.request("console/sign-in.xhtml").GET()).status());
      assertEquals(3, done(more).size());
    } finally {
      postern.control("hashes.release");
    }

    for (Future<Answer> one : held) {
      assertEquals(200, Parallel.result(one).status());
    }
    assertEquals(
        WAITING, more.stream().filter(one -> Parallel.result(one).status() == 200).count());
    Answer after = token(client);
    assertEquals(200, after.status(), after.body());
    assertEquals(Optional.empty(), after.header("retry-after"));
  }

  private static List<Future<Answer>> done(List<Future<Answer>> all) {
    return all.stream().filter(Future::isDone).toList();
  }

  private static long hashes(String what) {
    return postern.control("hashes").getJsonNumber(what).longValue();
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/**
 * Tests {@code configure-overload.cli} with small limits: 2 requests are served at a time, 2 wait.
 */
@Tag(Kinds.OVERLOAD)
@Tag(Kinds.WILDFLY)
class OverloadIT {

  private static final int SERVED = 2;
  private static final int WAITING = 2;

  /** Several times as many as the server has places. */
  private static final int SLOW_SENDERS = 20;

  private static final String BODY = "grant_type=client_credentials";
  private static final int PART = 10;

  private static WildflyServer server;
  private static Postern postern;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server =
        new WildflyServer(
                "it-overload",
                Map.of(
                    "postern.demo", "false",
                    "postern.argon2.memory-kib", "64",
                    "postern.argon2.iterations", "1",
                    "postern.password.hashes", "1",
                    "postern.body-timeout", "PT1S",
                    "postern.answer-timeout", "PT1S"))
            .environment("POSTERN_MAX_REQUESTS", Integer.toString(SERVED))
            .environment("POSTERN_MAX_WAITING", Integer.toString(WAITING))
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

  private static String head(Registered client, String length, String expectation) {
    List<String> headers =
        new ArrayList<>(
            List.of(
                "Authorization: " + client.basic(),
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + length));
    if (!expectation.isEmpty()) {
      headers.add("Expect: " + expectation);
    }
    return RawHttp.head("POST", postern.uri("oauth2/token"), headers.toArray(String[]::new));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the head incomplete, head, 29, ''",
    "the body incomplete, body, 29, ''",
    "the body incomplete after it was asked for, body, 29, 100-continue",
    "the body incomplete with zeros before its length, body, 0000000029, ''"
  })
  void servesOthersWhileSendersAreSlow(String name, String part, String length, String expectation)
      throws IOException {
    Registered client = client();
    String head = head(client, length, expectation);
    String first = part.equals("head") ? head.substring(0, PART) : head + BODY.substring(0, PART);
    String rest = part.equals("head") ? head.substring(PART) + BODY : BODY.substring(PART);
    assertServesWhileSlow(
        first,
        rest,
        "200 OK",
        () -> {
          Answer answer = token(client);
          assertEquals(200, answer.status(), answer.body());
        });
    assertNoFault();
  }

  // The length is 2^64 more than that of the body. The server would compute modulo 2^64.
  @ParameterizedTest
  @ValueSource(strings = {"18446744073709551645", "00018446744073709551645"})
  void refusesALengthThatNoBodyHas(String length) {
    Registered client = client();
    byte[] body = BODY.getBytes(StandardCharsets.US_ASCII);

    Answer refused = RawHttp.exchange(server.base(), head(client, length, ""), body);
    Answer served = RawHttp.exchange(server.base(), head(client, "00029", ""), body);

    assertEquals(400, refused.status(), refused.toString());
    assertEquals(200, served.status(), served.toString());
    assertNoFault();
  }

  // The server parses cookies before Postern sees the request, and failed with 500 and stack
  // traces.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a byte that is not ASCII, a=\u00e9, 1, 400",
    "an attribute of old, 'a=b; $Version=x; ', 1, 400",
    "too many, 'a=b; ', 200, 400",
    "as many as there may be, 'a=b; ', 199, 200",
    "others, 'a=b; c=\"d\"', 1, 200"
  })
  void aCookieOfSomebodyElseIsNoFault(String name, String cookie, int times, int console) {
    String header = "Cookie: " + cookie.repeat(times);
    byte[] body = BODY.getBytes(StandardCharsets.US_ASCII);
    String token =
        RawHttp.head(
            "POST",
            postern.uri("oauth2/token"),
            header,
            "Authorization: " + client().basic(),
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: " + body.length);

    for (String path : List.of("api/health/live", "nothing/here", "console/sign-in.xhtml")) {
      Answer answer =
          RawHttp.exchange(server.base(), RawHttp.head("GET", postern.uri(path), header));
      int status = path.startsWith("console") ? console : path.startsWith("api") ? 200 : 404;
      assertEquals(status, answer.status(), path + ": " + answer);
    }
    assertEquals(200, RawHttp.exchange(server.base(), token, body).status());
    assertNoFault();
  }

  // Postern reads a form without a file before it looks for a session.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a length, Content-Length: 3, a, =b",
    "chunks, Transfer-Encoding: chunked, '3;', a=b"
  })
  void servesImportsWhileSendersAreSlow(String name, String header, String first, String rest)
      throws IOException {
    String head =
        RawHttp.head(
            "POST",
            postern.uri("console/configuration.xhtml"),
            "Sec-Fetch-Site: same-origin",
            "Content-Type: application/x-www-form-urlencoded",
            header);
    boolean chunks = name.equals("chunks");

    assertServesWhileSlow(
        head + first,
        chunks ? "\r\n" + rest + "\r\n0\r\n\r\n" : rest,
        "302 Found",
        () ->
            assertEquals(
                401,
                postern
                    .send(
                        postern
                            .request("api/admin/import")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString("{}")))
                    .status()));
  }

  @Test
  void offersNothingWithoutALimitBesidePostern() {
    assertEquals(404, atRoot("/wildfly-services").status());
    Answer description = atRoot("/openapi");
    assertEquals(200, description.status());
    assertEquals(Optional.empty(), description.header("retry-after"));
  }

  private static Answer atRoot(String path) {
    return RawHttp.exchange(server.base(), RawHttp.head("GET", path, server.base()));
  }

  private static void assertServesWhileSlow(
      String first, String rest, String status, Runnable meanwhile) throws IOException {
    List<Socket> senders = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW_SENDERS; i++) {
        Socket sender = new Socket(server.base().getHost(), server.base().getPort());
        sender.setSoTimeout(30_000);
        senders.add(sender);
        send(sender, first);
      }

      meanwhile.run();

      // The slow senders are answered too, once their requests are complete.
      for (Socket sender : senders) {
        send(sender, rest);
        String received =
            new String(sender.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertTrue(received.contains("HTTP/1.1 " + status + "\r\n"), received);
      }
    } finally {
      for (Socket sender : senders) {
        sender.close();
      }
    }
  }

  // Requests without a token or session, more than there are places. If the server waited for the
  // sender of one, that place would not become free again.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a resource           | POST | jakarta.faces.resource/a.js.xhtml | | 405",
        "a resource with GET  | GET  | jakarta.faces.resource/a.js.xhtml | | 413",
        "an asset             | PUT  | console/assets/console.js | | 405",
        "health               | GET  | api/health/live | | 200",
        "the metadata         | GET  | .well-known/oauth-authorization-server | | 200",
        "nothing              | GET  | nothing | | 404",
        "the token endpoint   | POST | oauth2/token | application/x-www-form-urlencoded | 413",
        "the admin API        | POST | api/admin/clients | application/json | 413",
        "an import            | POST | api/admin/import | application/json | 401",
        "a form               | POST | console/sign-in.xhtml | application/x-www-form-urlencoded |"
            + " 413",
        "a form with a file   | POST | console/configuration.xhtml | multipart/form-data;"
            + " boundary=x | 302"
      })
  void waitsForNoBodyThatNobodyWants(
      String name, String method, String path, String type, int status) {
    for (int i = 0; i < 2 * (SERVED + WAITING); i++) {
      Answer answer = RawHttp.dripped(server.base(), unfinished(method, path, type), 100_000);

      assertEquals(status, answer.status(), answer.toString());
      assertEquals(Optional.of("close"), answer.header("connection"));
    }
    assertEquals(200, token(client()).status());
    assertNoFault();
  }

  private static String unfinished(String method, String path, String type) {
    return RawHttp.head(
            method,
            postern.uri(path),
            "Sec-Fetch-Site: same-origin",
            "Content-Type: " + (type == null ? "text/plain" : type),
            "Content-Length: 1000000")
        // The server must close the connection without being asked to.
        .replace("Connection: close\r\n", "");
  }

  // The server waits for the file of a caller who may import it, but not for ever.
  @Test
  void boundsTheWholeTimeOfAFile() {
    Registered importer =
        Clients.confidential()
            .grants("client_credentials")
            .scopes("postern.admin")
            .defaultScopes("postern.admin")
            .create(postern);
    String head =
        RawHttp.head(
            "POST",
            postern.uri("api/admin/import"),
            "Authorization: Bearer " + Tokens.ofClient(postern, importer),
            "Content-Type: application/json",
            "Content-Length: 1000000");

    Answer answer = RawHttp.dripped(server.base(), head, 100);

    assertEquals(408, answer.status(), answer.toString());
    assertEquals(
        "The body was not complete in time", answer.json().getString("detail"), answer.toString());
    assertNoFault();
  }

  @Test
  void saysNothingOfCallersWhoHangUp() throws IOException {
    for (String request :
        List.of(
            head(client(), Integer.toString(BODY.length()), "") + BODY,
            RawHttp.head(
                "GET", postern.uri("jakarta.faces.resource/components.js.xhtml?ln=primefaces")),
            RawHttp.head("GET", postern.uri("console/sign-in.xhtml")))) {
      for (int i = 0; i < SLOW_SENDERS; i++) {
        try (Socket socket = new Socket(server.base().getHost(), server.base().getPort())) {
          // With this option, closing the socket resets the connection at once.
          socket.setSoLinger(true, 0);
          send(socket, request);
        }
      }
    }

    // The server notices after a moment that these callers are gone, and has their places back
    // then.
    Registered client = client();
    Await.until("a token", Duration.ofSeconds(30), () -> token(client).status() == 200);
    assertNoFault();
  }

  /** PrimeFaces would write the name of a dynamic resource to the log, however long it is. */
  @Test
  void saysNothingOfWhatIsAskedOfPrimeFaces() {
    String named = "x%0aforged-" + UUID.randomUUID();

    Answer answer = get("jakarta.faces.resource/x.xhtml?pfdrid=a&ln=primefaces&pfdrt=" + named);
    Answer script = get("jakarta.faces.resource/components.js.xhtml?ln=primefaces&v=1");

    assertEquals(404, answer.status());
    assertEquals(200, script.status());
    String log = server.logFrom(0);
    assertFalse(log.contains("forged-"), log);
    assertFalse(log.contains("resource handler"), log);
  }

  @Test
  void saysNothingOfAnInventedCookieOfFaces() {
    Answer answer =
        postern.send(postern.request("console/sign-in.xhtml").header("Cookie", "csfcfc=1X1").GET());

    assertEquals(200, answer.status());
    assertNoFault();
  }

  private static Answer get(String path) {
    return postern.send(postern.request(path).GET());
  }

  private static void assertNoFault() {
    List<String> faults =
        server.logFrom(0).lines().filter(line -> line.matches(".* (ERROR|SEVERE) .*")).toList();
    assertEquals(List.of(), faults);
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
      // These requests have their own places.
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

package org.postern.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.bearer.TokenKind;
import org.postern.bearer.TokenVerifier.Verification;
import org.postern.bearer.VerifiedToken;
import org.postern.fixtures.Configs;
import org.postern.fixtures.TestClock;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;

/** RFC 7662 §2 and §4, against an endpoint that answers what a case needs. */
class IntrospectingTokenVerifierTest {

  private static final String TOKEN = "psa_+/==";
  private static final long IAT = TestClock.START.getEpochSecond();
  private static final long EXP = IAT + 600;

  /** Every member that Postern sends. */
  private static final String LIVE =
      "{\"active\":true,\"scope\":\"read write\",\"client_id\":\"reporting\","
          + "\"username\":\"alice\",\"token_type\":\"Bearer\",\"exp\":"
          + EXP
          + ",\"iat\":"
          + IAT
          + ",\"sub\":\"u-1\",\"aud\":[\"a\",\"guest +\"],\"iss\":\"https://login.example\"}";

  private static final Verification UNKNOWN = new Verification.Dead(RefusalReason.TOKEN_UNKNOWN);

  private static final Verification UNAVAILABLE =
      new Verification.Unavailable(Duration.ofSeconds(5));

  private final TestClock clock = new TestClock();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stopServer() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private String endpoint(int port) {
    return "http://localhost:" + port + "/introspect";
  }

  private IntrospectingTokenVerifier verifier(String endpoint, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "postern.introspection.endpoint",
                endpoint,
                "postern.introspection.client-id",
                "guest +",
                "postern.introspection.client-secret",
                "S3cret:%"));
    all.addAll(List.of(settings));
    return new IntrospectingTokenVerifier(
        Configs.introspection(all.toArray(String[]::new)), clock::now);
  }

  private IntrospectingTokenVerifier verifier() {
    return verifier(endpoint(server.getAddress().getPort()));
  }

  private void answer(HttpHandler handler) {
    server.createContext(
        "/introspect",
        exchange -> {
          try (exchange) {
            requests.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            handler.handle(exchange);
          }
        });
  }

  private void answer(int status, String body, String... headers) {
    answer(exchange -> respond(exchange, status, body, headers));
  }

  private static void respond(HttpExchange exchange, int status, String body, String... headers)
      throws IOException {
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Verification live(Optional<String> username, Scope scope) {
    return new Verification.Live(
        new VerifiedToken(
            "u-1",
            username.isPresent() ? TokenKind.USER : TokenKind.CLIENT,
            "reporting",
            username,
            scope,
            Instant.ofEpochSecond(IAT),
            Instant.ofEpochSecond(EXP)));
  }

  private static final Verification ALICES = live(Optional.of("alice"), Scope.of("read", "write"));

  @Test
  void asksAsAnAuthenticatedClient() {
    List<String> heads = Collections.synchronizedList(new ArrayList<>());
    answer(
        exchange -> {
          var headers = exchange.getRequestHeaders();
          heads.add(
              exchange.getRequestMethod()
                  + " "
                  + headers.getFirst("Content-Type")
                  + " "
                  + headers.getFirst("Accept")
                  + " "
                  + headers.getFirst("Authorization"));
          respond(exchange, 200, LIVE);
        });

    Verification verification = verifier().verify(TOKEN);

    assertEquals(ALICES, verification);
    String credentials =
        Base64.getEncoder()
            .encodeToString("guest+%2B:S3cret%3A%25".getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        List.of("POST application/x-www-form-urlencoded application/json Basic " + credentials),
        heads);
    assertEquals(List.of("token=psa_%2B%2F%3D%3D&token_type_hint=access_token"), requests);
  }

  static Stream<Arguments> answers() {
    Verification forOthers = new Verification.Dead(RefusalReason.TOKEN_FOR_OTHERS);
    return Stream.of(
        Arguments.of("a user's token", LIVE, ALICES),
        Arguments.of(
            "a client's token",
            LIVE.replace("\"username\":\"alice\",", ""),
            live(Optional.empty(), Scope.of("read", "write"))),
        Arguments.of(
            "no scope",
            LIVE.replace("\"scope\":\"read write\",", ""),
            live(Optional.of("alice"), Scope.EMPTY)),
        Arguments.of("the type in other case", LIVE.replace("Bearer", "bearer"), ALICES),
        Arguments.of("members that nobody knows", LIVE.replace("{", "{\"x\":{\"y\":[]},"), ALICES),
        Arguments.of("a fraction of a second", LIVE.replace(EXP + ",", EXP + ".75,"), ALICES),
        Arguments.of("one audience", LIVE.replace("[\"a\",\"guest +\"]", "\"guest +\""), ALICES),
        Arguments.of("no audience", LIVE.replace("\"aud\":[\"a\",\"guest +\"],", ""), ALICES),
        Arguments.of(
            "another audience", LIVE.replace("[\"a\",\"guest +\"]", "\"guest\""), forOthers),
        Arguments.of("other audiences", LIVE.replace("\"guest +\"", "\"Guest +\""), forOthers),
        Arguments.of("an empty audience", LIVE.replace("\"a\",\"guest +\"", ""), forOthers),
        Arguments.of("not active", "{\"active\":false}", UNKNOWN),
        Arguments.of(
            "not active, and more", LIVE.replace("\"active\":true", "\"active\":false"), UNKNOWN),
        Arguments.of(
            "a refresh token, which has no type",
            LIVE.replace("\"token_type\":\"Bearer\",", ""),
            UNKNOWN),
        Arguments.of("a type that needs a proof", LIVE.replace("Bearer", "DPoP"), UNKNOWN));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void readsTheAnswer(String name, String body, Verification expected) {
    answer(200, body);

    assertEquals(expected, verifier().verify(TOKEN));
  }

  @Test
  void takesAnyAudienceWhereThatIsAllowed() {
    answer(200, LIVE.replace("guest +", "b"));
    String endpoint = endpoint(server.getAddress().getPort());

    assertEquals(
        ALICES,
        verifier(endpoint, "postern.introspection.allow-any-audience", "true").verify(TOKEN));
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of("nothing", ""),
        Arguments.of("no JSON", "<html>"),
        Arguments.of("half of it", LIVE.substring(0, 40)),
        Arguments.of("an array", "[" + LIVE + "]"),
        Arguments.of("no statement", "{}"),
        Arguments.of("a statement as text", LIVE.replace("true", "\"true\"")),
        Arguments.of("no subject", LIVE.replace("\"sub\"", "\"x\"")),
        Arguments.of("no client", LIVE.replace("\"client_id\"", "\"x\"")),
        Arguments.of("no expiry", LIVE.replace("\"exp\"", "\"x\"")),
        Arguments.of("a time as text", LIVE.replace("" + IAT, "\"" + IAT + "\"")),
        Arguments.of("a time beyond all time", LIVE.replace("" + EXP, "" + Long.MAX_VALUE)),
        Arguments.of("a scope outside the grammar", LIVE.replace("read write", "read  write")),
        Arguments.of("an audience that is a number", LIVE.replace("[\"a\",\"guest +\"]", "1")),
        Arguments.of("depth without end", "[".repeat(16_000)),
        Arguments.of("too many bytes", LIVE + " ".repeat(256 * 1024 + 1 - LIVE.length())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusable")
  void isUnavailableWhenTheAnswerCannotBeUsed(String name, String body) {
    answer(200, body);

    assertEquals(UNAVAILABLE, verifier().verify(TOKEN));
  }

  @Test
  void takesAnAnswerOfTheLargestSize() {
    answer(200, LIVE + " ".repeat(256 * 1024 - LIVE.length()));

    assertEquals(ALICES, verifier().verify(TOKEN));
  }

  @Test
  void readsNoMoreOfAnEndlessAnswerThanItMay() {
    answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] spaces = " ".repeat(1024).getBytes(StandardCharsets.US_ASCII);
          while (end.getCount() > 0) {
            exchange.getResponseBody().write(spaces);
          }
        });

    assertEquals(UNAVAILABLE, verifier().verify(TOKEN));
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 400, 401, 403, 404, 429, 500, 503})
  void isUnavailableWhenTheAnswerIsAnother(int status) {
    answer(status, status == 204 ? "" : LIVE);

    assertEquals(UNAVAILABLE, verifier().verify(TOKEN));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsNoRedirect(int status) {
    answer(status, "", "Location", "/elsewhere");
    server.createContext(
        "/elsewhere",
        exchange -> {
          try (exchange) {
            requests.add("elsewhere");
            respond(exchange, 200, LIVE);
          }
        });

    assertEquals(UNAVAILABLE, verifier().verify(TOKEN));
    assertEquals(1, requests.size());
  }

  static Stream<Arguments> waits() {
    return Stream.of(
        Arguments.of("as the server says", "17", 17),
        Arguments.of("too long", "100", 5),
        Arguments.of("nothing", "0", 5),
        Arguments.of("a date", "Wed, 21 Oct 2026 07:28:00 GMT", 5));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waits")
  void passesOnHowLongToWait(String name, String retryAfter, int seconds) {
    answer(503, "", "Retry-After", retryAfter);

    assertEquals(
        new Verification.Unavailable(Duration.ofSeconds(seconds)), verifier().verify(TOKEN));
  }

  @Test
  void isUnavailableWhenNobodyListens() throws IOException {
    // Bound, so that nothing else gets the port, but not listening.
    try (Socket nobody = new Socket()) {
      nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

      assertEquals(UNAVAILABLE, verifier(endpoint(nobody.getLocalPort())).verify(TOKEN));
    }
  }

  @Test
  void isUnavailableWhenNoAnswerComesInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      IntrospectingTokenVerifier verifier =
          verifier(endpoint(silent.getLocalPort()), "postern.introspection.timeout", "PT0.2S");

      assertEquals(
          UNAVAILABLE, assertTimeout(Duration.ofSeconds(10), () -> verifier.verify(TOKEN)));
    }
  }

  @Test
  void isUnavailableWhenTheAnswerDoesNotEndInTime() {
    answer(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          awaitEnd();
        });
    IntrospectingTokenVerifier verifier =
        verifier(
            endpoint(server.getAddress().getPort()), "postern.introspection.timeout", "PT0.2S");

    assertEquals(UNAVAILABLE, assertTimeout(Duration.ofSeconds(10), () -> verifier.verify(TOKEN)));
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void isUnavailableToAnInterruptedThreadWhichStaysInterrupted() {
    answer(200, LIVE);
    Thread.currentThread().interrupt();

    Verification verification = verifier().verify(TOKEN);

    assertTrue(Thread.interrupted());
    assertEquals(UNAVAILABLE, verification);
  }

  @Test
  void asksAgainWhenTheConnectionIsClosedWithoutAnAnswer() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> served =
          CompletableFuture.runAsync(
              () -> {
                acceptAndClose(listening);
                acceptAndClose(listening);
                answerTo(accept(listening));
              },
              threads);

      assertEquals(ALICES, verifier(endpoint(listening.getLocalPort())).verify(TOKEN));
      served.join();
    }
  }

  /** Two requests at once leave two connections that both are idle from then on. */
  @Test
  void asksAgainWhenTheServerClosesBothKeptConnections() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      IntrospectingTokenVerifier verifier = verifier(endpoint(listening.getLocalPort()));
      CompletableFuture<Void> served =
          CompletableFuture.runAsync(
              () -> {
                for (Socket kept : List.of(accept(listening), accept(listening))) {
                  threads.execute(
                      () -> {
                        answerTo(kept);
                        readAndClose(kept);
                      });
                }
                answerTo(accept(listening));
              },
              threads);
      CompletableFuture<Verification> beside =
          CompletableFuture.supplyAsync(() -> verifier.verify(TOKEN), threads);
      assertEquals(ALICES, verifier.verify(TOKEN));
      assertEquals(ALICES, beside.join());

      Verification verification = verifier.verify(TOKEN);

      assertEquals(ALICES, verification);
      served.join();
    }
  }

  @Test
  void isUnavailableWhenEveryConnectionIsClosedWithoutAnAnswer() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> served =
          CompletableFuture.runAsync(
              () -> {
                acceptAndClose(listening);
                acceptAndClose(listening);
                acceptAndClose(listening);
              },
              threads);

      assertEquals(UNAVAILABLE, verifier(endpoint(listening.getLocalPort())).verify(TOKEN));
      served.join();
    }
  }

  private static Socket accept(ServerSocket listening) {
    try {
      return listening.accept();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void acceptAndClose(ServerSocket listening) {
    readAndClose(accept(listening));
  }

  private static void readAndClose(Socket connection) {
    try (connection) {
      readRequest(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answerTo(Socket connection) {
    try {
      readRequest(connection);
      connection
          .getOutputStream()
          .write(
              ("HTTP/1.1 200 OK\r\nContent-Length: " + LIVE.length() + "\r\n\r\n" + LIVE)
                  .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void readRequest(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    StringBuilder request = new StringBuilder();
    while (request.indexOf("token_type_hint=access_token") < 0) {
      request.append((char) in.read());
    }
  }

  @Test
  void asksEveryTimeWithTheCacheOff() {
    answer(200, LIVE);
    IntrospectingTokenVerifier verifier = verifier();

    verifier.verify(TOKEN);
    verifier.verify(TOKEN);

    assertEquals(2, requests.size());
  }

  @Test
  void asksAgainWhenTheCacheForgets() {
    answer(200, LIVE);
    IntrospectingTokenVerifier verifier = cached();

    assertEquals(ALICES, verifier.verify(TOKEN));
    assertEquals(ALICES, verifier.verify(TOKEN));
    assertEquals(1, requests.size());
    clock.move(Duration.ofSeconds(5));
    assertEquals(ALICES, verifier.verify(TOKEN));

    assertEquals(2, requests.size());
  }

  static Stream<Arguments> notKept() {
    return Stream.of(
        Arguments.of("a dead token", 200, "{\"active\":false}"),
        Arguments.of("a token for others", 200, LIVE.replace("guest +", "b")),
        Arguments.of("a failure", 503, ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notKept")
  void keepsOnlyLiveTokens(String name, int status, String body) {
    answer(status, body);
    IntrospectingTokenVerifier verifier = cached();

    verifier.verify(TOKEN);
    verifier.verify(TOKEN);

    assertEquals(2, requests.size());
  }

  private IntrospectingTokenVerifier cached() {
    return verifier(endpoint(server.getAddress().getPort()), "postern.introspection.cache", "PT5S");
  }

  @Test
  void keepsNoReferences() {
    assertEquals("", verifier().refused(RefusalReason.TOKEN_UNKNOWN, null, "192.0.2.1"));
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/** Tests what happens if the server dies between the commit and the reply. */
@Tag(Kinds.RESTART)
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class LostReplyIT {

  private static final int STREAMS = 4;
  private static final int REFRESHES_BEFORE_THE_END = 200;

  private static Login login(Postern postern, String window) {
    return Login.with(
        postern,
        Clients.confidential().grants("password", "refresh_token").with("replay_window", window));
  }

  @Test
  void answersTheRetryAfterTheServerWasKilled() throws Exception {
    try (Server server =
        Server.create(
                "it-lost-reply",
                Map.of(
                    "postern.demo", "false",
                    "postern.argon2.memory-kib", "64",
                    "postern.argon2.iterations", "1",
                    "postern.password.hashes", "1"))
            .withControls()) {
      server.start("oauth2/token");
      Postern postern = new Postern(server.base());
      Login withWindow = login(postern, "PT60S");
      Login withoutWindow = login(postern, "PT0S");
      Login busy = login(postern, "PT60S");
      Answer first = withWindow.password();
      Answer firstWithout = withoutWindow.password();
      AtomicInteger refreshes = new AtomicInteger();
      List<Future<String>> streams = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        String token = busy.password().refreshToken();
        streams.add(Parallel.start(() -> refreshUntilTheEnd(busy, token, refreshes)));
      }
      Await.until(
          "refreshes", Duration.ofSeconds(60), () -> refreshes.get() >= REFRESHES_BEFORE_THE_END);

      Instant killed;
      try (Socket lost = refreshWithoutReading(withWindow, first.refreshToken());
          Socket lostToo = refreshWithoutReading(withoutWindow, firstWithout.refreshToken())) {
        killed = Instant.parse(postern.control("clock.now").getString("now"));
        server.kill();
        assertTrue(lost.isConnected() && lostToo.isConnected());
      }
      List<String> unanswered = streams.stream().map(Parallel::result).toList();
      server.start("oauth2/token");
      // The clock is set back, so that the clients retry within the window however long the start
      // took.
      Instant now = Instant.parse(postern.control("clock.now").getString("now"));
      postern.control("clock.advance", "by", Duration.between(now, killed).toString());

      assertRetryWorks(withWindow, first);
      assertRetryFailsCleanly(withoutWindow, firstWithout);
      for (String token : unanswered) {
        assertEquals(200, busy.refresh(token).status());
      }
    }
  }

  private static void assertRetryWorks(Login login, Answer first) {
    Answer retry = login.refresh(first.refreshToken());

    assertEquals(200, retry.status(), retry.body());
    assertNotEquals(first.refreshToken(), retry.refreshToken());
    assertTrue(login.lives(retry.accessToken()));
    JsonObject successor = login.postern().control("refresh_token", "token", retry.refreshToken());
    assertEquals(1, successor.getInt("generation"));
    assertEquals(200, login.refresh(retry.refreshToken()).status());
  }

  private static void assertRetryFailsCleanly(Login login, Answer first) {
    Answer retry = login.refresh(first.refreshToken());

    Golden.assertAnswer("users/invalid_grant.http", retry);
    assertFalse(login.lives(first.accessToken()));
    assertEquals(200, login.password().status());
  }

  /** Refreshes until the server dies, and returns the token whose exchange was not answered. */
  private static String refreshUntilTheEnd(Login login, String first, AtomicInteger refreshes) {
    String token = first;
    while (true) {
      try {
        Answer answer = login.refresh(token);
        assertEquals(200, answer.status(), answer.body());
        token = answer.refreshToken();
        refreshes.incrementAndGet();
      } catch (UncheckedIOException e) {
        return token;
      }
    }
  }

  /**
   * Sends a refresh request and does not read the reply. The exchange is committed when this
   * returns.
   */
  private static Socket refreshWithoutReading(Login login, String token) throws IOException {
    String body = Postern.form("grant_type", "refresh_token", "refresh_token", token);
    String head =
        RawHttp.head(
            "POST",
            login.postern().uri("oauth2/token"),
            "Authorization: " + login.client().basic(),
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: " + body.length());
    Socket socket =
        new Socket(login.postern().uri("").getHost(), login.postern().uri("").getPort());
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    Await.until(
        "the exchange",
        Duration.ofSeconds(30),
        () -> login.postern().control("refresh_token", "token", token).getBoolean("used"));
    return socket;
  }
}

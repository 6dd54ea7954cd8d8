package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** Tests that everything the server answered with 200 survives a crash. */
@Tag(Kinds.RESTART)
@Tag(Kinds.SAMPLE)
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class DurabilityIT {

  private static final int LANES = 4;
  private static final int ENOUGH = 200;

  @Test
  void acceptsEveryIssuedTokenAfterTheServerIsKilled() throws IOException, InterruptedException {
    try (Server server = Server.create("it-durability", Map.of()).withControls()) {
      server.start("oauth2/token");
      Postern postern = new Postern(server.base());
      Registered client = Clients.confidential().grants("client_credentials").create(postern);

      Queue<String> issued = new ConcurrentLinkedQueue<>();
      List<Future<?>> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        lanes.add(Parallel.start(() -> issueUntilKilled(postern, client, issued)));
      }
      Await.until("tokens", Duration.ofMinutes(1), () -> issued.size() >= ENOUGH);
      server.kill();
      for (Future<?> lane : lanes) {
        Parallel.result(lane);
      }

      server.start("oauth2/token");
      assertTrue(issued.size() >= ENOUGH);
      for (String token : issued) {
        Answer answer = postern.get("api/me", token);
        assertEquals(200, answer.status(), answer.body());
      }
    }
  }

  private static int issueUntilKilled(Postern postern, Registered client, Queue<String> issued) {
    while (true) {
      try {
        Answer answer = postern.token(client, "grant_type", "client_credentials");
        if (answer.status() == 200) {
          issued.add(answer.accessToken());
        }
      } catch (UncheckedIOException e) {
        return issued.size();
      }
    }
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postern.it.Postern.Answer;

/**
 * Fills the disk of an H2 database under load, again and again. When there is space again, the
 * server has to be restarted, as {@code docs/operation.md} says: H2 closes a database that it could
 * not write, and does not reliably open it again in the same process.
 */
@EnabledIfSystemProperty(named = "it.database", matches = "h2")
class FullDiskChaos {

  private static final int TIMES = Integer.getInteger("chaos.stops");
  private static final int MEGABYTES = 64;
  private static final int SUCCESSES_BEFORE = 100;
  private static final int REFUSALS = 50;

  @Test
  void answers503UntilThereIsRoomAgain() throws Exception {
    try (SmallDisk disk = new SmallDisk("it-full-disk-data", MEGABYTES);
        WildflyServer server =
            new WildflyServer(
                    "it-full-disk",
                    Map.of(
                        "postern.demo", "false",
                        "postern.argon2.memory-kib", "64",
                        "postern.argon2.iterations", "1"))
                .on(TestDatabase.empty("it-full-disk", disk.directory()))
                .withControls()) {
      Postern postern = new Postern(server.base());
      List<String> issued = new ArrayList<>();
      List<String> revoked = new ArrayList<>();
      int refused = 0;
      for (int time = 1; time <= TIMES; time++) {
        String when = "time " + time;
        server.start("oauth2/token");
        ChaosLoad load = new ChaosLoad(postern);
        Await.until("answers", Duration.ofMinutes(3), () -> load.successes() >= SUCCESSES_BEFORE);
        Await.until(
            "refusals",
            Duration.ofMinutes(3),
            () -> {
              disk.fill();
              return load.statuses.get(503) >= REFUSALS;
            });
        // H2 may free some space by itself, so the disk is filled again until a request is refused.
        Await.until(
            "a refusal, " + when,
            Duration.ofMinutes(3),
            () -> {
              disk.fill();
              return isRefused(load.login().password(), when);
            });
        assertEquals(200, health(postern, "live"), when);

        load.await();
        disk.empty();
        server.stop();

        assertEquals(
            load.successes() + load.statuses.get(503), load.answers(), "only 200 and 503, " + when);
        refused += load.statuses.get(503);
        issued.addAll(load.issued);
        revoked.addAll(load.revoked);
      }
      server.start("oauth2/token");
      ChaosLoad.assertKept(postern, issued, revoked, "the end");
      assertTrue(!issued.isEmpty() && !revoked.isEmpty());
      System.out.println(
          "Chaos, h2: "
              + TIMES
              + " times a full disk under load; "
              + refused
              + " answers with 503; after room was made and a restart all "
              + issued.size()
              + " tokens and "
              + revoked.size()
              + " revocations answered with 200 in force");
    }
  }

  private static boolean isRefused(Answer answer, String when) {
    if (answer.status() == 200) {
      return false;
    }
    assertEquals(503, answer.status(), when + ": " + answer.body());
    assertEquals("temporarily_unavailable", answer.error(), when);
    assertTrue(answer.header("retry-after").isPresent(), when);
    return true;
  }

  private static int health(Postern postern, String kind) {
    return postern.send(postern.request("api/health/" + kind).GET()).status();
  }
}

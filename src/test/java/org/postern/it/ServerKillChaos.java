package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/** Kills the server under load, again and again. */
@Tag(Kinds.SAMPLE)
class ServerKillChaos {

  private static final int KILLS = Integer.getInteger("chaos.kills");
  private static final int SUCCESSES_BEFORE_THE_END = 200;

  private static final String FAMILIES_WITHOUT_HEAD =
      "select count(*) from token_family where head_digest is null or head_expires is null";

  @Test
  void keepsEveryPromiseOverEveryKill() throws Exception {
    List<String> issued = new ArrayList<>();
    List<String> revoked = new ArrayList<>();
    int refreshed = 0;
    int retried = 0;
    int unknown = 0;
    long longest = 0;
    long sum = 0;
    try (WildflyServer server =
        new WildflyServer(
                "it-kill-chaos",
                Map.of(
                    "postern.demo", "false",
                    "postern.argon2.memory-kib", "64",
                    "postern.argon2.iterations", "1"))
            .withControls()) {
      Postern postern = new Postern(server.base());
      server.start("oauth2/token");
      for (int kill = 1; kill <= KILLS; kill++) {
        ChaosLoad load = new ChaosLoad(postern);
        Await.until(
            "answers", Duration.ofMinutes(3), () -> load.successes() >= SUCCESSES_BEFORE_THE_END);
        Instant killed = Instant.parse(postern.control("clock.now").getString("now"));
        server.kill();
        load.await();

        assertEquals(0, server.database().count(FAMILIES_WITHOUT_HEAD), "kill " + kill);
        long begin = System.nanoTime();
        server.start("oauth2/token");
        long start = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        longest = Math.max(longest, start);
        sum += start;
        // The clock is set back, so that the clients retry within the window however long the start
        // took.
        Instant now = Instant.parse(postern.control("clock.now").getString("now"));
        postern.control("clock.advance", "by", Duration.between(now, killed).toString());
        for (String head : load.heads) {
          Answer retry = load.login().refresh(head);
          assertEquals(200, retry.status(), "kill " + kill + ": " + retry.body());
          retried++;
        }
        postern.control("clock.reset");
        issued.addAll(load.issued);
        revoked.addAll(load.revoked);
        refreshed += load.refreshed.get();
        unknown += load.unknown.get();
        load.assertKept("kill " + kill);
        System.out.printf(
            "Kill %d: so far %d tokens, %d revocations, %d refreshes, %d retries, %d unknown; start"
                + " %d ms, at most %d ms%n",
            kill, issued.size(), revoked.size(), refreshed, retried, unknown, start, longest);
      }
      ChaosLoad.assertKept(postern, issued, revoked, "the end");
    }
    assertTrue(!issued.isEmpty() && !revoked.isEmpty() && refreshed > 0);
    System.out.println(
        "Chaos, "
            + System.getProperty("it.database")
            + ": "
            + KILLS
            + " kills; "
            + issued.size()
            + " tokens answered with 200, all alive; "
            + revoked.size()
            + " revocations answered with 200, all in force; "
            + refreshed
            + " refreshes, "
            + retried
            + " retried after a kill, none refused; "
            + unknown
            + " outcomes unknown; no family with two heads; start to the first answer "
            + sum / KILLS
            + " ms on average, "
            + longest
            + " ms at most");
  }
}

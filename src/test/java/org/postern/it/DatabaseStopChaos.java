package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.postern.it.Postern.Answer;

/** PostgreSQL ends under load, again and again, and then stands still. */
@EnabledIfSystemProperty(named = "it.database", matches = "postgresql")
class DatabaseStopChaos {

  private static final int STOPS = Integer.getInteger("chaos.stops");
  private static final Duration RECOVERED_WITHIN =
      Duration.parse(System.getProperty("chaos.recovery"));
  private static final int SUCCESSES_BEFORE_THE_END = 100;

  /** With this many requests in a row, every connection of the pool is used at least once. */
  private static final int IN_A_ROW = 40;

  private static final String HALF_WRITTEN =
      "select count(*) from token_family f where f.head_digest is null or not exists"
          + " (select 1 from access_token a where a.family_id = f.id)"
          + " or (f.access_digest is not null and not exists"
          + " (select 1 from access_token a where a.digest = f.access_digest))";

  @Test
  void answers503WhileItIsAwayAndRecovers() throws Exception {
    Map<Integer, Integer> statuses = new TreeMap<>();
    long longest = 0;
    int kept = 0;
    try (PostgresqlServer database = new PostgresqlServer("it-stop-chaos-postgresql", Map.of());
        WildflyServer server =
            new WildflyServer(
                    "it-stop-chaos",
                    Map.of(
                        "postern.demo", "false",
                        "postern.argon2.memory-kib", "64",
                        "postern.argon2.iterations", "1"))
                .withControls()) {
      TestDatabase own =
          TestDatabase.postgresql(database.url(PostgresqlServer.USER), PostgresqlServer.USER);
      server.on(own).start("oauth2/token");
      Postern postern = new Postern(server.base());
      for (int stop = 1; stop <= STOPS; stop++) {
        ChaosLoad load = new ChaosLoad(postern);
        Await.until(
            "answers", Duration.ofMinutes(3), () -> load.successes() >= SUCCESSES_BEFORE_THE_END);

        database.stopImmediately();

        assertUnavailable(load.login(), "stop " + stop);
        database.start();
        longest = Math.max(longest, recovery(load.login()));
        load.await();
        for (int status = 0; status < load.statuses.length(); status++) {
          if (load.statuses.get(status) > 0) {
            statuses.merge(status, load.statuses.get(status), Integer::sum);
          }
        }
        assertEquals(0, own.count(HALF_WRITTEN), "stop " + stop);
        for (String token : load.issued) {
          assertEquals(200, postern.get("api/me", token).status(), "stop " + stop);
        }
        for (String token : load.revoked) {
          assertEquals(401, postern.get("api/me", token).status(), "stop " + stop);
        }
        kept += load.issued.size() + load.revoked.size();
      }

      Login login = Login.with(postern, Clients.confidential().grants("password"));
      database.stall();
      try {
        assertUnavailable(login, "stalled");
      } finally {
        database.resume();
      }
      longest = Math.max(longest, recovery(login));
    }
    assertEquals(Map.of(), others(statuses), "only 200 and 503");
    System.out.println(
        "Chaos, postgresql: "
            + STOPS
            + " immediate stops and a stall under load; answers by status "
            + statuses
            + "; "
            + kept
            + " issues and revocations answered with 200, all in force; nothing half-written;"
            + " longest recovery "
            + longest
            + " ms");
  }

  private static Map<Integer, Integer> others(Map<Integer, Integer> statuses) {
    Map<Integer, Integer> others = new TreeMap<>(statuses);
    others.remove(200);
    others.remove(503);
    return others;
  }

  private static void assertUnavailable(Login login, String when) {
    Answer refused = login.password();
    assertEquals(503, refused.status(), when + ": " + refused.body());
    assertEquals("temporarily_unavailable", refused.error(), when);
    assertTrue(refused.header("retry-after").isPresent(), when);
  }

  private static long recovery(Login login) {
    long begin = System.nanoTime();
    Await.until("every connection works", RECOVERED_WITHIN, () -> worksInARow(login));
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }

  private static boolean worksInARow(Login login) {
    for (int i = 0; i < IN_A_ROW; i++) {
      if (login.postern().get("api/me", "psa_" + "x".repeat(42) + i % 10).status() != 401) {
        return false;
      }
    }
    return login.password().status() == 200;
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Postern.Answer;

/**
 * Tests the removal of expired rows. The rows are created in the past, so that rows of other tests
 * are not affected.
 */
class PurgeIT extends DeployedWar {

  private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis());

  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private final Postern postern = Postern.MANAGED;

  /** An earlier deployment may still hold the lease. */
  @BeforeEach
  void takeTheLease() {
    postern.control("purge.free");
    purge();
  }

  @AfterEach
  void resetClock() {
    postern.control("clock.reset");
    postern.control("purge.free");
  }

  private JsonObject purge() {
    return postern.control("purge");
  }

  private long rows(String entity, String column, String like) {
    return postern
        .control("rows", "entity", entity, "column", column, "like", like)
        .getJsonNumber("rows")
        .longValue();
  }

  private String addTokens(int count, String lifetime) {
    String prefix = "purge-" + NEXT.incrementAndGet() + "-";
    postern.control(
        "tokens.add", "prefix", prefix, "count", Integer.toString(count), "lifetime", lifetime);
    return prefix;
  }

  private long tokens(String prefix) {
    return rows("AccessToken", "digest", prefix + "%");
  }

  @Test
  void removesWhatExpiredAndLeavesWhatLives() {
    Login login = Login.any();
    postern.control("clock.advance", "by", "-P100D");
    Answer expired = login.password();
    String family = postern.control("token", "token", expired.accessToken()).getString("family");
    postern.control("clock.reset");
    Answer living = login.password();

    purge();

    JsonObject rows = postern.control("family", "id", family);
    assertEquals(0, rows.getInt("families"));
    assertEquals(0, rows.getInt("access_tokens"));
    assertTrue(login.lives(living.accessToken()));
    assertEquals(200, login.refresh(living.refreshToken()).status());
  }

  /** A family lives longer than its access tokens, which go first. */
  @Test
  void leavesTheFamilyOfAnExpiredAccessToken() {
    Login login = Login.any();
    postern.control("clock.advance", "by", "-PT3H");
    Answer issued = login.password();
    String family = postern.control("token", "token", issued.accessToken()).getString("family");
    postern.control("clock.reset");

    purge();

    JsonObject rows = postern.control("family", "id", family);
    assertEquals(0, rows.getInt("access_tokens"));
    assertEquals(1, rows.getInt("families"));
    assertEquals(200, login.refresh(issued.refreshToken()).status());
  }

  @Test
  void removesMoreThanOneBatch() {
    String many = addTokens(1_201, "-PT1H");
    String living = addTokens(3, "PT1H");

    // After a slow batch the purge lets other work go first, so one run may not be enough.
    Await.until(
        "nothing expired is left",
        AT_MOST,
        () -> {
          purge();
          return tokens(many) == 0;
        });
    assertEquals(3, tokens(living));
  }

  /** Two minutes of grace, for transactions and replay windows that still hold on to a row. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"one second before, PT3M, PT1M59S, 1", "one second after, PT3M, PT2M1S, 0"})
  void waitsTwoMinutesAfterTheExpiry(String name, String lifetime, String later, int left) {
    postern.control("clock.stop");
    String token = addTokens(1, lifetime);
    postern.control("clock.advance", "by", lifetime);
    postern.control("clock.advance", "by", later);

    purge();

    assertEquals(left, tokens(token));
  }

  /** A minute of grace, for a node whose clock is slow. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"a minute after the window, PT1M10S, true", "one second later, PT1M11S, false"})
  void forgetsTheSeedOfARefreshTokenAMinuteAfterItsWindow(String name, String later, boolean kept) {
    Login login =
        Login.with(
            Clients.confidential()
                .grants("password", "refresh_token")
                .with("replay_window", "PT10S"));
    postern.control("clock.stop");
    Answer second = login.refresh(login.password().refreshToken());
    postern.control("clock.advance", "by", later);

    purge();

    JsonObject row = postern.control("refresh_token", "token", second.refreshToken());
    assertEquals(kept, row.getBoolean("seed"));
    assertEquals(200, login.refresh(second.refreshToken()).status());
  }

  @Test
  void leavesTheWorkToTheNodeThatHoldsTheLease() {
    postern.control("clock.stop");
    String token = addTokens(1, "-PT1H");
    // This node keeps its own lease for five minutes. After that, another node takes it first.
    postern.control("clock.advance", "by", "PT5M1S");
    assertTrue(
        postern
            .control("purge.lease", "holder", "another-node", "for", "PT5M")
            .getBoolean("taken"));

    JsonObject state = purge();

    assertEquals(1, tokens(token));
    assertEquals("another-node", postern.control("purge.holder").getString("holder"));
    assertEquals(state.getString("last_look"), state.getString("last_complete"));
    postern.control("clock.advance", "by", "PT4M58S");
    purge();
    assertEquals(1, tokens(token));
    postern.control("clock.advance", "by", "PT3S");
    purge();
    assertEquals(0, tokens(token));
  }

  /** The lease was taken by a node whose clock had jumped ahead, so it lasts too long. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"as long as a clock may be ahead, PT9M59S, 1", "longer, PT10M1S, 0"})
  void takesLeaseThatNoNodeCanHaveTakenNow(String name, String length, int left) {
    postern.control("clock.stop");
    String token = addTokens(1, "-PT1H");
    postern.control("clock.advance", "by", "PT5M1S");
    assertTrue(
        postern
            .control("purge.lease", "holder", "another-node", "for", length)
            .getBoolean("taken"));

    purge();

    assertEquals(left, tokens(token));
  }

  @Test
  void keepsTheLeaseAgainstOtherNodes() {
    assertTrue(postern.control("purge.holder").getString("holder").length() > 0);

    assertEquals(
        false,
        postern
            .control("purge.lease", "holder", "another-node", "for", "PT5M")
            .getBoolean("taken"));
  }

  /** The default of {@code postern.audit-retention} is 400 days. */
  @Test
  void keepsTheAuditTrailForItsRetention() {
    postern.control("clock.advance", "by", "-PT9599H");
    String kept = Clients.confidential().create().clientId();
    postern.control("clock.reset");
    postern.control("clock.advance", "by", "-PT9601H");
    String removed = Clients.confidential().create().clientId();
    postern.control("clock.reset");
    long before = rows("AuditEvent", "clientId", kept);
    assertTrue(before > 0);
    assertEquals(before, rows("AuditEvent", "clientId", removed));

    purge();

    assertEquals(before, rows("AuditEvent", "clientId", kept));
    assertEquals(0, rows("AuditEvent", "clientId", removed));
  }

  /** A purged refresh token is as unknown as one that never was. */
  @Test
  void changesNoAnswer() {
    Login login = Login.any();
    postern.control("clock.advance", "by", "-P100D");
    Answer issued = login.password();
    postern.control("clock.reset");
    Answer before = login.refresh(issued.refreshToken());
    String described = Tokens.introspect(postern, login.client(), issued.accessToken()).body();

    purge();

    Answer after = login.refresh(issued.refreshToken());
    assertEquals(before.status(), after.status());
    assertEquals(before.body(), after.body());
    assertEquals(Tokens.INACTIVE, described);
    assertEquals(
        Tokens.INACTIVE, Tokens.introspect(postern, login.client(), issued.accessToken()).body());
    assertEquals(401, postern.get("api/me", issued.accessToken()).status());
  }
}

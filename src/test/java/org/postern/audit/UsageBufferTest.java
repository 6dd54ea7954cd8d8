package org.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.audit.UsageBuffer.Counted;
import org.postern.fixtures.TestClock;
import org.postern.oauth.ClientId;
import org.postern.store.UsageStore.Times;

class UsageBufferTest {

  private static final ClientId REPORTING = new ClientId("reporting");
  private static final Instant START = TestClock.START;

  private final TestClock clock = new TestClock();
  private final UsageBuffer buffer = new UsageBuffer(clock);

  private static AuditedFact fact(String kind, String reason) {
    return new AuditedFact(kind, reason, "reporting", null, "192.0.2.1", "REF");
  }

  @Test
  void keepsTheLastUseOfAClientAndItsSecret() {
    buffer.authenticated(REPORTING, 7);
    clock.move(Duration.ofSeconds(1));
    buffer.authenticated(REPORTING, 7);
    buffer.authenticated(REPORTING, 8);
    clock.move(Duration.ofSeconds(1));
    buffer.authenticated(REPORTING);

    UsageBuffer.Batch batch = buffer.take();

    assertEquals(Map.of("reporting", Times.NONE.withUsed(START.plusSeconds(2))), batch.clients());
    assertEquals(Map.of(7L, START.plusSeconds(1), 8L, START.plusSeconds(1)), batch.secrets());
    assertEquals(Map.of(), batch.counts());
    assertTrue(buffer.take().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_token.issued", "user_token.issued", "token.refreshed"})
  void keepsAndCountsIssues(String kind) {
    buffer.observe(fact(kind, null));
    buffer.observe(fact(kind, null));

    UsageBuffer.Batch batch = buffer.take();

    assertEquals(Map.of("reporting", Times.NONE.withIssued(START)), batch.clients());
    assertEquals(
        Map.of(new Counted(START, "", kind, ""), 2L, new Counted(START, "reporting", kind, ""), 2L),
        batch.counts());
  }

  @Test
  void keepsTheLastRefusalWithItsReason() {
    buffer.observe(fact("token.refused", "secret_wrong"));
    clock.move(Duration.ofSeconds(1));
    buffer.observe(fact("token.refused", "secret_expired"));

    UsageBuffer.Batch batch = buffer.take();

    assertEquals(
        Map.of("reporting", Times.NONE.withRefused(START.plusSeconds(1), "secret_expired", "REF")),
        batch.clients());
    assertEquals(4, batch.counts().size());
  }

  @Test
  void countsARefusalOfNoClientForAllTogether() {
    buffer.observe(
        new AuditedFact("token.refused", "client_unknown", null, null, "192.0.2.1", "REF"));

    UsageBuffer.Batch batch = buffer.take();

    assertEquals(Map.of(), batch.clients());
    assertEquals(
        Map.of(new Counted(START, "", "token.refused", "client_unknown"), 1L), batch.counts());
  }

  @Test
  void countsIntrospectionsAndNoChanges() {
    buffer.observe(fact(AuditTrail.TOKEN_INTROSPECTED, null));
    buffer.observe(fact("client.changed", null));

    UsageBuffer.Batch batch = buffer.take();

    assertEquals(Map.of(), batch.clients());
    assertEquals(2, batch.counts().size());
  }

  @Test
  void countsAllTogetherInFiveMinutesAndEachByTheHour() {
    clock.move(Duration.ofMinutes(5).minusMillis(1));
    buffer.observe(fact(AuditTrail.CLIENT_TOKEN_ISSUED, null));
    clock.move(Duration.ofMillis(1));
    buffer.observe(fact(AuditTrail.CLIENT_TOKEN_ISSUED, null));
    clock.move(Duration.ofMinutes(55));
    buffer.observe(fact(AuditTrail.CLIENT_TOKEN_ISSUED, null));

    Map<Counted, Long> counts = buffer.take().counts();

    String kind = AuditTrail.CLIENT_TOKEN_ISSUED;
    assertEquals(
        Map.of(
            new Counted(START, "", kind, ""), 1L,
            new Counted(START.plusSeconds(300), "", kind, ""), 1L,
            new Counted(START.plusSeconds(3600), "", kind, ""), 1L,
            new Counted(START, "reporting", kind, ""), 2L,
            new Counted(START.plusSeconds(3600), "reporting", kind, ""), 1L),
        counts);
  }

  @Test
  void countsOnlyForAllTogetherWhenTooManyWait() {
    for (int i = 0; i < UsageBuffer.MAX_COUNTS; i++) {
      buffer.observe(
          new AuditedFact(AuditTrail.CLIENT_TOKEN_ISSUED, null, "c" + i, null, null, null));
    }

    Map<Counted, Long> counts = buffer.take().counts();

    assertEquals(UsageBuffer.MAX_COUNTS, counts.size());
    assertEquals(
        UsageBuffer.MAX_COUNTS, counts.get(new Counted(START, "", "client_token.issued", "")));
  }

  @Test
  void whatIsPutBackNeverHidesWhatCameSince() {
    buffer.authenticated(REPORTING, 7);
    buffer.observe(fact("token.refused", "secret_wrong"));
    UsageBuffer.Batch failed = buffer.take();
    clock.move(Duration.ofSeconds(1));
    buffer.authenticated(REPORTING, 7);
    buffer.observe(fact(AuditTrail.CLIENT_TOKEN_ISSUED, null));
    buffer.observe(fact("token.refused", "secret_wrong"));

    buffer.putBack(failed);

    UsageBuffer.Batch batch = buffer.take();
    Instant later = START.plusSeconds(1);
    assertEquals(
        Map.of("reporting", new Times(later, later, later, "secret_wrong", "REF")),
        batch.clients());
    assertEquals(Map.of(7L, later), batch.secrets());
    assertEquals(2, batch.counts().get(new Counted(START, "", "token.refused", "secret_wrong")));
  }

  @Test
  void whatIsPutBackIsNotLost() {
    buffer.authenticated(REPORTING, 7);
    UsageBuffer.Batch failed = buffer.take();

    buffer.putBack(failed);

    assertEquals(failed, buffer.take());
    assertFalse(failed.isEmpty());
  }
}

package org.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.audit.Change.ClientChanged;
import org.postern.audit.Happening.ClientTokenIssued;
import org.postern.audit.Happening.TokenEnded;
import org.postern.audit.Happening.TokenIntrospected;
import org.postern.audit.Happening.UserTokenIssued;
import org.postern.audit.UsageBuffer.Counted;
import org.postern.fixtures.TestClock;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.store.UsageStore.Times;

class UsageBufferTest {

  private static final ClientId REPORTING = new ClientId("reporting");
  private static final Instant START = TestClock.START;

  private final TestClock clock = new TestClock();
  private final UsageBuffer buffer = new UsageBuffer(clock);

  private static Fact issue(ClientId client) {
    return new ClientTokenIssued(client, Optional.of("main"), "192.0.2.1");
  }

  private static Fact issueForUser(FactKind kind) {
    return new UserTokenIssued(
        kind, REPORTING, "alice", "192.0.2.1", GrantType.PASSWORD, Scope.of("read"));
  }

  private static Fact refusal(RefusalReason reason) {
    Refusal refusal =
        new Refusal(
            FactKind.TOKEN_REFUSED,
            reason,
            Optional.of(REPORTING),
            Optional.empty(),
            Optional.of("192.0.2.1"));
    return new Refused(refusal, "REF");
  }

  static Stream<Fact> issues() {
    return Stream.of(
        issue(REPORTING),
        issueForUser(FactKind.USER_TOKEN_ISSUED),
        issueForUser(FactKind.TOKEN_REFRESHED));
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
  @MethodSource("issues")
  void keepsAndCountsIssues(Fact issue) {
    buffer.observe(issue);
    buffer.observe(issue);

    UsageBuffer.Batch batch = buffer.take();
    String kind = issue.kind().text();

    assertEquals(Map.of("reporting", Times.NONE.withIssued(START)), batch.clients());
    assertEquals(
        Map.of(new Counted(START, "", kind, ""), 2L, new Counted(START, "reporting", kind, ""), 2L),
        batch.counts());
  }

  @Test
  void keepsTheLastRefusalWithItsReason() {
    buffer.observe(refusal(RefusalReason.SECRET_WRONG));
    clock.move(Duration.ofSeconds(1));
    buffer.observe(refusal(RefusalReason.SECRET_EXPIRED));

    UsageBuffer.Batch batch = buffer.take();

    assertEquals(
        Map.of("reporting", Times.NONE.withRefused(START.plusSeconds(1), "secret_expired", "REF")),
        batch.clients());
    assertEquals(4, batch.counts().size());
  }

  @Test
  void countsARefusalOfNoClientForAllTogether() {
    buffer.observe(
        new Refused(
            Refusal.ofAnybody(FactKind.TOKEN_REFUSED, RefusalReason.CLIENT_UNKNOWN, "192.0.2.1"),
            "REF"));

    UsageBuffer.Batch batch = buffer.take();

    assertEquals(Map.of(), batch.clients());
    assertEquals(
        Map.of(new Counted(START, "", "token.refused", "client_unknown"), 1L), batch.counts());
  }

  @Test
  void countsIntrospectionsButNeitherChangesNorEndsOfTokens() {
    buffer.observe(new TokenIntrospected(REPORTING));
    buffer.observe(
        new ClientChanged(FactKind.CLIENT_TOKENS_REVOKED, REPORTING, BeforeAndAfter.NONE));
    buffer.observe(new TokenEnded(TokenEnd.ACCESS_TOKEN, REPORTING, Optional.empty(), "192.0.2.1"));

    UsageBuffer.Batch batch = buffer.take();

    assertEquals(Map.of(), batch.clients());
    assertEquals(
        Map.of(
            new Counted(START, "", "token.introspected", ""), 1L,
            new Counted(START, "reporting", "token.introspected", ""), 1L),
        batch.counts());
  }

  @Test
  void countsAllTogetherInFiveMinutesAndEachByTheHour() {
    clock.move(Duration.ofMinutes(5).minusMillis(1));
    buffer.observe(issue(REPORTING));
    clock.move(Duration.ofMillis(1));
    buffer.observe(issue(REPORTING));
    clock.move(Duration.ofMinutes(55));
    buffer.observe(issue(REPORTING));

    Map<Counted, Long> counts = buffer.take().counts();

    String kind = "client_token.issued";
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
      buffer.observe(issue(new ClientId("c" + i)));
    }

    Map<Counted, Long> counts = buffer.take().counts();

    assertEquals(UsageBuffer.MAX_COUNTS, counts.size());
    assertEquals(
        UsageBuffer.MAX_COUNTS, counts.get(new Counted(START, "", "client_token.issued", "")));
  }

  @Test
  void whatIsPutBackNeverHidesWhatCameSince() {
    buffer.authenticated(REPORTING, 7);
    buffer.observe(refusal(RefusalReason.SECRET_WRONG));
    UsageBuffer.Batch failed = buffer.take();
    clock.move(Duration.ofSeconds(1));
    buffer.authenticated(REPORTING, 7);
    buffer.observe(issue(REPORTING));
    buffer.observe(refusal(RefusalReason.SECRET_WRONG));

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

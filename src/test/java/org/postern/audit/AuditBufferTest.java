package org.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.audit.Happening.ClientTokenIssued;
import org.postern.entity.AuditEvent;
import org.postern.fixtures.TestClock;
import org.postern.oauth.ClientId;
import org.postern.oauth.RefusalReason;

class AuditBufferTest {

  private static final ClientId REPORTING = new ClientId("reporting");

  private final TestClock clock = new TestClock();
  private final AuditBuffer buffer = new AuditBuffer(clock);

  private static Refusal refusal(String source) {
    return new Refusal(
        FactKind.TOKEN_REFUSED,
        RefusalReason.SECRET_WRONG,
        Optional.of(REPORTING),
        Optional.of("bob"),
        Optional.of(source));
  }

  private static ClientTokenIssued issue(String source) {
    return new ClientTokenIssued(REPORTING, Optional.of("main"), source);
  }

  private void fill(int facts) {
    for (int i = 0; i < facts; i++) {
      buffer.count(issue("source-" + i));
    }
  }

  @Test
  void keepsEverythingAboutAFact() {
    AuditBuffer.Noted noted = buffer.note(refusal("192.0.2.1"));

    AuditBuffer.Batch batch = buffer.take();

    assertEquals(1, batch.rows().size());
    AuditEvent row = batch.rows().get(0);
    assertEquals(noted.reference(), row.reference());
    assertFalse(noted.isFolded());
    assertEquals(TestClock.START, row.occurred());
    assertEquals("token.refused", row.kind());
    assertEquals(Optional.of("secret_wrong"), row.reason());
    assertEquals(Optional.of("reporting"), row.clientId());
    assertEquals(Optional.of("bob"), row.username());
    assertEquals(Optional.of("192.0.2.1"), row.source());
    assertEquals(Optional.empty(), row.detail());
    assertEquals(1, row.occurrences());
  }

  @Test
  void foldsEqualRefusalsBeyondTwentyAMinute() {
    AuditBuffer.Noted last = null;
    for (int i = 0; i < 20; i++) {
      last = buffer.note(refusal("192.0.2.1"));
      assertFalse(last.isFolded());
    }

    AuditBuffer.Noted first = buffer.note(refusal("192.0.2.1"));
    AuditBuffer.Noted second = buffer.note(refusal("192.0.2.1"));
    AuditBuffer.Noted other = buffer.note(refusal("192.0.2.2"));

    assertEquals(new AuditBuffer.Noted(last.reference(), true), first);
    assertEquals(new AuditBuffer.Noted(last.reference(), true), second);
    assertFalse(other.isFolded());
    AuditBuffer.Batch batch = buffer.take();
    assertEquals(21, batch.rows().size());
    assertEquals(Map.of(last.reference(), 2L), batch.more());
  }

  @Test
  void countsOneRowAMinute() {
    ClientTokenIssued fact = issue("192.0.2.1");

    buffer.count(fact);
    buffer.count(fact);
    buffer.count(fact);

    AuditBuffer.Batch batch = buffer.take();
    assertEquals(1, batch.rows().size());
    assertEquals(Optional.of("main"), batch.rows().get(0).detail());
    assertEquals(Map.of(batch.rows().get(0).reference(), 2L), batch.more());
  }

  @Test
  void goesOnCountingOnARowThatWasTaken() {
    ClientTokenIssued fact = issue("192.0.2.1");
    buffer.count(fact);
    String reference = buffer.take().rows().get(0).reference();

    buffer.count(fact);

    AuditBuffer.Batch batch = buffer.take();
    assertEquals(List.of(), batch.rows());
    assertEquals(Map.of(reference, 1L), batch.more());
  }

  @Test
  void startsAnewWithTheNextMinuteOfTheClock() {
    clock.move(Duration.ofSeconds(59));
    buffer.count(issue("192.0.2.1"));
    clock.move(Duration.ofMillis(999));
    buffer.count(issue("192.0.2.1"));
    assertEquals(1, buffer.take().rows().size());

    clock.move(Duration.ofMillis(1));
    buffer.count(issue("192.0.2.1"));

    AuditBuffer.Batch batch = buffer.take();
    assertEquals(1, batch.rows().size());
    assertEquals(Map.of(), batch.more());
  }

  @Test
  void countsOnlySoManyFactsApart() {
    fill(AuditBuffer.MAX_FACTS);

    buffer.count(issue("source-0"));
    buffer.count(issue("one too many"));

    AuditBuffer.Batch batch = buffer.take();
    assertEquals(AuditBuffer.MAX_FACTS + 1, batch.rows().size());
    assertEquals(Map.of(batch.rows().get(0).reference(), 1L), batch.more());
    assertShared("client_token.issued", Optional.empty(), batch.rows().get(AuditBuffer.MAX_FACTS));
  }

  private static void assertShared(String kind, Optional<String> reason, AuditEvent row) {
    assertEquals(kind, row.kind());
    assertEquals(reason, row.reason());
    assertEquals(Optional.empty(), row.detail());
    assertEquals(Optional.empty(), row.clientId());
    assertEquals(Optional.empty(), row.username());
    assertEquals(Optional.of("(many)"), row.source());
  }

  private static Refusal anonymous(String source) {
    return Refusal.ofAnybody(FactKind.TOKEN_REFUSED, RefusalReason.CLIENT_UNKNOWN, source);
  }

  private static Refusal about(String username, String source) {
    return new Refusal(
        FactKind.TOKEN_REFUSED,
        RefusalReason.PASSWORD_WRONG,
        Optional.of(REPORTING),
        Optional.of(username),
        Optional.of(source));
  }

  /**
   * A flood of requests from anywhere must not push out the name, client and source of real users.
   */
  @Test
  void countsWhatIsAboutNobodyAndTellsWhatIsAboutSomebody() {
    for (int i = 0; i < AuditBuffer.MAX_ANONYMOUS_A_MINUTE; i++) {
      assertFalse(buffer.note(anonymous("source-" + i)).isFolded());
    }
    AuditBuffer.Noted first = buffer.note(anonymous("one too many"));
    for (int i = 0; i < 7_000; i++) {
      AuditBuffer.Noted noted = buffer.note(anonymous("another " + i));
      assertEquals(new AuditBuffer.Noted(first.reference(), true), noted);
    }
    assertTrue(buffer.note(anonymous("source-0")).isFolded());

    for (int i = 0; i < 5; i++) {
      assertFalse(buffer.note(about("alice", "192.0.2.1")).isFolded());
    }

    AuditBuffer.Batch batch = buffer.take();
    assertEquals(AuditBuffer.MAX_ANONYMOUS_A_MINUTE + 6, batch.rows().size());
    assertShared(
        "token.refused",
        Optional.of("client_unknown"),
        batch.rows().get(AuditBuffer.MAX_ANONYMOUS_A_MINUTE));
    assertEquals(7_000L, batch.more().get(first.reference()));
    for (AuditEvent row : batch.rows().subList(AuditBuffer.MAX_ANONYMOUS_A_MINUTE + 1, 306)) {
      assertEquals(Optional.of("alice"), row.username());
      assertEquals(Optional.of("reporting"), row.clientId());
      assertEquals(Optional.of("192.0.2.1"), row.source());
    }
    clock.move(Duration.ofMinutes(1));
    assertFalse(buffer.note(anonymous("one too many")).isFolded());
    assertEquals(Optional.of("one too many"), buffer.take().rows().get(0).source());
  }

  @Test
  void countsOneNameFromManySourcesOnOneRowThatNamesIt() {
    for (int i = 0; i < AuditBuffer.MAX_ROWS_OF_NAME; i++) {
      assertFalse(buffer.note(about("alice", "source-" + i)).isFolded());
    }

    AuditBuffer.Noted first = buffer.note(about("alice", "one too many"));
    AuditBuffer.Noted second = buffer.note(about("alice", "and another"));
    AuditBuffer.Noted known = buffer.note(about("alice", "source-0"));
    AuditBuffer.Noted other = buffer.note(about("bob", "source-0"));

    List<AuditEvent> rows = buffer.take().rows();
    assertEquals(AuditBuffer.MAX_ROWS_OF_NAME + 2, rows.size());
    assertEquals(new AuditBuffer.Noted(rows.get(0).reference(), true), known);
    AuditEvent ofAlice = rows.get(AuditBuffer.MAX_ROWS_OF_NAME);
    assertEquals(new AuditBuffer.Noted(ofAlice.reference(), false), first);
    assertEquals(new AuditBuffer.Noted(ofAlice.reference(), true), second);
    assertEquals(Optional.of("alice"), ofAlice.username());
    assertEquals(Optional.of("reporting"), ofAlice.clientId());
    assertEquals(Optional.of("(many)"), ofAlice.source());
    assertFalse(other.isFolded());
    assertEquals(Optional.of("source-0"), rows.get(rows.size() - 1).source());
  }

  @Test
  void boundsTheRowsOfAllNamesTogether() {
    int half = AuditBuffer.MAX_NAMED_A_MINUTE / 2;
    for (int i = 0; i < AuditBuffer.MAX_NAMED_A_MINUTE; i++) {
      assertFalse(buffer.note(about("user-" + i, "192.0.2.1")).isFolded());
    }

    AuditBuffer.Noted named = buffer.note(about("user-" + half, "192.0.2.2"));
    AuditBuffer.Noted shared = buffer.note(about("one too many", "192.0.2.1"));
    buffer.count(new ClientTokenIssued(new ClientId("a"), Optional.of("main"), "x"));

    AuditBuffer.Batch batch = buffer.take();
    List<AuditEvent> rows = batch.rows();
    assertEquals(AuditBuffer.MAX_NAMED_A_MINUTE + 2, rows.size());
    assertEquals(Optional.of("192.0.2.1"), rows.get(half - 1).source());
    assertEquals(Optional.of("(many)"), rows.get(half).source());
    assertEquals(Optional.of("user-" + half), rows.get(half).username());
    assertEquals(new AuditBuffer.Noted(rows.get(half).reference(), true), named);
    assertFalse(shared.isFolded());
    assertShared(
        "token.refused", Optional.of("password_wrong"), rows.get(AuditBuffer.MAX_NAMED_A_MINUTE));
    assertEquals(Optional.of("a"), rows.get(AuditBuffer.MAX_NAMED_A_MINUTE + 1).clientId());
  }

  @Test
  void theNextMinuteTellsFactsApartAgain() {
    fill(AuditBuffer.MAX_FACTS);
    buffer.take();
    clock.move(Duration.ofMinutes(1));

    buffer.count(issue("192.0.2.1"));

    assertEquals(Optional.of("192.0.2.1"), buffer.take().rows().get(0).source());
  }

  @Test
  void dropsWhatAFullQueueCannotTake() {
    fill(AuditBuffer.MAX_FACTS);
    clock.move(Duration.ofMinutes(1));
    fill(AuditBuffer.MAX_FACTS);

    AuditBuffer.Noted first = buffer.note(refusal("source-0"));
    AuditBuffer.Noted second = buffer.note(refusal("source-0"));

    assertFalse(first.isFolded());
    assertFalse(second.isFolded());
    assertNotEquals(first.reference(), second.reference());
    AuditBuffer.Batch batch = buffer.take();
    assertEquals(AuditBuffer.MAX_WAITING, batch.rows().size());
    assertEquals(2, batch.dropped());
    assertEquals(Map.of(), batch.more());
  }

  @Test
  void takesFactsAgainWhenTheQueueWasEmptied() {
    fill(AuditBuffer.MAX_FACTS);
    clock.move(Duration.ofMinutes(1));
    fill(AuditBuffer.MAX_FACTS);
    buffer.note(refusal("source-0"));
    buffer.take();

    buffer.note(refusal("source-0"));

    AuditBuffer.Batch batch = buffer.take();
    assertEquals(1, batch.rows().size());
    assertEquals(0, batch.dropped());
  }

  @Test
  void isEmptyWhenEverythingWasTaken() {
    buffer.note(refusal("192.0.2.1"));
    assertFalse(buffer.take().isEmpty());

    assertTrue(buffer.take().isEmpty());
  }

  @Test
  void whatIsPutBackComesFirst() {
    ClientTokenIssued fact = issue("192.0.2.1");
    buffer.count(fact);
    buffer.count(fact);
    AuditBuffer.Batch failed = buffer.take();
    buffer.count(fact);
    buffer.count(issue("192.0.2.2"));

    buffer.putBack(failed);

    AuditBuffer.Batch batch = buffer.take();
    assertEquals(
        List.of(Optional.of("192.0.2.1"), Optional.of("192.0.2.2")),
        batch.rows().stream().map(AuditEvent::source).toList());
    assertEquals(Map.of(failed.rows().get(0).reference(), 2L), batch.more());
  }

  @Test
  void puttingBackNeverGrowsTheQueueBeyondItsBound() {
    fill(AuditBuffer.MAX_FACTS);
    clock.move(Duration.ofMinutes(1));
    fill(AuditBuffer.MAX_FACTS);
    AuditBuffer.Batch failed = buffer.take();
    Refusal since = anonymous("192.0.2.7");
    clock.move(Duration.ofMinutes(1));
    for (int i = 0; i < AuditBuffer.ROWS_A_MINUTE; i++) {
      buffer.note(since);
    }
    assertTrue(buffer.note(since).isFolded());

    buffer.putBack(failed);
    AuditBuffer.Noted afterwards = buffer.note(since);

    assertFalse(afterwards.isFolded());
    AuditBuffer.Batch batch = buffer.take();
    assertEquals(failed.rows(), batch.rows());
    assertEquals(Map.of(), batch.more());
    assertEquals(AuditBuffer.ROWS_A_MINUTE + 2, batch.dropped());
  }
}

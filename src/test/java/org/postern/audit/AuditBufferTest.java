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
import org.postern.entity.AuditEvent;
import org.postern.fixtures.TestClock;

class AuditBufferTest {

  private final TestClock clock = new TestClock();
  private final AuditBuffer buffer = new AuditBuffer(clock);

  private static AuditBuffer.Fact refusal(String source) {
    return new AuditBuffer.Fact("token.refused", "secret_wrong", "reporting", "bob", source, null);
  }

  private void fill(int facts) {
    for (int i = 0; i < facts; i++) {
      buffer.count(refusal("source-" + i));
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
    AuditBuffer.Fact fact =
        new AuditBuffer.Fact("client_token.issued", null, "reporting", null, "192.0.2.1", "main");

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
    AuditBuffer.Fact fact = refusal("192.0.2.1");
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
    buffer.count(refusal("192.0.2.1"));
    clock.move(Duration.ofMillis(999));
    buffer.count(refusal("192.0.2.1"));
    assertEquals(1, buffer.take().rows().size());

    clock.move(Duration.ofMillis(1));
    buffer.count(refusal("192.0.2.1"));

    AuditBuffer.Batch batch = buffer.take();
    assertEquals(1, batch.rows().size());
    assertEquals(Map.of(), batch.more());
  }

  @Test
  void tellsOnlySoManyFactsApart() {
    fill(AuditBuffer.MAX_FACTS);

    AuditBuffer.Noted known = buffer.note(refusal("source-0"));
    AuditBuffer.Noted unknown = buffer.note(refusal("one too many"));

    List<AuditEvent> rows = buffer.take().rows();
    assertEquals(AuditBuffer.MAX_FACTS + 2, rows.size());
    AuditEvent ofKnown = rows.get(AuditBuffer.MAX_FACTS);
    AuditEvent shared = rows.get(AuditBuffer.MAX_FACTS + 1);
    assertEquals(known.reference(), ofKnown.reference());
    assertEquals(Optional.of("source-0"), ofKnown.source());
    assertEquals(unknown.reference(), shared.reference());
    assertEquals("token.refused", shared.kind());
    assertEquals(Optional.of("(many)"), shared.source());
    assertEquals(Optional.of("secret_wrong"), shared.reason());
    assertEquals(Optional.empty(), shared.clientId());
    assertEquals(Optional.empty(), shared.username());
  }

  @Test
  void boundsTheRowsOfAllRefusalsTogether() {
    for (int i = 0; i < AuditBuffer.MAX_REFUSALS_A_MINUTE; i++) {
      assertFalse(buffer.note(refusal("source-" + i)).isFolded());
    }

    AuditBuffer.Noted known = buffer.note(refusal("source-0"));
    AuditBuffer.Noted first = buffer.note(refusal("one too many"));
    AuditBuffer.Noted second = buffer.note(refusal("and another"));
    AuditBuffer.Noted otherReason =
        buffer.note(new AuditBuffer.Fact("token.refused", "client_unknown", null, null, "x", null));
    buffer.count(new AuditBuffer.Fact("client_token.issued", null, "a", null, "x", "main"));

    AuditBuffer.Batch batch = buffer.take();
    List<AuditEvent> rows = batch.rows();
    assertEquals(AuditBuffer.MAX_REFUSALS_A_MINUTE + 3, rows.size());
    assertEquals(new AuditBuffer.Noted(rows.get(0).reference(), true), known);
    AuditEvent shared = rows.get(AuditBuffer.MAX_REFUSALS_A_MINUTE);
    assertEquals(new AuditBuffer.Noted(shared.reference(), false), first);
    assertEquals(new AuditBuffer.Noted(shared.reference(), true), second);
    assertEquals(Optional.of("secret_wrong"), shared.reason());
    assertEquals(Optional.of("(many)"), shared.source());
    assertEquals(Optional.empty(), shared.clientId());
    assertFalse(otherReason.isFolded());
    assertEquals(Optional.of("x"), rows.get(AuditBuffer.MAX_REFUSALS_A_MINUTE + 2).source());
    clock.move(Duration.ofMinutes(1));
    buffer.note(refusal("192.0.2.1"));
    assertEquals(Optional.of("192.0.2.1"), buffer.take().rows().get(0).source());
  }

  @Test
  void theNextMinuteTellsFactsApartAgain() {
    fill(AuditBuffer.MAX_FACTS);
    buffer.take();
    clock.move(Duration.ofMinutes(1));

    buffer.note(refusal("192.0.2.1"));

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
    AuditBuffer.Fact fact = refusal("192.0.2.1");
    buffer.count(fact);
    buffer.count(fact);
    AuditBuffer.Batch failed = buffer.take();
    buffer.count(fact);
    buffer.count(refusal("192.0.2.2"));

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
    AuditBuffer.Fact since = new AuditBuffer.Fact("other", null, null, null, null, null);
    clock.move(Duration.ofMinutes(1));
    buffer.count(since);
    buffer.count(since);
    buffer.count(since);

    buffer.putBack(failed);
    AuditBuffer.Noted afterwards = buffer.note(since);

    assertFalse(afterwards.isFolded());
    AuditBuffer.Batch batch = buffer.take();
    assertEquals(failed.rows(), batch.rows());
    assertEquals(Map.of(), batch.more());
    assertEquals(4, batch.dropped());
  }
}

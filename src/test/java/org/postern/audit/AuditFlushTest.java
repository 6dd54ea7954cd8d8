package org.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.audit.Happening.ClientTokenIssued;
import org.postern.entity.AuditEvent;
import org.postern.fixtures.InMemoryAuditStore;
import org.postern.fixtures.TestClock;
import org.postern.oauth.ClientId;
import org.postern.store.AuditStore;

class AuditFlushTest {

  private static final ClientTokenIssued FACT =
      new ClientTokenIssued(new ClientId("reporting"), Optional.empty(), "192.0.2.1");

  private final AuditBuffer buffer = new AuditBuffer(new TestClock());

  @Test
  void writesRowsAndCounts() {
    InMemoryAuditStore store = new InMemoryAuditStore();
    buffer.count(FACT);
    buffer.count(FACT);

    new AuditFlush(buffer, new AuditWriter(store)).flush();

    assertEquals(1, store.rows().size());
    assertEquals(Map.of(store.rows().get(0).reference(), 1L), store.more());
    assertTrue(buffer.take().isEmpty());
  }

  @Test
  void keepsWhatCouldNotBeWritten() {
    AuditStore broken =
        new AuditStore() {
          @Override
          public void add(AuditEvent event) {
            throw new IllegalStateException("no database");
          }
        };
    buffer.count(FACT);

    new AuditFlush(buffer, new AuditWriter(broken)).flush();

    InMemoryAuditStore store = new InMemoryAuditStore();
    new AuditFlush(buffer, new AuditWriter(store)).flush();
    assertEquals(
        List.of("client_token.issued"), store.rows().stream().map(AuditEvent::kind).toList());
  }

  @Test
  void touchesNoDatabaseWhenNothingWaits() {
    AuditWriter never =
        new AuditWriter(null) {
          @Override
          void write(AuditBuffer.Batch batch) {
            throw new AssertionError("nothing to write");
          }
        };

    new AuditFlush(buffer, never).flush();

    assertTrue(buffer.take().isEmpty());
  }
}

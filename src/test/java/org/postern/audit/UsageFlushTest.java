package org.postern.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.audit.Happening.ClientTokenIssued;
import org.postern.fixtures.InMemoryClientStore;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.TestClock;
import org.postern.oauth.ClientId;
import org.postern.store.RegisteredClient;
import org.postern.store.UsageStore;

class UsageFlushTest {

  private final RegisteredClient client = RegisteredClients.confidential("reporting").build();
  private final UsageBuffer buffer = new UsageBuffer(new TestClock());
  private final RecordingStore store = new RecordingStore();
  private final UsageFlush flush =
      new UsageFlush(
          buffer, new UsageWriter(new InMemoryClientStore(client), store, new TestClock()));

  private static final class RecordingStore extends UsageStore {
    private final Map<Long, Times> clients = new HashMap<>();
    private final Map<Counted, Long> counts = new HashMap<>();
    private int calls;
    private boolean broken;

    @Override
    public void merge(
        Map<Long, Times> times, Map<Long, Instant> secrets, Map<Counted, Long> more, Instant now) {
      calls++;
      if (broken) {
        throw new IllegalStateException("no database");
      }
      clients.putAll(times);
      counts.putAll(more);
    }
  }

  @Test
  void writesUnderTheKeysOfTheRowsAndLeavesOutClientsThatAreGone() {
    buffer.authenticated(client.clientId());
    buffer.authenticated(new ClientId("gone"));
    buffer.observe(new ClientTokenIssued(client.clientId(), Optional.empty(), "192.0.2.1"));
    buffer.observe(new ClientTokenIssued(new ClientId("gone"), Optional.empty(), "192.0.2.1"));

    flush.flush();

    Instant now = TestClock.START;
    assertEquals(
        Map.of(client.id(), UsageStore.Times.NONE.withUsed(now).withIssued(now)), store.clients);
    assertEquals(
        Map.of(
            new UsageStore.Counted(now, client.id(), "client_token.issued", ""), 1L,
            new UsageStore.Counted(now, UsageStore.ALL_CLIENTS, "client_token.issued", ""), 2L),
        store.counts);
  }

  @Test
  void keepsWhatCouldNotBeWritten() {
    buffer.authenticated(client.clientId());
    store.broken = true;
    flush.flush();
    store.broken = false;

    flush.flush();

    assertEquals(1, store.clients.size());
    assertTrue(buffer.take().isEmpty());
  }

  @Test
  void touchesNoDatabaseWhenNothingWaits() {
    flush.flush();

    assertEquals(0, store.calls);
  }
}

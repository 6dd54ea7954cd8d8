package org.postern.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postern.entity.InstantConverter;
import org.postern.fixtures.TestH2;
import org.postern.store.UsageStore.ClientCount;
import org.postern.store.UsageStore.Count;
import org.postern.store.UsageStore.Counted;
import org.postern.store.UsageStore.Times;

class UsageStoreTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant NOW = NOON.plusSeconds(60);
  private static final Instant NEVER = Instant.EPOCH;

  private final TestH2 database = TestH2.migrated();
  private final UsageStore store = new UsageStore(database.posternDataSource());

  private void mergeClient(Times times) {
    store.merge(Map.of(5L, times), Map.of(), Map.of(), NOW);
  }

  private List<String> client() throws SQLException {
    return database.rows(
        "select last_used, last_issued, last_refused, last_refused_reason, last_refused_reference"
            + " from client_usage where client_id = 5");
  }

  private static long micros(int second) {
    return InstantConverter.toMicros(NOON.plusSeconds(second));
  }

  @Test
  void ofEachTimeTheLaterOneWinsWhoeverWritesFirst() throws SQLException {
    Instant second = NOON.plusSeconds(2);

    mergeClient(new Times(second, NEVER, NOON, "secret_wrong", "REF1"));
    mergeClient(new Times(NOON, NOON, second, "client_disabled", "REF2"));
    mergeClient(new Times(NEVER, NEVER, NOON.plusSeconds(1), "secret_expired", "REF3"));

    assertEquals(
        List.of(micros(2) + " " + micros(0) + " " + micros(2) + " client_disabled REF2"), client());
  }

  @Test
  void keepsWhatTheOtherNodeDidNotSee() throws SQLException {
    mergeClient(new Times(NOON, NOON, NOON, "secret_wrong", "REF1"));

    mergeClient(Times.NONE);

    assertEquals(
        List.of(micros(0) + " " + micros(0) + " " + micros(0) + " secret_wrong REF1"), client());
  }

  @Test
  void writesSecretsThatAreThereAndNewOnes() throws SQLException {
    store.merge(Map.of(), Map.of(1L, NOON, 2L, NOON), Map.of(), NOW);

    store.merge(
        Map.of(),
        Map.of(1L, NOON.minusSeconds(1), 2L, NOON.plusSeconds(1), 3L, NOON),
        Map.of(),
        NOW);

    assertEquals(
        List.of("1 " + micros(0), "2 " + micros(1), "3 " + micros(0)),
        database.rows("select secret_id, last_used from secret_usage order by secret_id"));
  }

  /** The time was written by a node whose clock had jumped ahead. */
  @Test
  void takesTheTimeOfNowForOneInTheFuture() throws SQLException {
    Instant ahead = NOW.plusSeconds(1);
    store.merge(
        Map.of(5L, new Times(ahead, NOW, ahead, "secret_wrong", "REF1")),
        Map.of(1L, ahead, 2L, NOW),
        Map.of(),
        ahead);

    store.merge(
        Map.of(5L, new Times(NOON, NOON, NOON, "client_disabled", "REF2")),
        Map.of(1L, NOON, 2L, NOON),
        Map.of(),
        NOW);

    assertEquals(
        List.of(micros(60) + " " + micros(60) + " " + micros(60) + " client_disabled REF2"),
        client());
    assertEquals(
        List.of("1 " + micros(60), "2 " + micros(60)),
        database.rows("select secret_id, last_used from secret_usage order by secret_id"));
  }

  @Test
  void keepsTheReasonOfARefusalInTheFutureWhereThereIsNoOther() throws SQLException {
    Instant ahead = NOW.plusSeconds(1);
    store.merge(
        Map.of(5L, new Times(ahead, ahead, ahead, "secret_wrong", "REF1")),
        Map.of(),
        Map.of(),
        ahead);

    mergeClient(Times.NONE);

    assertEquals(
        List.of(micros(60) + " " + micros(60) + " " + micros(60) + " secret_wrong REF1"), client());
  }

  @Test
  void addsCountsUp() {
    Counted issued = new Counted(NOON, 5, "client_token.issued", "");
    Counted refused = new Counted(NOON.plusSeconds(300), 5, "token.refused", "secret_wrong");
    Counted earlier = new Counted(NOON.minusSeconds(1), 5, "client_token.issued", "");
    Counted ofOther = new Counted(NOON, 6, "client_token.issued", "");
    store.merge(Map.of(), Map.of(), Map.of(issued, 2L, earlier, 1L, ofOther, 1L), NOW);

    store.merge(Map.of(), Map.of(), Map.of(issued, 3L, refused, 1L), NOW);

    assertEquals(List.of(new Count(issued, 5), new Count(refused, 1)), store.findCounts(5, NOON));
  }

  @Test
  void findsTheBusiestClients() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (int i = 1; i <= 3; i++) {
        statement.execute(
            "insert into client (id, client_id, name, description, client_type, enabled,"
                + " user_access, acts_for_owner, allow_client_secret_post,"
                + " allow_password_grant_for_public_client, may_introspect_all,"
                + " access_token_lifetime, user_access_token_lifetime, refresh_token_lifetime,"
                + " refresh_token_max_lifetime, replay_window, epoch, created, updated, version)"
                + " values ("
                + i
                + ", 'c"
                + i
                + "', '', '', 'public', true, 'nobody', false, false, false, false,"
                + " 1, 1, 1, 1, 0, 0, 0, 0, 0)");
      }
    }
    String kind = "client_token.issued";
    store.merge(
        Map.of(),
        Map.of(),
        Map.of(
            new Counted(NOON, 1, kind, ""), 2L,
            new Counted(NOON.plusSeconds(3600), 1, kind, ""), 2L,
            new Counted(NOON, 2, kind, ""), 5L,
            new Counted(NOON, 3, kind, ""), 1L,
            new Counted(NOON, 3, "token.refused", "secret_wrong"), 9L,
            new Counted(NOON.minusSeconds(1), 3, kind, ""), 9L,
            new Counted(NOON, UsageStore.ALL_CLIENTS, kind, ""), 10L),
        NOW);

    assertEquals(
        List.of(new ClientCount("c2", 5), new ClientCount("c1", 4)),
        store.findBusiestClients(kind, NOON, 2));
  }
}

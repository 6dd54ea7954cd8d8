package org.postern.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.entity.ReferenceId;
import org.postern.fixtures.TestH2;
import org.postern.store.PurgeStore.Expiring;

/** On H2, with its settings in production; {@code QueryPlanIT} looks at the plans of PostgreSQL. */
class PurgeStoreTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final TestH2 database = TestH2.migrated();
  private final PurgeStore store = new PurgeStore(database.posternDataSource());

  @ParameterizedTest
  @EnumSource
  void findsRowsByAnIndex(Expiring what) throws SQLException {
    for (String sql : what.statements()) {
      String plan = plan(sql);
      assertFalse(plan.contains("tableScan"), plan);
      // H2 would evaluate the list again for each row.
      assertFalse(plan.contains("IN("), plan);
      assertTrue(!sql.contains("order by") || plan.contains("index sorted"), plan);
    }
  }

  private String plan(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement("explain " + sql)) {
      for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
        statement.setString(i, "1");
      }
      try (ResultSet result = statement.executeQuery()) {
        assertTrue(result.next());
        return result.getString(1);
      }
    }
  }

  @Test
  void deletesTheOldestLinesOfTheTrailByTheirReferences() throws SQLException {
    for (int i = 0; i < 5; i++) {
      database.execute(
          "insert into audit_event (reference, occurred, kind, occurrences) values ('"
              + ReferenceId.newId(NOON.plusSeconds(i))
              + "', "
              + i
              + ", 'x', 1)");
    }

    assertTrue(store.isAnyExpired(Expiring.AUDIT_EVENTS, NOON.plusMillis(1)));
    assertFalse(store.isAnyExpired(Expiring.AUDIT_EVENTS, NOON));
    assertEquals(2, store.delete(Expiring.AUDIT_EVENTS, NOON.plusSeconds(3), 2));
    assertEquals(1, store.delete(Expiring.AUDIT_EVENTS, NOON.plusSeconds(3), 2));
    assertEquals(0, store.delete(Expiring.AUDIT_EVENTS, NOON.plusSeconds(3), 2));
    assertEquals(List.of("3"), database.rows("select min(occurred) from audit_event"));
  }

  @Test
  void deletesRowsOfSeveralKeys() throws SQLException {
    for (int client = 1; client <= 3; client++) {
      database.execute(
          "insert into usage_count (begins, client_id, kind, reason, tally, expires) values (0, "
              + client
              + ", 'issued', '', 1, 1)");
    }

    assertEquals(2, store.delete(Expiring.USAGE_COUNTS, NOON, 2));
    assertEquals(1, store.delete(Expiring.USAGE_COUNTS, NOON, 2));
    assertEquals(List.of("0"), database.rows("select count(*) from usage_count"));
  }
}

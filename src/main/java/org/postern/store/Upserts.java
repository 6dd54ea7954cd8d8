package org.postern.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are updated where they are there and inserted where they are not, in two batches.
 * Portable, because no two databases agree on one statement for it; of two nodes that insert the
 * same row at once the later one fails and finds it the next time.
 */
final class Upserts {

  private final String update;
  private final String insert;
  private final List<Object[]> updates = new ArrayList<>();
  private final List<Object[]> inserts = new ArrayList<>();

  Upserts(String update, String insert) {
    this.update = update;
    this.insert = insert;
  }

  /** The parameters of the next row: a {@code Long} or a {@code String} each, never null. */
  void add(Object[] updateParameters, Object[] insertParameters) {
    updates.add(updateParameters);
    inserts.add(insertParameters);
  }

  void run(Connection connection) throws SQLException {
    int[] found = run(connection, update, updates);
    List<Object[]> missing = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i] == 0) {
        missing.add(inserts.get(i));
      }
    }
    run(connection, insert, missing);
  }

  private static int[] run(Connection connection, String sql, List<Object[]> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          statement.setObject(i + 1, row[i]);
        }
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }
}

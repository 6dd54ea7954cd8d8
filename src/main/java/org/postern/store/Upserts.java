package org.postern.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Updates rows that exist and inserts those that do not, in two batches. The databases have no
 * common statement for this. If two nodes insert the same row at once, the later one fails and
 * finds the row at its next try.
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

  /**
   * Adds the parameters of the next row. Each is a {@code Long} or a {@code String} and never null.
   */
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

package org.postern.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.postern.entity.SearchText;

/**
 * Creates the search texts of rows that have none or an outdated one: rows of an earlier version,
 * and rows that a node of that version has written since. It uses JDBC and does not raise the
 * version of the row, so that cached values and ETags stay valid.
 */
@ApplicationScoped
public class SearchTexts {

  private static final int BATCH = 500;

  private static final List<Table> TABLES =
      List.of(
          new Table("client", "id", "client_id, name, description", 3),
          new Table("app_user", "id", "username, display_name, email", 3),
          new Table("scope", "name", "name, description", 2));

  private final Database database;

  /** For the proxy only. */
  protected SearchTexts() {
    this(null);
  }

  @Inject
  public SearchTexts(Database database) {
    this.database = database;
  }

  private record Table(String name, String key, String texts, int count) {

    String select(boolean first) {
      return "select %s, updated, %s from %s where (search_time is null or search_time <> updated)%s"
              .formatted(key, texts, name, first ? "" : " and " + key + " > ?")
          + " order by "
          + key
          + " limit "
          + BATCH;
    }

    // Skip a row that has been changed since it was read, because that change has set its search
    // text.
    String update() {
      return "update %s set search_text = ?, search_time = ? where %s = ? and updated = ?"
          .formatted(name, key);
    }
  }

  /**
   * Processes every table, in short transactions.
   *
   * @throws StartUpException if the database does not answer
   */
  public void complete() {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        for (Table table : TABLES) {
          complete(connection, table);
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw Database.unreachable(e);
    }
  }

  private static void complete(Connection connection, Table table) throws SQLException {
    Optional<Object> last = Optional.empty();
    do {
      last = completeBatch(connection, table, last);
      connection.commit();
    } while (last.isPresent());
  }

  // Returns the last key of the batch; empty at the end of the table.
  private static Optional<Object> completeBatch(
      Connection connection, Table table, Optional<Object> after) throws SQLException {
    Object last = null;
    try (PreparedStatement select = connection.prepareStatement(table.select(after.isEmpty()));
        PreparedStatement update = connection.prepareStatement(table.update())) {
      if (after.isPresent()) {
        select.setObject(1, after.get());
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          last = rows.getObject(1);
          String[] texts = new String[table.count()];
          for (int i = 0; i < texts.length; i++) {
            texts[i] = rows.getString(3 + i);
          }
          update.setString(1, SearchText.of(texts));
          update.setLong(2, rows.getLong(2));
          update.setObject(3, last);
          update.setLong(4, rows.getLong(2));
          update.addBatch();
        }
      }
      if (last != null) {
        update.executeBatch();
      }
    }
    return Optional.ofNullable(last);
  }
}

package org.postern.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests the data that a node of an older version leaves behind, which does not retire identifiers.
 */
class RetiredIdentifiersTest {

  private final Database database =
      Databases.of("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  private final RetiredIdentifiers identifiers = new RetiredIdentifiers(database);

  @BeforeEach
  void migrate() {
    new Migrations(database).migrate();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void audit(int reference, String kind, String clientId) throws SQLException {
    execute(
        "insert into audit_event (reference, occurred, kind, client_id, occurrences) values ('"
            + reference
            + "', "
            + reference
            + ", '"
            + kind
            + "', '"
            + clientId
            + "', 1)");
  }

  private List<String> retired() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select client_id, retired from retired_client_id order by client_id")) {
      while (rows.next()) {
        found.add(rows.getString(1) + " " + rows.getLong(2));
      }
    }
    return found;
  }

  @Test
  void areThoseOfTheTrailWithoutAClient() throws SQLException {
    execute("insert into retired_client_id (client_id, retired) values ('old', 1)");
    execute(
        "insert into client (id, client_id, name, description, client_type, enabled, user_access,"
            + " acts_for_owner, allow_client_secret_post, allow_password_grant_for_public_client,"
            + " may_introspect_all, access_token_lifetime, user_access_token_lifetime,"
            + " refresh_token_lifetime, refresh_token_max_lifetime, replay_window, epoch, created,"
            + " updated, version) values (1, 'again', '', '', 'public', true, 'assigned',"
            + " false, true, false, false, 1, 1, 1, 1, 0, 0, 5, 6, 7)");
    audit(2, "client.deleted", "old");
    audit(3, "client.deleted", "again");
    audit(4, "client.deleted", "gone");
    audit(5, "client.created", "gone");
    audit(6, "client.deleted", "gone");
    audit(7, "client.changed", "other");

    identifiers.complete();
    identifiers.complete();

    assertEquals(List.of("gone 6", "old 1"), retired());
  }
}

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

class SearchTextsTest {

  private final Database database =
      Databases.of("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  private final SearchTexts searchTexts = new SearchTexts(database);

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

  private List<String> query(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  // Adds users as an earlier version does, which does not know the search columns.
  private void addUsers(int from, int to) throws SQLException {
    execute(
        "insert into app_user (id, subject, username, display_name, email, roles, enabled, locked,"
            + " epoch, created, updated, version) select i, 's' || i, 'u' || i, '\u00C4rger', '',"
            + " '', true, false, 0, 1, 1, 7 from system_range("
            + from
            + ", "
            + to
            + ") s(i)");
  }

  @Test
  void fillsInOldRowsOfEveryTable() throws SQLException {
    addUsers(1, 1_234);
    execute(
        "insert into client (id, client_id, name, description, client_type, enabled, user_access,"
            + " acts_for_owner, allow_client_secret_post, allow_password_grant_for_public_client,"
            + " may_introspect_all, access_token_lifetime, user_access_token_lifetime,"
            + " refresh_token_lifetime, refresh_token_max_lifetime, replay_window, epoch, created,"
            + " updated, version) values (1, 'C 1', 'N', '\u00D6l', 'public', true, 'assigned',"
            + " false, true, false, false, 1, 1, 1, 1, 0, 0, 5, 6, 7)");

    searchTexts.complete();

    assertEquals(List.of("c 1\nn\n\u00F6l"), query("select search_text from client"));
    assertEquals(
        List.of("1234"),
        query(
            "select count(*) from app_user"
                + " where search_text = 'u' || id || char(10) || '\u00E4rger' || char(10)"));
    assertEquals(List.of("0"), query("select count(*) from scope where search_text is null"));
    assertEquals(
        List.of("0"), query("select count(*) from app_user where version <> 7 or updated <> 1"));
  }

  @Test
  void makesAnewWhatAnEarlierVersionChanged() throws SQLException {
    addUsers(1, 2);
    searchTexts.complete();
    execute("update app_user set display_name = 'New', updated = 2 where id = 1");
    execute("update app_user set search_text = 'kept' where id = 2");

    searchTexts.complete();

    assertEquals(
        List.of("u1\nnew\n", "kept"), query("select search_text from app_user order by id"));
  }
}

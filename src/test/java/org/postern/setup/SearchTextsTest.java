package org.postern.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.fixtures.TestH2;

class SearchTextsTest {

  private final TestH2 database = TestH2.migrated();
  private final SearchTexts searchTexts = new SearchTexts(SetupDatabases.of(database.dataSource()));

  // Adds users as an earlier version does, which does not know the search columns.
  private void addUsers(int from, int to) throws SQLException {
    database.execute(
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
    database.execute(
        "insert into client (id, client_id, name, description, client_type, enabled, user_access,"
            + " acts_for_owner, allow_client_secret_post, allow_password_grant_for_public_client,"
            + " may_introspect_all, access_token_lifetime, user_access_token_lifetime,"
            + " refresh_token_lifetime, refresh_token_max_lifetime, replay_window, epoch, created,"
            + " updated, version) values (1, 'C 1', 'N', '\u00D6l', 'public', true, 'assigned',"
            + " false, true, false, false, 1, 1, 1, 1, 0, 0, 5, 6, 7)");

    searchTexts.complete();

    assertEquals(List.of("c 1\nn\n\u00F6l"), database.rows("select search_text from client"));
    assertEquals(
        List.of("1234"),
        database.rows(
            "select count(*) from app_user"
                + " where search_text = 'u' || id || char(10) || '\u00E4rger' || char(10)"));
    assertEquals(
        List.of("0"), database.rows("select count(*) from scope where search_text is null"));
    assertEquals(
        List.of("0"),
        database.rows("select count(*) from app_user where version <> 7 or updated <> 1"));
  }

  @Test
  void makesAnewWhatAnEarlierVersionChanged() throws SQLException {
    addUsers(1, 2);
    searchTexts.complete();
    database.execute("update app_user set display_name = 'New', updated = 2 where id = 1");
    database.execute("update app_user set search_text = 'kept' where id = 2");

    searchTexts.complete();

    assertEquals(
        List.of("u1\nnew\n", "kept"),
        database.rows("select search_text from app_user order by id"));
  }
}

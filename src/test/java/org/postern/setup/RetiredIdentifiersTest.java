package org.postern.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.fixtures.TestH2;

/**
 * Tests the data that a node of an older version leaves behind, which does not retire identifiers.
 */
class RetiredIdentifiersTest {

  private final TestH2 database = TestH2.migrated();
  private final RetiredIdentifiers identifiers =
      new RetiredIdentifiers(SetupDatabases.of(database.dataSource()));

  private void audit(int reference, String kind, String clientId) throws SQLException {
    database.execute(
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

  @Test
  void areThoseOfTheTrailWithoutAClient() throws SQLException {
    database.execute("insert into retired_client_id (client_id, retired) values ('old', 1)");
    database.execute(
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

    assertEquals(
        List.of("gone 6", "old 1"),
        database.rows("select client_id, retired from retired_client_id order by client_id"));
  }
}

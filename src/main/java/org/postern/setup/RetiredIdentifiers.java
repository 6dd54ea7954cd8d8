package org.postern.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Retires the identifiers of clients that a node of an earlier version has deleted while it ran
 * beside this one. That version does not know the table of retired identifiers, and the migration
 * ran before the deletion. The deletions are found in the audit trail.
 */
@ApplicationScoped
public class RetiredIdentifiers {

  private static final String RETIRE =
      "insert into retired_client_id (client_id, retired)"
          + " select e.client_id, max(e.occurred) from audit_event e"
          + " where e.kind = 'client.deleted' and e.client_id is not null"
          + " and not exists (select c.id from client c where c.client_id = e.client_id)"
          + " and not exists (select r.client_id from retired_client_id r"
          + " where r.client_id = e.client_id)"
          + " group by e.client_id";

  private static final String INTEGRITY_VIOLATION = "23";

  private final Database database;

  /** For the proxy only. */
  protected RetiredIdentifiers() {
    this(null);
  }

  @Inject
  public RetiredIdentifiers(Database database) {
    this.database = database;
  }

  /**
   * Retires the identifiers of all deletions that were not retired.
   *
   * @throws StartUpException if the database does not answer
   */
  public void complete() {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      try {
        statement.executeUpdate(RETIRE);
      } catch (SQLException e) {
        if (e.getSQLState() == null || !e.getSQLState().startsWith(INTEGRITY_VIOLATION)) {
          throw e;
        }
        // Another node that starts at the same time was faster, so try again.
        statement.executeUpdate(RETIRE);
      }
    } catch (SQLException e) {
      throw Database.unreachable(e);
    }
  }
}

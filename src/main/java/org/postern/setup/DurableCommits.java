package org.postern.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Checks that a commit is on the disk before it returns: a token answered with 200 survives a
 * crash.
 */
@ApplicationScoped
public class DurableCommits {

  private final Database database;

  /** For the proxy only. */
  protected DurableCommits() {
    this(null);
  }

  @Inject
  public DurableCommits(Database database) {
    this.database = database;
  }

  /**
   * Refuses a database that would lose acknowledged commits.
   *
   * @throws StartUpException if it is set so
   */
  public void require() {
    switch (database.product()) {
      case Database.H2 -> {
        String delay =
            setting(
                "select setting_value from information_schema.settings"
                    + " where setting_name = 'WRITE_DELAY'");
        refuseUnless(delay.equals("0"), "WRITE_DELAY", delay, "0 in the URL of the datasource");
      }
      case Database.POSTGRESQL -> {
        String commit = setting("show synchronous_commit");
        refuseUnless(!commit.equals("off"), "synchronous_commit", commit, "on");
      }
      default -> {
        // No setting of another database is known.
      }
    }
  }

  private static void refuseUnless(boolean durable, String setting, String value, String wanted) {
    if (!durable) {
      throw new StartUpException(
          "The database would lose tokens in a crash: its "
              + setting
              + " is '"
              + value
              + "', but must be "
              + wanted);
    }
  }

  private String setting(String query) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.next() ? result.getString(1) : "";
    } catch (SQLException e) {
      throw Database.unreachable(e);
    }
  }
}

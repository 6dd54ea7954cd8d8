package org.postern.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Checks the settings of the database that every datasource must have. A commit must be on the disk
 * before it returns, so that a token that was issued survives a crash. And a query must see what
 * was committed before it.
 */
@ApplicationScoped
public class DatabaseSettings {

  private final Database database;

  /** For the proxy only. */
  protected DatabaseSettings() {
    this(null);
  }

  @Inject
  public DatabaseSettings(Database database) {
    this.database = database;
  }

  /**
   * Refuses a database that could lose acknowledged commits, and makes H2 run every query again.
   *
   * @throws StartUpException if the database could lose commits or does not answer
   */
  public void require() {
    switch (database.product()) {
      case Database.H2 -> {
        String delay =
            setting(
                "select setting_value from information_schema.settings"
                    + " where setting_name = 'WRITE_DELAY'");
        refuseUnless(delay.equals("0"), "WRITE_DELAY", delay, "0 in the URL of the datasource");
        runEveryQuery();
      }
      case Database.POSTGRESQL -> {
        for (String durable : new String[] {"synchronous_commit", "fsync"}) {
          String value = setting("show " + durable);
          refuseUnless(!value.equals("off"), durable, value, "on");
        }
      }
      default -> {
        // Nothing is known about the settings of other databases.
      }
    }
  }

  // H2 does not show the value of this setting, so set it. It applies to all connections until the
  // database is closed, so the URL should contain it too: configure-datasource-h2.cli explains why.
  private void runEveryQuery() {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set optimize_reuse_results 0");
    } catch (SQLException e) {
      throw Database.unreachable(e);
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

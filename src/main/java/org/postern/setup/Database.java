package org.postern.setup;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The database behind the entities, for what is done outside JPA and JTA. */
@ApplicationScoped
public class Database {

  /** H2, as {@link #product} names it. */
  static final String H2 = "h2";

  /** PostgreSQL, as {@link #product} names it. */
  static final String POSTGRESQL = "postgresql";

  private static final String NAME = "jdbc/postern";

  /**
   * The datasource that {@code persistence.xml} names too.
   *
   * @throws StartUpException if the server has none of this name
   */
  @SuppressWarnings("BanJNDI") // The names are constants.
  public DataSource dataSource() {
    // WildFly binds it below java:/, where it finds the bare name only in some of its contexts.
    for (String name : new String[] {NAME, "java:/" + NAME}) {
      try {
        DataSource found = InitialContext.doLookup(name);
        if (found != null) {
          return found;
        }
      } catch (NamingException e) {
        // The next name is tried; that there is none at all is told below.
      }
    }
    throw new StartUpException(
        "The server has no datasource " + NAME + " (WildFly: java:/" + NAME + ")");
  }

  /** The name of the database product in lower case. */
  public String product() {
    try (Connection connection = dataSource().getConnection()) {
      return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    } catch (SQLException e) {
      throw unreachable(e);
    }
  }

  static StartUpException unreachable(SQLException cause) {
    return new StartUpException(
        "The database of " + NAME + " does not answer: " + cause.getMessage(), cause);
  }
}

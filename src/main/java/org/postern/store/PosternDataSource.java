package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The datasource of the entities, for the few statements that must not use JPA. */
@ApplicationScoped
public class PosternDataSource {

  /** The name in {@code persistence.xml}. */
  public static final String NAME = "jdbc/postern";

  /** Finds the datasource; empty if the server has none with this name. */
  @SuppressWarnings("BanJNDI") // The names are constants.
  public Optional<DataSource> find() {
    // WildFly binds the datasource below java:/ and finds the plain name only in some contexts.
    for (String name : new String[] {NAME, "java:/" + NAME}) {
      try {
        DataSource found = InitialContext.doLookup(name);
        if (found != null) {
          return Optional.of(found);
        }
      } catch (NamingException e) {
        // Try the next name. If no name is bound, the result is empty.
      }
    }
    return Optional.empty();
  }

  /**
   * Opens a connection, which takes part in the running transaction if there is one.
   *
   * @throws SQLException if there is no connection
   */
  Connection connection() throws SQLException {
    return find().orElseThrow(() -> new SQLException("no datasource " + NAME)).getConnection();
  }
}

package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The datasource behind the entities, for the few statements that must not go through JPA. */
@ApplicationScoped
public class PosternDataSource {

  /** The name in {@code persistence.xml}. */
  public static final String NAME = "jdbc/postern";

  /** The datasource; empty if the server has none of this name. */
  @SuppressWarnings("BanJNDI") // The names are constants.
  public Optional<DataSource> find() {
    // WildFly binds it below java:/, where it finds the bare name only in some of its contexts.
    for (String name : new String[] {NAME, "java:/" + NAME}) {
      try {
        DataSource found = InitialContext.doLookup(name);
        if (found != null) {
          return Optional.of(found);
        }
      } catch (NamingException e) {
        // The next name is tried; that there is none at all is the empty answer.
      }
    }
    return Optional.empty();
  }

  /**
   * A connection that takes part in the running transaction, if there is one.
   *
   * @throws SQLException if there is none to be had
   */
  Connection connection() throws SQLException {
    return find().orElseThrow(() -> new SQLException("no datasource " + NAME)).getConnection();
  }
}

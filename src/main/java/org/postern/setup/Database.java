package org.postern.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.postern.store.PosternDataSource;

/** The database of the entities, for code that uses neither JPA nor JTA. */
@ApplicationScoped
public class Database {

  /** The name of H2 in {@link #product}. */
  static final String H2 = "h2";

  /** The name of PostgreSQL in {@link #product}. */
  static final String POSTGRESQL = "postgresql";

  private static final String NAME = PosternDataSource.NAME;

  private final PosternDataSource source;

  /** For the proxy only. */
  protected Database() {
    this(null);
  }

  @Inject
  public Database(PosternDataSource source) {
    this.source = source;
  }

  /**
   * Returns the datasource that {@code persistence.xml} also names.
   *
   * @throws StartUpException if the server has no datasource of this name
   */
  public DataSource dataSource() {
    return source
        .find()
        .orElseThrow(
            () ->
                new StartUpException(
                    "The server has no datasource " + NAME + " (WildFly: java:/" + NAME + ")"));
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

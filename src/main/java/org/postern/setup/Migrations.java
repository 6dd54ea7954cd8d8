package org.postern.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Brings the schema up to date, on its own connections and outside any JTA transaction. Several
 * nodes may do so at once: Flyway holds a lock in the database, and the second node finds the work
 * done.
 */
@ApplicationScoped
public class Migrations {

  private static final String FOLDER = "db/migration/";

  private final Database database;

  /** For the proxy only. */
  protected Migrations() {
    this(null);
  }

  @Inject
  public Migrations(Database database) {
    this.database = database;
  }

  /**
   * Applies the migrations for every database, and those for this database product, if there are
   * any.
   *
   * @throws StartUpException if a migration fails, or this version does not know the schema
   */
  public void migrate() {
    migrate(List.of());
  }

  /** Applies the migrations, including those from further locations. */
  void migrate(List<String> further) {
    ClassLoader classLoader = Migrations.class.getClassLoader();
    List<String> locations = new ArrayList<>(List.of("classpath:" + FOLDER + "common"));
    locations.addAll(further);
    String own = FOLDER + database.product();
    if (classLoader.getResource(own) != null) {
      locations.add("classpath:" + own);
    }
    try {
      FluentConfiguration configuration =
          Flyway.configure(classLoader)
              .dataSource(PatientConnections.of(database.dataSource()))
              .locations(locations.toArray(String[]::new))
              .cleanDisabled(true);
      // By default Flyway holds its lock in a transaction. Then `create index concurrently`, which
      // waits for all transactions, would wait forever.
      configuration
          .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
          .setTransactionalLock(false);
      configuration.load().migrate();
    } catch (FlywayException e) {
      throw new StartUpException("The database cannot be migrated: " + e.getMessage(), e);
    }
  }
}

package org.postern.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.fixtures.TestH2;

class MigrationsTest {

  private final TestH2 database = new TestH2();
  private final Migrations migrations = new Migrations(SetupDatabases.of(database.dataSource()));

  @Test
  void makesTheSchemaOnce() throws SQLException {
    migrations.migrate();
    migrations.migrate();

    assertEquals(List.of("1"), database.rows("select count(*) from lease where name='setup'"));
  }

  @Test
  void leavesASchemaAloneThatItDidNotMake() throws SQLException {
    database.execute("create table other (id int)");

    StartUpException refusal = assertThrows(StartUpException.class, migrations::migrate);
    assertTrue(
        refusal.getMessage().startsWith("The database cannot be migrated: "), refusal.getMessage());
  }
}

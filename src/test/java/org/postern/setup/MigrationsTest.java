package org.postern.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MigrationsTest {

  private final Database database =
      Databases.of("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  private final Migrations migrations = new Migrations(database);

  @Test
  void makesTheSchemaOnce() throws SQLException {
    migrations.migrate();
    migrations.migrate();

    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet leases =
            statement.executeQuery("select count(*) from lease where name='setup'")) {
      assertTrue(leases.next());
      assertEquals(1, leases.getInt(1));
    }
  }

  @Test
  void leavesASchemaAloneThatItDidNotMake() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table other (id int)");
    }

    StartUpException refusal = assertThrows(StartUpException.class, migrations::migrate);
    assertTrue(
        refusal.getMessage().startsWith("The database cannot be migrated: "), refusal.getMessage());
  }
}

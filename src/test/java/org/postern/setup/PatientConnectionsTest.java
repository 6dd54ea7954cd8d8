package org.postern.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PatientConnectionsTest {

  private static final int LIMIT = 10_000;

  private final AtomicInteger timeout = new AtomicInteger(LIMIT);
  private final DataSource source =
      (DataSource)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {DataSource.class},
              (proxy, method, arguments) -> connection());

  private Connection connection() {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getNetworkTimeout" -> timeout.get();
                  case "setNetworkTimeout" -> {
                    timeout.set((Integer) arguments[1]);
                    yield null;
                  }
                  case "isClosed" -> false;
                  case "commit" -> throw new SQLException("no commit");
                  default -> null;
                });
  }

  @Test
  void waitsWithoutLimitUntilTheConnectionGoesBack() throws SQLException {
    Connection connection = PatientConnections.of(source).getConnection();

    assertEquals(0, timeout.get());
    connection.close();
    assertEquals(LIMIT, timeout.get());
  }

  @Test
  void passesFailuresOnAsTheyAre() throws SQLException {
    try (Connection connection = PatientConnections.of(source).getConnection()) {
      assertEquals("no commit", assertThrows(SQLException.class, connection::commit).getMessage());
    }
  }
}

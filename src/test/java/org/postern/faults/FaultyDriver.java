package org.postern.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * The driver of H2 or of PostgreSQL, whichever this module sees, with connections that fail as
 * {@link Faults} plans. Its URLs are those of the other with a prefix before them.
 */
public final class FaultyDriver implements Driver {

  private static final String PREFIX = "jdbc:faulty:";

  private static final Set<String> EXECUTIONS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "executeBatch");

  private final Driver real =
      make("org.h2.Driver").or(() -> make("org.postgresql.Driver")).orElseThrow();

  private static Optional<Driver> make(String name) {
    try {
      return Optional.of(
          Class.forName(name).asSubclass(Driver.class).getDeclaredConstructor().newInstance());
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    if (Faults.isOutage()) {
      throw broken();
    }
    Connection connection = real.connect(url.substring(PREFIX.length()), info);
    return proxy(Connection.class, new OfConnection(connection));
  }

  private static SQLException broken() {
    return new SQLException("the database is away", "08006");
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            FaultyDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /**
   * A connection that stays broken once it has met an outage, because a database that comes back
   * does not know it any more.
   */
  private static final class OfConnection implements InvocationHandler {

    private final Connection connection;
    private final AtomicBoolean isBroken = new AtomicBoolean();

    OfConnection(Connection connection) {
      this.connection = connection;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      switch (method.getName()) {
        case "isValid" -> {
          return !isBroken() && connection.isValid((Integer) arguments[0]);
        }
        case "close", "abort", "isClosed", "unwrap", "isWrapperFor", "toString", "hashCode" -> {
          return FaultyDriver.invoke(connection, method, arguments);
        }
        case "equals" -> {
          return proxy == arguments[0];
        }
        case "commit" -> {
          requireUnbroken();
          return Faults.run("commit", () -> FaultyDriver.invoke(connection, method, arguments));
        }
        default -> {
          requireUnbroken();
          return wrapped(FaultyDriver.invoke(connection, method, arguments), arguments);
        }
      }
    }

    private Object wrapped(Object result, Object[] arguments) {
      if (result instanceof PreparedStatement) {
        return proxy(PreparedStatement.class, new OfStatement(this, result, (String) arguments[0]));
      }
      return result instanceof Statement
          ? proxy(Statement.class, new OfStatement(this, result, ""))
          : result;
    }

    private boolean isBroken() {
      return isBroken.get() || (Faults.isOutage() && breakForGood());
    }

    // Work that was not committed is lost, as when a database server ends.
    private boolean breakForGood() {
      if (isBroken.compareAndSet(false, true)) {
        try {
          connection.rollback();
          connection.close();
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }
      return true;
    }

    void requireUnbroken() throws SQLException {
      if (isBroken()) {
        throw broken();
      }
    }
  }

  private static final class OfStatement implements InvocationHandler {

    private final OfConnection connection;
    private final Object statement;
    private final String sql;

    OfStatement(OfConnection connection, Object statement, String sql) {
      this.connection = connection;
      this.statement = statement;
      this.sql = sql;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.getName().equals("equals")) {
        return proxy == arguments[0];
      }
      if (!EXECUTIONS.contains(method.getName())) {
        return FaultyDriver.invoke(statement, method, arguments);
      }
      connection.requireUnbroken();
      return Faults.run(
          sql.isEmpty() ? String.valueOf(arguments[0]) : sql,
          () -> FaultyDriver.invoke(statement, method, arguments));
    }
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return real.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return real.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return real.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(FaultyDriver.class.getName());
  }
}

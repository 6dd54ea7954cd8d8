package org.postern.admin.common;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.postern.entity.AuditEvent;

/** An empty H2 database in memory, with the schema of the migrations, for the real stores. */
public final class Databases {

  private static final JdbcDataSource SOURCE = source();
  private static final EntityManagerFactory FACTORY =
      Persistence.createEntityManagerFactory(
          "postern",
          Map.of(
              "jakarta.persistence.transactionType",
              "RESOURCE_LOCAL",
              "jakarta.persistence.nonJtaDataSource",
              SOURCE,
              // No column holds JSON: any mapper keeps Hibernate from looking for a JSON-B
              // provider.
              "hibernate.type.json_format_mapper",
              "org.hibernate.type.format.jaxb.JaxbXmlFormatMapper"));

  private EntityManager current;

  /** Empties the database that all tests of this JVM share, one after another. */
  public Databases() {
    try (Connection connection = SOURCE.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop all objects");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    Flyway.configure()
        .dataSource(SOURCE)
        .locations("classpath:db/migration/common", "classpath:db/migration/h2")
        .load()
        .migrate();
    FACTORY.getCache().evictAll();
  }

  private static JdbcDataSource source() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:admin;DB_CLOSE_DELAY=-1");
    return source;
  }

  /**
   * Gives a store its entity manager: that of the transaction, or a new one outside a transaction.
   */
  public <T> T connect(T store) {
    Object manager =
        Proxy.newProxyInstance(
            Databases.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> {
              EntityManager target = current == null ? FACTORY.createEntityManager() : current;
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    try {
      Class<?> type =
          store.getClass().isAnonymousClass() ? store.getClass().getSuperclass() : store.getClass();
      Field field = type.getDeclaredField("entityManager");
      field.setAccessible(true);
      field.set(store, manager);
      return store;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs in a transaction that a RuntimeException rolls back, as {@code @Transactional} does. */
  public <T> T inTransaction(Supplier<T> work) {
    try (EntityManager manager = FACTORY.createEntityManager()) {
      current = manager;
      manager.getTransaction().begin();
      try {
        T result = work.get();
        manager.getTransaction().commit();
        return result;
      } catch (RuntimeException e) {
        manager.getTransaction().rollback();
        throw e;
      }
    } finally {
      current = null;
    }
  }

  /** How many statements this work sends, and how many rows it makes into entities. */
  public static List<Long> costOf(Runnable work) {
    Statistics statistics = FACTORY.unwrap(SessionFactory.class).getStatistics();
    statistics.setStatisticsEnabled(true);
    statistics.clear();
    work.run();
    return List.of(statistics.getPrepareStatementCount(), statistics.getEntityLoadCount());
  }

  /** The audit trail in order, each line as kind, actor, client, user and detail. */
  public List<String> audit() {
    try (EntityManager manager = FACTORY.createEntityManager()) {
      return manager
          .createQuery(
              "select e from AuditEvent e order by e.occurred, e.reference", AuditEvent.class)
          .getResultStream()
          .map(
              event ->
                  String.join(
                      " ",
                      event.kind(),
                      event.actor().orElse("-"),
                      event.clientId().orElse("-"),
                      event.username().orElse("-"),
                      event.detail().orElse("-")))
          .toList();
    }
  }
}

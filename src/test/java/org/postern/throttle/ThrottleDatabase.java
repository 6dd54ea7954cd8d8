package org.postern.throttle;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.postern.config.Clock;
import org.postern.store.ThrottleStore;

/** The real counters on an empty H2 database in memory. */
final class ThrottleDatabase {

  private static final ThreadLocal<EntityManager> CURRENT = new ThreadLocal<>();

  private final EntityManagerFactory factory;

  ThrottleDatabase() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=0");
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration/common")
        .load()
        .migrate();
    factory =
        Persistence.createEntityManagerFactory(
            "postern",
            Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource",
                source,
                "hibernate.type.json_format_mapper",
                "org.hibernate.type.format.jaxb.JaxbXmlFormatMapper"));
  }

  ThrottleStore store() {
    ThrottleStore store = new ThrottleStore();
    Object manager =
        Proxy.newProxyInstance(
            ThrottleDatabase.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> {
              EntityManager target =
                  CURRENT.get() == null ? factory.createEntityManager() : CURRENT.get();
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    try {
      Field field = ThrottleStore.class.getDeclaredField("entityManager");
      field.setAccessible(true);
      field.set(store, manager);
      return store;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The counter whose methods are transactions, as the container makes them. */
  LoginCounter counter(Clock clock) {
    return counter(clock, new AccountBudget(store(), clock));
  }

  LoginCounter counter(Clock clock, AccountBudget budget) {
    return new LoginCounter(store(), budget, clock) {
      @Override
      Optional<LoginThrottling.Reservation> reserve(
          LoginThrottling.Key key, int limit, Duration window) {
        return inTransaction(() -> super.reserve(key, limit, window));
      }

      @Override
      void fail(LoginThrottling.Reservation reservation) {
        inTransaction(() -> super.fail(reservation));
      }

      @Override
      void release(LoginThrottling.Reservation reservation) {
        inTransaction(() -> super.release(reservation));
      }

      @Override
      void succeed(LoginThrottling.Reservation reservation) {
        inTransaction(() -> super.succeed(reservation));
      }
    };
  }

  void inTransaction(Runnable work) {
    inTransaction(
        () -> {
          work.run();
          return "";
        });
  }

  private <T> T inTransaction(Supplier<T> work) {
    try (EntityManager manager = factory.createEntityManager()) {
      CURRENT.set(manager);
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
      CURRENT.remove();
    }
  }
}

package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.postern.entity.InstantConverter;
import org.postern.entity.Lease;
import org.postern.entity.ReferenceId;

/**
 * Deletes expired rows in batches, and takes the lease by which only one node at a time does so. It
 * uses plain JDBC in the running transaction, because a bulk statement of JPA would clear the
 * shared cache of the whole table, although the live rows do not change.
 */
@ApplicationScoped
public class PurgeStore {

  /**
   * The kinds of rows that expire, with table, key and column. All names are constants and never
   * come from a request.
   */
  public enum Expiring {
    ACCESS_TOKENS("access_token", "expires", "digest"),
    TOKEN_FAMILIES("token_family", "idle_expires", "id"),
    REFRESH_SEEDS(
        "update token_family set seed = null, seed_ends = null",
        "token_family",
        "seed_ends",
        new String[] {"id"}),
    REFRESH_SEEDS_OF_EARLIER_VERSIONS(
        "update refresh_token set seed = null, seed_ends = null",
        "refresh_token",
        "seed_ends",
        new String[] {"digest"}),
    LOGIN_THROTTLES("login_throttle", "expires", "id"),
    ACCOUNT_THROTTLES("account_throttle", "expires", "id"),
    SECRET_THROTTLES("secret_throttle", "window_ends", "id"),
    /** A reference begins with the time, so the index of the key finds the oldest lines. */
    AUDIT_EVENTS("audit_event", "reference", "reference") {
      @Override
      Object bound(Instant before) {
        return ReferenceId.earliest(before);
      }
    },
    USAGE_COUNTS("usage_count", "expires", "begins", "client_id", "kind", "reason");

    private final String table;
    private final int keyColumns;
    private final String find;
    private final String delete;
    private final String exists;

    Expiring(String table, String column, String... key) {
      this("delete from " + table, table, column, key);
    }

    Expiring(String deletion, String table, String column, String[] key) {
      this.table = table;
      keyColumns = key.length;
      String expired = " from " + table + " where " + column + " < ?";
      exists = "select 1" + expired + " limit 1";
      find = "select " + String.join(", ", key) + expired + " order by " + column + " limit ?";
      delete = deletion + " where " + String.join(" = ? and ", key) + " = ? and " + column + " < ?";
    }

    /** The statements for this kind. */
    List<String> statements() {
      return List.of(exists, find, delete);
    }

    /** The value with which the column is compared. */
    Object bound(Instant before) {
      return InstantConverter.toMicros(before);
    }

    /** The name of the table. */
    public String table() {
      return table;
    }
  }

  @PersistenceContext private EntityManager entityManager;

  private final PosternDataSource dataSource;

  /** For the proxy only. */
  protected PurgeStore() {
    this(null);
  }

  @Inject
  PurgeStore(PosternDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Takes or keeps the lease of the purge. A lease that lasts longer than possible was taken while
   * the clock was wrong, and counts as free.
   *
   * @param latest the latest possible end of a lease that is taken now, including the difference
   *     between the clocks of nodes
   * @return false if another node holds it
   */
  public boolean takeLease(String holder, Instant now, Instant until, Instant latest) {
    return entityManager
            .createNamedQuery("Lease.take")
            .setParameter("name", Lease.PURGE)
            .setParameter("holder", holder)
            .setParameter("now", now)
            .setParameter("until", until)
            .setParameter("latest", latest)
            .executeUpdate()
        == 1;
  }

  /**
   * Finds the node that holds the lease of the purge, or held it last; empty if no node ever did.
   */
  public Optional<String> findHolder() {
    List<Lease> leases =
        entityManager
            .createNamedQuery("Lease.byName", Lease.class)
            .setParameter("name", Lease.PURGE)
            .getResultList();
    return leases.stream().findFirst().flatMap(Lease::holder);
  }

  /**
   * Deletes some rows that expired before this time, the oldest first, in the running transaction.
   * The rows are found first and then deleted by their keys, because H2 evaluates {@code in (select
   * ...)} again for each row.
   *
   * @param limit the largest number of rows, at least 1
   * @return how many rows were deleted
   */
  public int delete(Expiring what, Instant before, int limit) {
    try (Connection connection = dataSource.connection()) {
      List<Object[]> keys = findKeys(connection, what, before, limit);
      return keys.isEmpty() ? 0 : delete(connection, what, before, keys);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static List<Object[]> findKeys(
      Connection connection, Expiring what, Instant before, int limit) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(what.find)) {
      statement.setObject(1, what.bound(before));
      statement.setInt(2, limit);
      List<Object[]> keys = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          Object[] key = new Object[what.keyColumns];
          for (int i = 0; i < key.length; i++) {
            key[i] = found.getObject(i + 1);
          }
          keys.add(key);
        }
      }
      return keys;
    }
  }

  private static int delete(
      Connection connection, Expiring what, Instant before, List<Object[]> keys)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(what.delete)) {
      for (Object[] key : keys) {
        for (int i = 0; i < key.length; i++) {
          statement.setObject(i + 1, key[i]);
        }
        // Check the row itself again, because it may have changed since it was found.
        statement.setObject(key.length + 1, what.bound(before));
        statement.addBatch();
      }
      return Arrays.stream(statement.executeBatch()).sum();
    }
  }

  /** Tells whether there is still a row that expired before this time. */
  public boolean isAnyExpired(Expiring what, Instant before) {
    try (Connection connection = dataSource.connection();
        PreparedStatement statement = connection.prepareStatement(what.exists)) {
      statement.setObject(1, what.bound(before));
      try (ResultSet found = statement.executeQuery()) {
        return found.next();
      }
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }
}

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
import java.util.List;
import java.util.Optional;
import org.postern.entity.InstantConverter;
import org.postern.entity.Lease;

/**
 * Deletes expired rows in batches, and the lease that lets one node at a time do so. Plain JDBC in
 * the running transaction: a bulk statement through JPA would empty the shared cache of a table
 * whose live rows it does not touch.
 */
@ApplicationScoped
public class PurgeStore {

  /** What expires, in which table, and how it is known. Constants, never input. */
  public enum Expiring {
    ACCESS_TOKENS("access_token", "digest", "expires"),
    TOKEN_FAMILIES("token_family", "id", "idle_expires"),
    REFRESH_SEEDS(
        "refresh_token",
        "digest",
        "seed_ends",
        "update refresh_token set seed = null, seed_ends = null"),
    LOGIN_THROTTLES("login_throttle", "id", "expires"),
    ACCOUNT_THROTTLES("account_throttle", "id", "expires"),
    SECRET_THROTTLES("secret_throttle", "id", "window_ends"),
    AUDIT_EVENTS("audit_event", "reference", "occurred"),
    USAGE_COUNTS("usage_count", "begins, client_id, kind, reason", "expires");

    private final String table;
    private final String delete;
    private final String exists;

    Expiring(String table, String key, String column) {
      this(table, key, column, "delete from " + table);
    }

    Expiring(String table, String key, String column, String deletion) {
      this.table = table;
      String expired = " from " + table + " where " + column + " < ?";
      exists = "select 1" + expired + " limit 1";
      delete =
          deletion
              + " where ("
              + key
              + ") in (select "
              + key
              + expired
              + " order by "
              + column
              + " limit ?) and "
              + column
              + " < ?";
    }

    /** The name of the table. */
    public String table() {
      return table;
    }
  }

  @PersistenceContext private EntityManager entityManager;

  @Inject private PosternDataSource dataSource;

  /**
   * Takes or keeps the lease of the purge. One that goes on for longer than a node could have taken
   * it was taken under a clock that was wrong, and is free.
   *
   * @param latest when a lease that a node takes now can end at the latest, with what the clocks of
   *     nodes may differ by
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

  /** Who holds the lease of the purge, or held it last; empty if nobody ever did. */
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
   *
   * @param limit at least 1
   * @return how many were deleted
   */
  public int delete(Expiring what, Instant before, int limit) {
    try (Connection connection = dataSource.connection();
        PreparedStatement statement = connection.prepareStatement(what.delete)) {
      statement.setLong(1, InstantConverter.toMicros(before));
      statement.setInt(2, limit);
      // Asked again of the row itself: PostgreSQL does so after waiting for whoever changed it.
      statement.setLong(3, InstantConverter.toMicros(before));
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Whether a row is still there that expired before this time. */
  public boolean isAnyExpired(Expiring what, Instant before) {
    try (Connection connection = dataSource.connection();
        PreparedStatement statement = connection.prepareStatement(what.exists)) {
      statement.setLong(1, InstantConverter.toMicros(before));
      try (ResultSet found = statement.executeQuery()) {
        return found.next();
      }
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }
}

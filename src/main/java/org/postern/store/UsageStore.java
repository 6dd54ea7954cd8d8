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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postern.entity.ClientUsage;
import org.postern.entity.InstantConverter;
import org.postern.entity.SecretUsage;

/**
 * Stores the times of last use of clients and secrets, and the counts of facts. Rows are written in
 * batches with plain JDBC in the running transaction, in the order of their keys, so that nodes do
 * not deadlock. Of two times the later one is kept, unless it is in the future. Counts are added.
 */
@ApplicationScoped
public class UsageStore {

  /**
   * Stands for all clients together in place of a client's key. It includes requests without a
   * client.
   */
  public static final long ALL_CLIENTS = 0;

  /** How long counts are kept. */
  static final Duration KEPT = Duration.ofDays(8);

  // The stored refusal is replaced by a later one, or by any refusal if the stored one is in the
  // future.
  private static final String NEWER = " case when last_refused < ? or (last_refused > ? and ? > 0)";

  @PersistenceContext private EntityManager entityManager;

  private final PosternDataSource dataSource;

  /** For the proxy only. */
  protected UsageStore() {
    this(null);
  }

  @Inject
  public UsageStore(PosternDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * The times of a client's last use. {@link Instant#EPOCH} stands for never.
   *
   * @param used when the client last authenticated
   * @param issued when the client last got a token
   * @param refused when a request of the client was last refused
   * @param reason the reason of that refusal; empty if there was none
   * @param reference the reference of that refusal in the audit trail; empty if there was none
   */
  public record Times(
      Instant used, Instant issued, Instant refused, String reason, String reference) {

    /** The value for a client that was never used. */
    public static final Times NONE = new Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, "", "");

    /** Returns a copy with another time of authentication. */
    public Times withUsed(Instant time) {
      return new Times(time, issued, refused, reason, reference);
    }

    /** Returns a copy with another time of issue. */
    public Times withIssued(Instant time) {
      return new Times(used, time, refused, reason, reference);
    }

    /** Returns a copy with another refusal. */
    public Times withRefused(Instant time, String why, String line) {
      return new Times(used, issued, time, why, line);
    }

    /** Returns the later of each of the times. */
    public Times later(Times other) {
      Times refusal = refused.isBefore(other.refused) ? other : this;
      return new Times(
          later(used, other.used),
          later(issued, other.issued),
          refusal.refused,
          refusal.reason,
          refusal.reference);
    }

    private static Instant later(Instant one, Instant other) {
      return one.isBefore(other) ? other : one;
    }
  }

  /**
   * The key of a count.
   *
   * @param begins the beginning of the period
   * @param clientId the key of the client's row, or {@link #ALL_CLIENTS}
   * @param kind as in the audit trail, such as {@code token.refused}
   * @param reason the true reason of a refusal; empty for none
   */
  public record Counted(Instant begins, long clientId, String kind, String reason) {}

  /** A count with its key. */
  public record Count(Counted counted, long tally) {}

  /** The identifier of a client, and a count. */
  public record ClientCount(String clientId, long tally) {}

  /** Finds the times of this client; empty if it was never used. */
  public Optional<ClientUsage> find(long clientId) {
    return Optional.ofNullable(entityManager.find(ClientUsage.class, clientId));
  }

  /**
   * Finds the times of these clients, by the key of the client. Clients that were never used are
   * left out.
   */
  public Map<Long, ClientUsage> find(Collection<Long> clientIds) {
    if (clientIds.isEmpty()) {
      return Map.of();
    }
    return entityManager
        .createNamedQuery("ClientUsage.ofClients", ClientUsage.class)
        .setParameter("clientIds", clientIds)
        .getResultList()
        .stream()
        .collect(Collectors.toMap(ClientUsage::clientId, Function.identity()));
  }

  /**
   * Finds when each secret of the client was last used, by the key of the secret. Secrets that were
   * never used are left out.
   */
  public Map<Long, Instant> findSecretUses(long clientId) {
    return entityManager
        .createNamedQuery("SecretUsage.ofClient", SecretUsage.class)
        .setParameter("clientId", clientId)
        .getResultList()
        .stream()
        .collect(Collectors.toMap(SecretUsage::secretId, SecretUsage::lastUsed));
  }

  /**
   * Finds the counts of a client, or of {@link #ALL_CLIENTS}, in the periods that begin at or after
   * this time, the oldest first.
   */
  public List<Count> findCounts(long clientId, Instant from) {
    return read(
        "select begins, kind, reason, tally from usage_count where client_id = ? and begins >= ?"
            + " order by begins, kind, reason",
        row ->
            new Count(
                new Counted(
                    new InstantConverter().convertToEntityAttribute(row.getLong(1)),
                    clientId,
                    row.getString(2),
                    row.getString(3)),
                row.getLong(4)),
        clientId,
        InstantConverter.toMicros(from));
  }

  /**
   * Finds the clients with the highest counts of this kind in the periods that begin at or after
   * this time, the highest first.
   *
   * @param limit the largest number of clients, at least 1
   */
  public List<ClientCount> findBusiestClients(String kind, Instant from, int limit) {
    return read(
        "select c.client_id, sum(u.tally) from usage_count u join client c on c.id = u.client_id"
            + " where u.kind = ? and u.begins >= ?"
            + " group by c.client_id order by sum(u.tally) desc, c.client_id limit ?",
        row -> new ClientCount(row.getString(1), row.getLong(2)),
        kind,
        InstantConverter.toMicros(from),
        (long) limit);
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(String sql, Row<T> row, Object... parameters) {
    try (Connection connection = dataSource.connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(row.read(result));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /**
   * Stores the times and counts of one node. Clients and secrets are given by the keys of their
   * rows.
   *
   * @param now the present time; a stored time that is later was written while the clock was wrong,
   *     and is replaced by this one
   */
  public void merge(
      Map<Long, Times> clients,
      Map<Long, Instant> secrets,
      Map<Counted, Long> counts,
      Instant now) {
    long latest = InstantConverter.toMicros(now);
    try (Connection connection = dataSource.connection()) {
      clients(clients, latest).run(connection);
      secrets(secrets, latest).run(connection);
      counts(counts).run(connection);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static Upserts clients(Map<Long, Times> clients, long latest) {
    Upserts upserts =
        new Upserts(
            "update client_usage set last_used = least(greatest(last_used, ?), ?),"
                + " last_issued = least(greatest(last_issued, ?), ?),"
                + " last_refused_reason ="
                + NEWER
                + " then ? else last_refused_reason end,"
                + " last_refused_reference ="
                + NEWER
                + " then ? else last_refused_reference end,"
                + " last_refused = least(greatest(last_refused, ?), ?) where client_id = ?",
            "insert into client_usage (last_used, last_issued, last_refused,"
                + " last_refused_reason, last_refused_reference, client_id)"
                + " values (?, ?, ?, ?, ?, ?)");
    new TreeMap<>(clients)
        .forEach(
            (id, times) -> {
              long used = InstantConverter.toMicros(times.used());
              long issued = InstantConverter.toMicros(times.issued());
              long refused = InstantConverter.toMicros(times.refused());
              String reason = times.reason();
              String reference = times.reference();
              upserts.add(
                  new Object[] {
                    used, latest, issued, latest, refused, latest, refused, reason, refused, latest,
                    refused, reference, refused, latest, id
                  },
                  new Object[] {used, issued, refused, reason, reference, id});
            });
    return upserts;
  }

  private static Upserts secrets(Map<Long, Instant> secrets, long latest) {
    Upserts upserts =
        new Upserts(
            "update secret_usage set last_used = least(greatest(last_used, ?), ?) where secret_id = ?",
            "insert into secret_usage (last_used, secret_id) values (?, ?)");
    new TreeMap<>(secrets)
        .forEach(
            (id, used) -> {
              long time = InstantConverter.toMicros(used);
              upserts.add(new Object[] {time, latest, id}, new Object[] {time, id});
            });
    return upserts;
  }

  private static Upserts counts(Map<Counted, Long> counts) {
    Upserts upserts =
        new Upserts(
            "update usage_count set tally = tally + ?"
                + " where begins = ? and client_id = ? and kind = ? and reason = ?",
            "insert into usage_count (tally, begins, client_id, kind, reason, expires)"
                + " values (?, ?, ?, ?, ?, ?)");
    counts.entrySet().stream()
        .sorted(
            Map.Entry.comparingByKey(
                Comparator.comparing(Counted::begins)
                    .thenComparing(Counted::clientId)
                    .thenComparing(Counted::kind)
                    .thenComparing(Counted::reason)))
        .forEach(
            entry -> {
              long more = entry.getValue();
              Counted of = entry.getKey();
              long begins = InstantConverter.toMicros(of.begins());
              long expires = InstantConverter.toMicros(of.begins().plus(KEPT));
              upserts.add(
                  new Object[] {more, begins, of.clientId(), of.kind(), of.reason()},
                  new Object[] {more, begins, of.clientId(), of.kind(), of.reason(), expires});
            });
    return upserts;
  }
}

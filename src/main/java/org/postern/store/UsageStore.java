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
 * When clients and secrets were last used, and how often what happened. Written in batches by plain
 * JDBC in the running transaction, in the order of the keys, so that nodes do not lock each other
 * up; of two times the later one wins, except one in the future, and counts add up.
 */
@ApplicationScoped
public class UsageStore {

  /** In the place of a client's key: all clients together, and requests of none. */
  public static final long ALL_CLIENTS = 0;

  /** How long counts are kept. */
  static final Duration KEPT = Duration.ofDays(8);

  // A refusal that comes after the stored one, or any in place of one in the future.
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
   * What was seen of a client. {@link Instant#EPOCH} is never.
   *
   * @param used when it last authenticated
   * @param issued when it last got a token
   * @param refused when a request about it was last refused
   * @param reason why; empty for none
   * @param reference the line of the audit trail; empty for none
   */
  public record Times(
      Instant used, Instant issued, Instant refused, String reason, String reference) {

    /** Nothing yet. */
    public static final Times NONE = new Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, "", "");

    /** Also authenticated. */
    public Times withUsed(Instant time) {
      return new Times(time, issued, refused, reason, reference);
    }

    /** Also got a token. */
    public Times withIssued(Instant time) {
      return new Times(used, time, refused, reason, reference);
    }

    /** Also was refused. */
    public Times withRefused(Instant time, String why, String line) {
      return new Times(used, issued, time, why, line);
    }

    /** Of each time the later one. */
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
   * What is counted.
   *
   * @param begins the beginning of the period
   * @param clientId the key of the client's row, or {@link #ALL_CLIENTS}
   * @param kind as in the audit trail, such as {@code token.refused}
   * @param reason the true reason of a refusal; empty for none
   */
  public record Counted(Instant begins, long clientId, String kind, String reason) {}

  /** What was counted, and how often. */
  public record Count(Counted counted, long tally) {}

  /** A client's identifier, and how often something happened to it. */
  public record ClientCount(String clientId, long tally) {}

  /** What is known of this client; empty while it never did anything. */
  public Optional<ClientUsage> find(long clientId) {
    return Optional.ofNullable(entityManager.find(ClientUsage.class, clientId));
  }

  /** What is known of these clients, by the key of their rows; those without are left out. */
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
   * When each secret of the client was last used, by the key of the secret's row; those never used
   * are left out.
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
   * The counts of a client, or of {@link #ALL_CLIENTS}, in the periods that begin at or after this
   * time, the oldest first.
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
   * The clients to which something of this kind happened most often in the periods that begin at or
   * after this time, the busiest first.
   *
   * @param limit at least 1
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
   * Takes over what one node saw of clients and secrets, by the key of their rows, and counted.
   *
   * @param now the present time: a stored time after it was noted under a clock that was wrong, and
   *     becomes this one
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

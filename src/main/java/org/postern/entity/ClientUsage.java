package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * The times of a client's last use, a few seconds old. The {@code store.UsageStore} writes the row
 * without the persistence provider, so it is in no cache. A client that was never used has no row.
 */
@Entity
@Table(name = "client_usage")
@NamedQuery(
    name = "ClientUsage.ofClients",
    query = "select u from ClientUsage u where u.clientId in :clientIds")
@NamedQuery(
    name = "ClientUsage.delete",
    query = "delete from ClientUsage u where u.clientId = :clientId")
public class ClientUsage {

  @Id
  @Column(name = "client_id")
  private long clientId;

  @Convert(converter = InstantConverter.class)
  @Column(name = "last_used", nullable = false)
  private Instant lastUsed;

  @Convert(converter = InstantConverter.class)
  @Column(name = "last_issued", nullable = false)
  private Instant lastIssued;

  @Convert(converter = InstantConverter.class)
  @Column(name = "last_refused", nullable = false)
  private Instant lastRefused;

  @Column(name = "last_refused_reason", nullable = false)
  private String lastRefusedReason;

  @Column(name = "last_refused_reference", nullable = false)
  private String lastRefusedReference;

  /** For the persistence provider. */
  protected ClientUsage() {}

  /** The key of the client's row. */
  public long clientId() {
    return clientId;
  }

  /** When the client last authenticated at any endpoint; empty for never. */
  public Optional<Instant> lastUsed() {
    return never(lastUsed);
  }

  /** When the client last got a token of its own or of a user; empty for never. */
  public Optional<Instant> lastIssued() {
    return never(lastIssued);
  }

  /** When a request of this client was last refused; empty for never. */
  public Optional<Instant> lastRefused() {
    return never(lastRefused);
  }

  /** The reason of that refusal; empty if there was none. */
  public Optional<String> lastRefusedReason() {
    return Optional.of(lastRefusedReason).filter(text -> !text.isEmpty());
  }

  /** The reference of that refusal in the audit trail; empty if there was none. */
  public Optional<String> lastRefusedReference() {
    return Optional.of(lastRefusedReference).filter(text -> !text.isEmpty());
  }

  private static Optional<Instant> never(Instant time) {
    return Optional.of(time).filter(Instant.EPOCH::isBefore);
  }
}

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
 * When a client last did something, as of a few seconds ago. Written by {@code store.UsageStore}
 * past the persistence provider, so it is in no cache. A client that never did anything has no row.
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

  /** When it last authenticated, at whatever endpoint; empty for never. */
  public Optional<Instant> lastUsed() {
    return never(lastUsed);
  }

  /** When it last got a token, its own or one with a user; empty for never. */
  public Optional<Instant> lastIssued() {
    return never(lastIssued);
  }

  /** When a request about it was last refused; empty for never. */
  public Optional<Instant> lastRefused() {
    return never(lastRefused);
  }

  /** Why that was; empty if there was none. */
  public Optional<String> lastRefusedReason() {
    return Optional.of(lastRefusedReason).filter(text -> !text.isEmpty());
  }

  /** The line of the audit trail that tells of it; empty if there was none. */
  public Optional<String> lastRefusedReference() {
    return Optional.of(lastRefusedReference).filter(text -> !text.isEmpty());
  }

  private static Optional<Instant> never(Instant time) {
    return Optional.of(time).filter(Instant.EPOCH::isBefore);
  }
}

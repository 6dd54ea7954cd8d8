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
 * One line of the audit trail, or a count of equal ones. The key is the reference id, whose first
 * part is the time, so that rows are written in order. No secret, password or token is ever in it.
 */
@Entity
@Table(name = "audit_event")
@NamedQuery(
    name = "AuditEvent.addOccurrences",
    query =
        "update AuditEvent e set e.occurrences = e.occurrences + :more where e.reference = :reference")
public class AuditEvent {

  @Id
  @Column(name = "reference", updatable = false)
  private String reference;

  @Convert(converter = InstantConverter.class)
  @Column(name = "occurred", nullable = false, updatable = false)
  private Instant occurred;

  @Column(name = "kind", nullable = false, updatable = false)
  private String kind;

  @Column(name = "reason", updatable = false)
  private String reason;

  @Column(name = "actor", updatable = false)
  private String actor;

  @Column(name = "client_id", updatable = false)
  private String clientId;

  @Column(name = "username", updatable = false)
  private String username;

  @Column(name = "source", updatable = false)
  private String source;

  @Column(name = "detail", updatable = false)
  private String detail;

  @Column(name = "occurrences", nullable = false)
  private long occurrences;

  /** For the persistence provider. */
  protected AuditEvent() {}

  /**
   * A new line. What is unknown is null.
   *
   * @param kind what happened, such as {@code token.refused}
   * @param reason the true reason of a refusal
   * @param actor who did it, where it is not the client itself
   * @param clientId the client's identifier, a text because clients are deleted and the trail stays
   * @param detail grant, scope, or before and after of a change; at most 20,000 characters
   * @param occurrences at least 1
   */
  public AuditEvent(
      String reference,
      Instant occurred,
      String kind,
      String reason,
      String actor,
      String clientId,
      String username,
      String source,
      String detail,
      long occurrences) {
    this.reference = reference;
    this.occurred = occurred;
    this.kind = kind;
    this.reason = reason;
    this.actor = actor;
    this.clientId = clientId;
    this.username = username;
    this.source = source;
    this.detail = detail;
    this.occurrences = occurrences;
  }

  public String reference() {
    return reference;
  }

  public Instant occurred() {
    return occurred;
  }

  public String kind() {
    return kind;
  }

  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  public Optional<String> actor() {
    return Optional.ofNullable(actor);
  }

  public Optional<String> clientId() {
    return Optional.ofNullable(clientId);
  }

  public Optional<String> username() {
    return Optional.ofNullable(username);
  }

  public Optional<String> source() {
    return Optional.ofNullable(source);
  }

  public Optional<String> detail() {
    return Optional.ofNullable(detail);
  }

  public long occurrences() {
    return occurrences;
  }
}

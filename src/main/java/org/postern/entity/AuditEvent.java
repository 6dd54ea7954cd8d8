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
 * One line of the audit trail, which may stand for several equal facts. The key is the reference
 * id, which begins with the time, so that new rows are inserted at the end of the index. A line
 * never contains a secret, a password or a token.
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
   * Creates a line. Unknown parts are null.
   *
   * @param kind what happened, such as {@code token.refused}
   * @param reason the true reason of a refusal
   * @param actor who acted, if it is not the client itself
   * @param clientId the client's identifier, which is a text and no foreign key because the trail
   *     stays when a client is deleted
   * @param detail grant and scope, or the values before and after a change; at most 20,000
   *     characters
   * @param occurrences the number of equal facts, at least 1
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

package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * The identifier of a deleted client. No new client may have it, because resource servers may have
 * stored its {@code sub}.
 */
@Entity
@Table(name = "retired_client_id")
@NamedQuery(
    name = "RetiredClientId.all",
    query = "select r.clientId from RetiredClientId r order by r.clientId")
@NamedQuery(
    name = "RetiredClientId.similar",
    query =
        "select r.clientId from RetiredClientId r"
            + " where lower(function('replace', r.clientId, ' ', '')) = :form")
public class RetiredClientId {

  @Id
  @Column(name = "client_id", updatable = false)
  private String clientId;

  @Convert(converter = InstantConverter.class)
  @Column(name = "retired", nullable = false, updatable = false)
  private Instant retired;

  /** For the persistence provider. */
  protected RetiredClientId() {}

  /** Creates the row of a client that is deleted now. */
  public RetiredClientId(String clientId, Instant now) {
    this.clientId = clientId;
    this.retired = now;
  }

  public String clientId() {
    return clientId;
  }

  /** When the client was deleted. */
  public Instant retired() {
    return retired;
  }
}

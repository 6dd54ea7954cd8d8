package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * The time when a client last authenticated with a secret, a few seconds old. The {@code
 * store.UsageStore} writes the row without the persistence provider, so it is in no cache. A secret
 * that was never used has no row.
 */
@Entity
@Table(name = "secret_usage")
@NamedQuery(
    name = "SecretUsage.ofClient",
    query =
        "select u from SecretUsage u where u.secretId in"
            + " (select s.id from ClientSecret s where s.clientId = :clientId)")
@NamedQuery(
    name = "SecretUsage.delete",
    query = "delete from SecretUsage u where u.secretId = :secretId")
public class SecretUsage {

  @Id
  @Column(name = "secret_id")
  private long secretId;

  @Convert(converter = InstantConverter.class)
  @Column(name = "last_used", nullable = false)
  private Instant lastUsed;

  /** For the persistence provider. */
  protected SecretUsage() {}

  /** The key of the secret's row. */
  public long secretId() {
    return secretId;
  }

  public Instant lastUsed() {
    return lastUsed;
  }
}

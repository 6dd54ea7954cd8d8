package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An import file that was applied, identified by the digest of its content. */
@Entity
@Table(name = "applied_import")
public class AppliedImport {

  @Id
  @Column(name = "digest", updatable = false)
  private String digest;

  @Convert(converter = InstantConverter.class)
  @Column(name = "applied", nullable = false, updatable = false)
  private Instant applied;

  /** For the persistence provider. */
  protected AppliedImport() {}

  /** Creates the row of a file that is applied now. */
  public AppliedImport(String digest, Instant now) {
    this.digest = digest;
    this.applied = now;
  }

  public String digest() {
    return digest;
  }

  public Instant applied() {
    return applied;
  }
}

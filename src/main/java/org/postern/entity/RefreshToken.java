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
 * A refresh token that a version before schema 14 has issued. It works until it is used, which
 * gives the family its first {@link TokenFamily#head head}. After that, its row still tells that
 * the token was one of this family, so that its reuse is detected. A client without rotation keeps
 * such a token.
 */
@Entity
@Table(name = "refresh_token")
@NamedQuery(
    name = "RefreshToken.withFamily",
    query =
        "select r, f from RefreshToken r, TokenFamily f"
            + " where r.digest = :digest and f.id = r.familyId")
@NamedQuery(
    name = "RefreshToken.use",
    query = "update RefreshToken r set r.used = :now where r.digest = :digest")
@NamedQuery(
    name = "RefreshToken.prolong",
    query = "update RefreshToken r set r.expires = :expires where r.digest = :digest")
public class RefreshToken {

  @Id
  @Column(name = "digest", updatable = false)
  private String digest;

  @Column(name = "family_id", nullable = false, updatable = false)
  private String familyId;

  @Column(name = "generation", nullable = false, updatable = false)
  private long generation;

  @Convert(converter = InstantConverter.class)
  @Column(name = "used")
  private Instant used;

  @Convert(converter = InstantConverter.class)
  @Column(name = "expires", nullable = false)
  private Instant expires;

  /** For the persistence provider. */
  protected RefreshToken() {}

  /**
   * Creates a refresh token as it was stored.
   *
   * @param used when it was exchanged; null for never
   */
  public RefreshToken(
      String digest, String familyId, long generation, Instant used, Instant expires) {
    this.digest = digest;
    this.familyId = familyId;
    this.generation = generation;
    this.used = used;
    this.expires = expires;
  }

  public String digest() {
    return digest;
  }

  public String familyId() {
    return familyId;
  }

  /** The position in the family, 0 for its first token. */
  public long generation() {
    return generation;
  }

  /** When the token was exchanged; empty if it was not. */
  public Optional<Instant> used() {
    return Optional.ofNullable(used);
  }

  public Instant expires() {
    return expires;
  }
}

package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.postern.oauth.Scope;

/**
 * One refresh token of a family. It is used once: one conditional update consumes it. The used ones
 * stay as long as the family, because meeting one again is how theft is noticed. A client without
 * rotation keeps the one that it has, which is never consumed.
 */
@Entity
@Table(name = "refresh_token")
@NamedQuery(
    name = "RefreshToken.byDigest",
    query = "select r from RefreshToken r where r.digest = :digest")
@NamedQuery(
    name = "RefreshToken.withFamily",
    query =
        "select r, f from RefreshToken r, TokenFamily f"
            + " where r.digest = :digest and f.id = r.familyId")
@NamedQuery(
    name = "RefreshToken.byGeneration",
    query =
        "select r from RefreshToken r where r.familyId = :familyId and r.generation = :generation")
@NamedQuery(
    name = "RefreshToken.consume",
    query =
        "update RefreshToken r set r.used = :now, r.seed = null, r.seedEnds = null"
            + " where r.digest = :digest and r.used is null")
@NamedQuery(
    name = "RefreshToken.prolong",
    query = "update RefreshToken r set r.expires = :expires where r.digest = :digest")
@NamedQuery(
    name = "RefreshToken.replaceAccess",
    query = "update RefreshToken r set r.accessDigest = :accessDigest where r.digest = :digest")
@NamedQuery(
    name = "RefreshToken.deleteFamily",
    query = "delete from RefreshToken r where r.familyId = :familyId")
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

  @Column(name = "access_digest", nullable = false)
  private String accessDigest;

  @Convert(converter = ScopeConverter.class)
  @Column(name = "access_scope", nullable = false, updatable = false)
  private Scope accessScope;

  @Column(name = "seed", updatable = false)
  private String seed;

  @Convert(converter = InstantConverter.class)
  @Column(name = "seed_ends", updatable = false)
  private Instant seedEnds;

  /** For the persistence provider. */
  protected RefreshToken() {}

  /**
   * A new refresh token, unused.
   *
   * @param accessDigest the key of the access token that is issued beside it
   * @param accessScope that access token's scope
   */
  public RefreshToken(
      String digest,
      String familyId,
      long generation,
      Instant expires,
      String accessDigest,
      Scope accessScope) {
    this.digest = digest;
    this.familyId = familyId;
    this.generation = generation;
    this.expires = expires;
    this.accessDigest = accessDigest;
    this.accessScope = accessScope;
  }

  /**
   * Keeps what this token was derived with, so that it can be derived once more.
   *
   * @param until when the purge forgets it
   */
  public void keepSeed(String newSeed, Instant until) {
    seed = newSeed;
    seedEnds = until;
  }

  public String digest() {
    return digest;
  }

  public String familyId() {
    return familyId;
  }

  /** 0 for the first of its family. */
  public long generation() {
    return generation;
  }

  /** When it was used; empty while it was not. */
  public Optional<Instant> used() {
    return Optional.ofNullable(used);
  }

  public Instant expires() {
    return expires;
  }

  public String accessDigest() {
    return accessDigest;
  }

  public Scope accessScope() {
    return accessScope;
  }

  /** What it was derived with; empty if it was not, was used, or can no longer be asked for. */
  public Optional<String> seed() {
    return Optional.ofNullable(seed);
  }
}

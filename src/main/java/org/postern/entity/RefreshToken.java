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
 * One refresh token of a family. It is used only once: one conditional update consumes it. Used
 * tokens stay as long as the family, because theft is detected when one of them is presented again.
 * A client without rotation keeps its token, which is never consumed.
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
   * Creates an unused refresh token.
   *
   * @param accessDigest the key of the access token that is issued with it
   * @param accessScope the scope of that access token
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
   * Keeps the seed of this token, so that the token can be derived again.
   *
   * @param until when the purge deletes the seed
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

  /** The position in the family, 0 for its first token. */
  public long generation() {
    return generation;
  }

  /** When the token was used; empty if it was not. */
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

  /**
   * The seed of the token; empty if the token was not derived, has been used, or the seed has been
   * deleted.
   */
  public Optional<String> seed() {
    return Optional.ofNullable(seed);
  }
}

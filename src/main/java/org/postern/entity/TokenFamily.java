package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

/**
 * A login: its live refresh token, which is the head of the family, and the access tokens issued
 * with it and with its predecessors. RFC 9700 §4.14.2. The row exists as long as the family lives.
 * A refresh replaces the head by one conditional update, and a revocation locks the row first, so
 * that others wait.
 *
 * <p>Earlier versions kept each refresh token in a row of its own. A family of such a version has
 * no head until its {@link RefreshToken} is used.
 */
@Entity
@Table(name = "token_family")
@NamedQuery(name = "TokenFamily.byId", query = "select f from TokenFamily f where f.id = :id")
@NamedQuery(
    name = "TokenFamily.replaceHead",
    query =
        "update TokenFamily f set f.generation = f.generation + 1, f.idleExpires = :idleExpires,"
            + " f.headDigest = :digest, f.headExpires = :expires,"
            + " f.seed = null, f.seedEnds = null, f.rotated = null, f.accessDigest = null,"
            + " f.accessScope = null"
            + TokenFamily.AS_READ)
@NamedQuery(
    name = "TokenFamily.replaceHeadRepeatably",
    query =
        "update TokenFamily f set f.generation = f.generation + 1, f.idleExpires = :idleExpires,"
            + " f.headDigest = :digest, f.headExpires = :expires,"
            + " f.seed = :seed, f.seedEnds = :seedEnds, f.rotated = :rotated,"
            + " f.accessDigest = :accessDigest, f.accessScope = :accessScope"
            + TokenFamily.AS_READ)
@NamedQuery(
    name = "TokenFamily.keepHead",
    query =
        "update TokenFamily f set f.idleExpires = :idleExpires, f.headExpires = :expires"
            + TokenFamily.AS_READ)
@NamedQuery(
    name = "TokenFamily.keep",
    query = "update TokenFamily f set f.idleExpires = :idleExpires" + TokenFamily.AS_READ)
@NamedQuery(
    name = "TokenFamily.replaceAccess",
    query = "update TokenFamily f set f.accessDigest = :accessDigest where f.id = :id")
@NamedQuery(name = "TokenFamily.delete", query = "delete from TokenFamily f where f.id = :id")
public class TokenFamily {

  /** The condition that the row still has the generation and the head that were read before. */
  static final String AS_READ =
      " where f.id = :id and f.generation = :generation"
          + " and coalesce(f.headDigest, '') = :headDigest";

  @Id
  @Column(name = "id", updatable = false)
  private String id;

  @Column(name = "client_id", nullable = false, updatable = false)
  private long clientId;

  @Column(name = "user_id", nullable = false, updatable = false)
  private long userId;

  @Convert(converter = GrantTypeConverter.class)
  @Column(name = "grant_type", nullable = false, updatable = false)
  private GrantType grantType;

  @Convert(converter = ScopeConverter.class)
  @Column(name = "scope", nullable = false, updatable = false)
  private Scope scope;

  @Column(name = "client_epoch", nullable = false, updatable = false)
  private long clientEpoch;

  @Column(name = "user_epoch", nullable = false, updatable = false)
  private long userEpoch;

  @Column(name = "assignment_epoch", nullable = false, updatable = false)
  private long assignmentEpoch;

  @Column(name = "generation", nullable = false)
  private long generation;

  @Convert(converter = InstantConverter.class)
  @Column(name = "created", nullable = false, updatable = false)
  private Instant created;

  @Convert(converter = InstantConverter.class)
  @Column(name = "idle_expires", nullable = false)
  private Instant idleExpires;

  @Convert(converter = InstantConverter.class)
  @Column(name = "absolute_expires", nullable = false, updatable = false)
  private Instant absoluteExpires;

  @Column(name = "head_digest")
  private String headDigest;

  @Convert(converter = InstantConverter.class)
  @Column(name = "head_expires")
  private Instant headExpires;

  @Column(name = "seed")
  private String seed;

  @Convert(converter = InstantConverter.class)
  @Column(name = "seed_ends")
  private Instant seedEnds;

  @Convert(converter = InstantConverter.class)
  @Column(name = "rotated")
  private Instant rotated;

  @Column(name = "access_digest")
  private String accessDigest;

  @Convert(converter = ScopeConverter.class)
  @Column(name = "access_scope")
  private Scope accessScope;

  /** For the persistence provider. */
  protected TokenFamily() {}

  /**
   * Creates a family of generation 0.
   *
   * @param holding must have a user
   * @param head the first refresh token
   */
  public TokenFamily(
      String id,
      Holding holding,
      Head head,
      Instant created,
      Instant idleExpires,
      Instant absoluteExpires) {
    this.id = id;
    this.clientId = holding.clientId();
    this.userId = holding.userId();
    this.grantType = holding.grantType();
    this.scope = holding.scope();
    this.clientEpoch = holding.epochs().client();
    this.userEpoch = holding.epochs().user();
    this.assignmentEpoch = holding.epochs().assignment();
    headDigest = head.digest();
    headExpires = head.expires();
    this.created = created;
    this.idleExpires = idleExpires;
    this.absoluteExpires = absoluteExpires;
  }

  /**
   * The live refresh token of a family.
   *
   * @param digest the digest of its value
   * @param expires when it expires
   */
  public record Head(String digest, Instant expires) {}

  /**
   * What it takes to repeat the last reply.
   *
   * @param seed the seed from which the head was derived
   * @param rotated when the predecessor of the head was used
   * @param accessDigest the key of the access token that was issued with the head
   * @param accessScope the scope of that access token
   */
  public record LastReply(String seed, Instant rotated, String accessDigest, Scope accessScope) {}

  public String id() {
    return id;
  }

  /**
   * The live refresh token. Empty for a family of an earlier version whose refresh token has not
   * been used since.
   */
  public Optional<Head> head() {
    return Optional.ofNullable(headDigest).map(digest -> new Head(digest, headExpires));
  }

  /**
   * What it takes to repeat the last reply; empty if the head is random, or the time in which the
   * reply may be repeated is over.
   */
  public Optional<LastReply> lastReply() {
    return Optional.ofNullable(seed)
        .map(value -> new LastReply(value, rotated, accessDigest, accessScope));
  }

  /**
   * The client, user, grant type, scope and epochs of the family. Every token of the family has
   * these epochs.
   */
  public Holding holding() {
    return new Holding(
        clientId, userId, grantType, scope, new Epochs(clientEpoch, userEpoch, assignmentEpoch));
  }

  /** The generation of the live refresh token. */
  public long generation() {
    return generation;
  }

  public Instant created() {
    return created;
  }

  /**
   * When the purge may delete the family, unless it is refreshed before. This is not before the
   * last of its tokens expires, and may be a little later after a refresh.
   */
  public Instant idleExpires() {
    return idleExpires;
  }

  /** When the family ends at the latest. */
  public Instant absoluteExpires() {
    return absoluteExpires;
  }
}

package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

/**
 * A refresh token, its successors and the access tokens issued with them. RFC 9700 §4.14.2. The row
 * exists as long as the family lives. Every refresh or revocation locks the row first, so that
 * others wait.
 */
@Entity
@Table(name = "token_family")
@NamedQuery(name = "TokenFamily.byId", query = "select f from TokenFamily f where f.id = :id")
@NamedQuery(
    name = "TokenFamily.advance",
    query =
        "update TokenFamily f set f.generation = f.generation + 1, f.idleExpires = :idleExpires"
            + " where f.id = :id and f.generation = :generation")
@NamedQuery(
    name = "TokenFamily.keep",
    query =
        "update TokenFamily f set f.idleExpires = :idleExpires"
            + " where f.id = :id and f.generation = :generation")
@NamedQuery(name = "TokenFamily.delete", query = "delete from TokenFamily f where f.id = :id")
public class TokenFamily {

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

  /** For the persistence provider. */
  protected TokenFamily() {}

  /**
   * Creates a family of generation 0.
   *
   * @param holding must have a user
   */
  public TokenFamily(
      String id, Holding holding, Instant created, Instant idleExpires, Instant absoluteExpires) {
    this.id = id;
    this.clientId = holding.clientId();
    this.userId = holding.userId();
    this.grantType = holding.grantType();
    this.scope = holding.scope();
    this.clientEpoch = holding.epochs().client();
    this.userEpoch = holding.epochs().user();
    this.assignmentEpoch = holding.epochs().assignment();
    this.created = created;
    this.idleExpires = idleExpires;
    this.absoluteExpires = absoluteExpires;
  }

  public String id() {
    return id;
  }

  /**
   * The client, user, grant type, scope and epochs of the family. Every token of the family has
   * these epochs.
   */
  public Holding holding() {
    return new Holding(
        clientId, userId, grantType, scope, new Epochs(clientEpoch, userEpoch, assignmentEpoch));
  }

  /** The generation of the family's newest refresh token. */
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

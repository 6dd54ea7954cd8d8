package org.postern.entity;

import jakarta.persistence.Cacheable;
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
 * An access token: one row, inserted once, never updated, deleted when it is revoked or purged. The
 * key is the digest of the value, which itself is stored nowhere. The epochs are those of client,
 * user and assignment at the time of issue.
 */
@Entity
@Table(name = "access_token")
@Cacheable
@NamedQuery(
    name = "AccessToken.liveOfFamily",
    query = "select t from AccessToken t where t.familyId = :familyId and t.expires > :now")
@NamedQuery(
    name = "AccessToken.liveOfClient",
    query =
        "select t.digest from AccessToken t"
            + " where t.clientId = :clientId and t.clientEpoch = :clientEpoch and t.expires > :now"
            + " and (t.userId is null or exists"
            + " (select u.id from User u where u.id = t.userId and u.epoch = t.userEpoch))"
            + " and not exists (select a.epoch from ClientUser a where a.id.clientId = t.clientId"
            + " and a.id.userId = t.userId and a.epoch <> t.assignmentEpoch)")
public class AccessToken {

  @Id
  @Column(name = "digest", updatable = false)
  private String digest;

  @Column(name = "client_id", nullable = false, updatable = false)
  private long clientId;

  @Column(name = "user_id", updatable = false)
  private Long userId;

  @Column(name = "family_id", updatable = false)
  private String familyId;

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

  @Convert(converter = InstantConverter.class)
  @Column(name = "issued", nullable = false, updatable = false)
  private Instant issued;

  @Convert(converter = InstantConverter.class)
  @Column(name = "expires", nullable = false, updatable = false)
  private Instant expires;

  /** For the persistence provider. */
  protected AccessToken() {}

  /** A new token of this holding; {@code familyId} is null outside a token family. */
  public AccessToken(
      String digest, Holding holding, String familyId, Instant issued, Instant expires) {
    this.digest = digest;
    this.clientId = holding.clientId();
    this.userId = holding.userId();
    this.familyId = familyId;
    this.grantType = holding.grantType();
    this.scope = holding.scope();
    this.clientEpoch = holding.epochs().client();
    this.userEpoch = holding.epochs().user();
    this.assignmentEpoch = holding.epochs().assignment();
    this.issued = issued;
    this.expires = expires;
  }

  public String digest() {
    return digest;
  }

  /** What the token stands for. */
  public Holding holding() {
    return new Holding(
        clientId, userId, grantType, scope, new Epochs(clientEpoch, userEpoch, assignmentEpoch));
  }

  /** The family it was issued in; empty for a token without refresh token. */
  public Optional<String> familyId() {
    return Optional.ofNullable(familyId);
  }

  public Instant issued() {
    return issued;
  }

  public Instant expires() {
    return expires;
  }
}

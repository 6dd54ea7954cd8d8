package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Optional;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;

/**
 * The row of an access token. It is inserted once, never updated, and deleted when it is revoked or
 * purged. The key is the digest of the value, and the value itself is not stored. The epochs are
 * those of client, user and assignment at the time of issue.
 */
@MappedSuperclass
public abstract class AccessTokenRow {

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
  protected AccessTokenRow() {}

  /**
   * Creates a token of this holding.
   *
   * @param familyId the token family; null if there is none
   */
  protected AccessTokenRow(
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

  /** The client, user, grant type, scope and epochs of the token. */
  public Holding holding() {
    return new Holding(
        clientId, userId, grantType, scope, new Epochs(clientEpoch, userEpoch, assignmentEpoch));
  }

  /** The token family; empty for a token that was issued without a refresh token. */
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

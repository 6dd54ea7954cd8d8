package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * One of a client's secrets, as a keyed hash. Removing it stops authentication with it and ends no
 * token. Whoever adds or removes one also calls {@link Client#touch}.
 */
@Entity
@Table(name = "client_secret")
@SequenceGenerator(
    name = "client_secret_seq",
    sequenceName = "client_secret_seq",
    allocationSize = 1)
@NamedQuery(
    name = "ClientSecret.ofClient",
    query = "select s from ClientSecret s where s.clientId = :clientId order by s.id")
@NamedQuery(
    name = "ClientSecret.ofClients",
    query = "select s from ClientSecret s where s.clientId in :clientIds")
public class ClientSecret {

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "client_secret_seq")
  @Column(name = "id")
  private Long id;

  @Column(name = "client_id", nullable = false, updatable = false)
  private long clientId;

  @Column(name = "label", nullable = false)
  private String label;

  @Column(name = "secret_hash", nullable = false, updatable = false)
  private String secretHash;

  @Column(name = "weak", nullable = false, updatable = false)
  private boolean weak;

  @Convert(converter = InstantConverter.class)
  @Column(name = "expires")
  private Instant expires;

  @Convert(converter = InstantConverter.class)
  @Column(name = "review")
  private Instant review;

  @Convert(converter = InstantConverter.class)
  @Column(name = "created", nullable = false, updatable = false)
  private Instant created;

  /** For the persistence provider. */
  protected ClientSecret() {}

  /**
   * A new secret.
   *
   * @param clientId the key of the client's row
   * @param label for people, unique within the client, 1 to 100 characters
   * @param secretHash what {@code crypto.SecretHash} made of it
   * @param weak whether it may have under 128 bits
   * @param expires when it stops working; null for never
   */
  public ClientSecret(
      long clientId, String label, String secretHash, boolean weak, Instant expires, Instant now) {
    this.clientId = clientId;
    this.label = label;
    this.secretHash = secretHash;
    this.weak = weak;
    this.expires = expires;
    this.created = now;
  }

  /**
   * Marks it because the client has lost its owner, who may know it.
   *
   * @param end when it stops working at the latest
   */
  public void markForReview(Instant now, Instant end) {
    review = now;
    if (expires == null || expires.isAfter(end)) {
      expires = end;
    }
  }

  /** Takes the mark away: somebody has said how long it is to work. */
  public void review() {
    review = null;
  }

  /** When it was marked for review; empty for not. */
  public Optional<Instant> reviewSince() {
    return Optional.ofNullable(review);
  }

  /** Sets label and expiry, which is null for never. */
  public void change(String newLabel, Instant newExpires) {
    label = newLabel;
    expires = newExpires;
  }

  public Long id() {
    return id;
  }

  public long clientId() {
    return clientId;
  }

  public String label() {
    return label;
  }

  public String secretHash() {
    return secretHash;
  }

  public boolean isWeak() {
    return weak;
  }

  /** When it stops working; empty for never. */
  public Optional<Instant> expires() {
    return Optional.ofNullable(expires);
  }

  public Instant created() {
    return created;
  }
}

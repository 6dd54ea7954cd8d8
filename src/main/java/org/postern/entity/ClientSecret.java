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
 * One secret of a client, stored as a keyed hash. Removing a secret stops authentication with it
 * but ends no token. Code that adds or removes a secret must also call {@link Client#touch}.
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
   * Creates a secret.
   *
   * @param clientId the key of the client's row
   * @param label the label for people, unique within the client, 1 to 100 characters
   * @param secretHash the stored form of {@code crypto.SecretHash}
   * @param weak whether the secret may have less than 128 bits
   * @param expires when the secret stops working; null for never
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
   * Marks the secret for review, because the client has lost an owner who may know the secret.
   *
   * @param end when the secret stops working at the latest
   */
  public void markForReview(Instant now, Instant end) {
    review = now;
    if (expires == null || expires.isAfter(end)) {
      expires = end;
    }
  }

  /**
   * Carries over the mark that the secret had where it was exported, with the expiry that the mark
   * gave it there.
   */
  public void markAs(Instant marked) {
    review = marked;
  }

  /** Removes the mark, because somebody who may change the client decided how long it works. */
  public void review() {
    review = null;
  }

  /** When the secret was marked for review; empty if it is not marked. */
  public Optional<Instant> reviewSince() {
    return Optional.ofNullable(review);
  }

  /**
   * Sets label and expiry.
   *
   * @param newExpires when the secret stops working; null for never
   */
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

  /** When the secret stops working; empty for never. */
  public Optional<Instant> expires() {
    return Optional.ofNullable(expires);
  }

  public Instant created() {
    return created;
  }
}

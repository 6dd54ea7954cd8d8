package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Objects;

/** The key of an assignment: the keys of the client's and the user's rows. */
@Embeddable
public class ClientUserId implements Serializable {

  private static final long serialVersionUID = 1L;

  @Column(name = "client_id", nullable = false)
  private long clientId;

  @Column(name = "user_id", nullable = false)
  private long userId;

  /** For the persistence provider. */
  protected ClientUserId() {}

  public ClientUserId(long clientId, long userId) {
    this.clientId = clientId;
    this.userId = userId;
  }

  public long clientId() {
    return clientId;
  }

  public long userId() {
    return userId;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientUserId that && clientId == that.clientId && userId == that.userId;
  }

  @Override
  public int hashCode() {
    return Objects.hash(clientId, userId);
  }
}

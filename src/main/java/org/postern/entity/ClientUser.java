package org.postern.entity;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/**
 * The assignment of a user to a client. The row stays when the assignment ends, because its epoch
 * decides which tokens of this user and client are valid.
 */
@Entity
@Table(name = "client_user")
@Cacheable
@NamedQuery(
    name = "ClientUser.ofClient",
    query = "select a from ClientUser a where a.id.clientId = :clientId")
@NamedQuery(
    name = "ClientUser.ofUser",
    query = "select a from ClientUser a where a.id.userId = :userId")
@NamedQuery(
    name = "ClientUser.assignedTo",
    query =
        "select a.id.clientId, a.id.userId from ClientUser a"
            + " where a.id.clientId in :clientIds and a.assigned = true")
public class ClientUser {

  @EmbeddedId private ClientUserId id;

  @Column(name = "assigned", nullable = false)
  private boolean assigned;

  @Column(name = "epoch", nullable = false)
  private long epoch;

  @Version
  @Column(name = "version", nullable = false)
  private long version;

  /** For the persistence provider. */
  protected ClientUser() {}

  /**
   * Creates an active assignment. It begins with epoch 0, which is the epoch of a pair without a
   * row.
   */
  public ClientUser(long clientId, long userId) {
    this.id = new ClientUserId(clientId, userId);
    this.assigned = true;
  }

  /** Activates the assignment. This does not revive tokens of an earlier assignment. */
  public void assign() {
    assigned = true;
  }

  /** Ends the assignment and every token of this user and client. */
  public void unassign() {
    assigned = false;
    epoch++;
  }

  public long clientId() {
    return id.clientId();
  }

  public long userId() {
    return id.userId();
  }

  public boolean isAssigned() {
    return assigned;
  }

  public long epoch() {
    return epoch;
  }
}

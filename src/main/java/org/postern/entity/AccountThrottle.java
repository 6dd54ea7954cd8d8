package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * The consecutive failed passwords of one user name, over all clients and sources where the user is
 * not known. A try is counted before the password is checked. A right password deletes the row.
 */
@Entity
@Table(name = "account_throttle")
@NamedQuery(name = "AccountThrottle.count", query = "select count(t) from AccountThrottle t")
@NamedQuery(
    name = "AccountThrottle.byId",
    query = "select t from AccountThrottle t where t.id = :id")
@NamedQuery(
    name = "AccountThrottle.reserve",
    query =
        "update AccountThrottle t set t.failures = t.failures + 1, t.expires = :expires"
            + " where t.id = :id and t.expires > :now and t.failures < :limit")
@NamedQuery(
    name = "AccountThrottle.reopen",
    query =
        "update AccountThrottle t set t.failures = 1, t.expires = :expires"
            + " where t.id = :id and (t.expires <= :now or t.expires > :latest)")
@NamedQuery(
    name = "AccountThrottle.release",
    query =
        "update AccountThrottle t set t.failures = t.failures - 1"
            + " where t.id = :id and t.failures > 0")
@NamedQuery(
    name = "AccountThrottle.forget",
    query = "delete from AccountThrottle t where t.id = :id")
public class AccountThrottle {

  @Id
  @Column(name = "id", updatable = false)
  private String id;

  @Column(name = "failures", nullable = false)
  private long failures;

  @Convert(converter = InstantConverter.class)
  @Column(name = "expires", nullable = false)
  private Instant expires;

  /** For the persistence provider. */
  protected AccountThrottle() {}

  /** Creates a counter with one reservation. */
  public AccountThrottle(String id, Instant expires) {
    this.id = id;
    this.failures = 1;
    this.expires = expires;
  }

  /** The consecutive failures, including tries whose outcome is not known yet. */
  public long failures() {
    return failures;
  }

  /** When the failures are forgotten. */
  public Instant expires() {
    return expires;
  }
}

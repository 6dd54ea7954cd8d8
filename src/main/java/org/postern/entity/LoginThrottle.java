package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * The tries of passwords for one user name, client and source. A try is counted before the password
 * is checked, and a success takes it back. So parallel tries cannot exceed the limit.
 */
@Entity
@Table(name = "login_throttle")
@NamedQuery(name = "LoginThrottle.count", query = "select count(t) from LoginThrottle t")
@NamedQuery(name = "LoginThrottle.byId", query = "select t from LoginThrottle t where t.id = :id")
@NamedQuery(
    name = "LoginThrottle.reserve",
    query =
        "update LoginThrottle t set t.tries = t.tries + 1, t.pending = t.pending + 1,"
            + " t.inRow = t.inRow + 1"
            + " where t.id = :id and t.windowEnds > :now and t.tries < :limit")
@NamedQuery(
    name = "LoginThrottle.reopen",
    query =
        "update LoginThrottle t set t.tries = 1, t.pending = 1, t.inRow = t.inRow + 1,"
            + " t.windowEnds = :windowEnds"
            + " where t.id = :id and (t.windowEnds <= :now or t.windowEnds > :latest)")
@NamedQuery(
    name = "LoginThrottle.keepUntil",
    query = "update LoginThrottle t set t.expires = :end where t.id = :id and t.expires < :end")
@NamedQuery(
    name = "LoginThrottle.fail",
    query =
        "update LoginThrottle t set t.pending = t.pending - 1 where t.id = :id and t.pending > 0")
@NamedQuery(
    name = "LoginThrottle.release",
    query =
        "update LoginThrottle t set t.pending = t.pending - 1, t.tries = t.tries - 1"
            + " where t.id = :id and t.pending > 0")
@NamedQuery(
    name = "LoginThrottle.releaseInRow",
    query = "update LoginThrottle t set t.inRow = t.inRow - 1 where t.id = :id and t.inRow > 0")
@NamedQuery(
    name = "LoginThrottle.succeed",
    query =
        "update LoginThrottle t set t.lastSuccess = :now, t.expires = :expires, t.inRow = 0"
            + " where t.id = :id")
public class LoginThrottle {

  @Id
  @Column(name = "id", updatable = false)
  private String id;

  @Column(name = "tries", nullable = false)
  private long tries;

  @Column(name = "pending", nullable = false)
  private long pending;

  @Column(name = "in_row", nullable = false)
  private long inRow;

  @Convert(converter = InstantConverter.class)
  @Column(name = "window_ends", nullable = false)
  private Instant windowEnds;

  @Convert(converter = InstantConverter.class)
  @Column(name = "last_success", nullable = false)
  private Instant lastSuccess;

  @Convert(converter = InstantConverter.class)
  @Column(name = "expires", nullable = false)
  private Instant expires;

  /** For the persistence provider. */
  protected LoginThrottle() {}

  /** Creates a counter with one reservation. */
  public LoginThrottle(String id, Instant windowEnds) {
    this.id = id;
    this.tries = 1;
    this.pending = 1;
    this.inRow = 1;
    this.windowEnds = windowEnds;
    this.lastSuccess = Instant.EPOCH;
    this.expires = windowEnds;
  }

  public String id() {
    return id;
  }

  /** The reservations and failures in the window. */
  public long tries() {
    return tries;
  }

  /** The tries whose outcome is not known yet. */
  public long pending() {
    return pending;
  }

  /** The reservations and failures since the last right password at this place. */
  public long inRow() {
    return inRow;
  }

  /** When the window ends and the count restarts. */
  public Instant windowEnds() {
    return windowEnds;
  }

  /** When a password was last right at this place; 1970 for never. */
  public Instant lastSuccess() {
    return lastSuccess;
  }
}

package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;

/** The failures of client secrets for one client and source, shared by all nodes. */
@Entity
@Table(name = "secret_throttle")
@NamedQuery(
    name = "SecretThrottle.add",
    query =
        "update SecretThrottle t set t.failures = t.failures + :more"
            + " where t.id = :id and t.windowEnds > :now and t.windowEnds <= :latest")
@NamedQuery(
    name = "SecretThrottle.reopen",
    query =
        "update SecretThrottle t set t.failures = :more, t.windowEnds = :windowEnds"
            + " where t.id = :id and (t.windowEnds <= :now or t.windowEnds > :latest)")
@NamedQuery(name = "SecretThrottle.byId", query = "select t from SecretThrottle t where t.id = :id")
public class SecretThrottle {

  @Id
  @Column(name = "id", updatable = false)
  private String id;

  @Column(name = "failures", nullable = false)
  private long failures;

  @Convert(converter = InstantConverter.class)
  @Column(name = "window_ends", nullable = false)
  private Instant windowEnds;

  /** For the persistence provider. */
  protected SecretThrottle() {}

  /** Creates a counter. */
  public SecretThrottle(String id, long failures, Instant windowEnds) {
    this.id = id;
    this.failures = failures;
    this.windowEnds = windowEnds;
  }

  public String id() {
    return id;
  }

  /** The failures in the window. */
  public long failures() {
    return failures;
  }

  /** When the window ends and the count restarts. */
  public Instant windowEnds() {
    return windowEnds;
  }
}

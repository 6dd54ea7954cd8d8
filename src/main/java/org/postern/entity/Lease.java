package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/**
 * A row by which nodes agree that only one of them does a piece of work. A node locks it for the
 * length of a transaction, or takes it until a time with one conditional update. The migrations
 * create the rows.
 */
@Entity
@Table(name = "lease")
@NamedQuery(
    name = "Lease.take",
    query =
        "update Lease l set l.holder = :holder, l.until = :until"
            + " where l.name = :name"
            + " and (l.until <= :now or l.until > :latest or l.holder = :holder)")
@NamedQuery(name = "Lease.byName", query = "select l from Lease l where l.name = :name")
public class Lease {

  /** The lock of imports and of the first start, which creates the key. */
  public static final String SETUP = "setup";

  /** The lease of the node that purges. */
  public static final String PURGE = "purge";

  @Id
  @Column(name = "name", updatable = false)
  private String name;

  @Column(name = "holder")
  private String holder;

  @Convert(converter = InstantConverter.class)
  @Column(name = "held_until", nullable = false)
  private Instant until;

  /** For the persistence provider. */
  protected Lease() {}

  public String name() {
    return name;
  }

  /** The node that took the lease last; empty for none. */
  public Optional<String> holder() {
    return Optional.ofNullable(holder);
  }

  /** When the lease ends, unless it is taken again before. */
  public Instant until() {
    return until;
  }
}

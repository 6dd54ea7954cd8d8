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
 * A row by which nodes agree that one of them works at a time: locked for the length of a
 * transaction, or taken until a time by one conditional update. The rows are made by the
 * migrations.
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

  /** Held while an import is applied and while the first start makes its key. */
  public static final String SETUP = "setup";

  /** Taken by the node that purges. */
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

  /** Who took it last; empty if nobody ever did. */
  public Optional<String> holder() {
    return Optional.ofNullable(holder);
  }

  /** When it is free again, unless it is taken anew before. */
  public Instant until() {
    return until;
  }
}

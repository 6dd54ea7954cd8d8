package org.postern.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A row that nodes lock so that one of them works at a time. The rows are made by the migrations.
 */
@Entity
@Table(name = "lease")
public class Lease {

  /** Held while an import is applied and while the first start makes its key. */
  public static final String SETUP = "setup";

  @Id
  @Column(name = "name", updatable = false)
  private String name;

  /** For the persistence provider. */
  protected Lease() {}

  public String name() {
    return name;
  }
}

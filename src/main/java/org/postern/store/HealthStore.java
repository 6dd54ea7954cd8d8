package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.postern.entity.Lease;

/** One small read that reaches the database. */
@ApplicationScoped
public class HealthStore {

  @PersistenceContext private EntityManager entityManager;

  /**
   * Reads one row that is always there, past every cache.
   *
   * @throws jakarta.persistence.PersistenceException if the database does not answer
   */
  public void read() {
    entityManager
        .createNamedQuery("Lease.byName", Lease.class)
        .setParameter("name", Lease.SETUP)
        .getSingleResult();
  }
}

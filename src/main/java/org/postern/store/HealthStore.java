package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.postern.entity.Lease;

/** Checks whether the database answers. */
@ApplicationScoped
public class HealthStore {

  @PersistenceContext private EntityManager entityManager;

  /**
   * Reads one row that always exists, without any cache.
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

package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.postern.entity.AuditEvent;

/** Writes the audit trail. */
@ApplicationScoped
public class AuditStore {

  @PersistenceContext private EntityManager entityManager;

  /** Stores a new line. */
  public void add(AuditEvent event) {
    entityManager.persist(event);
  }

  /** Stores a line, unless an attempt whose outcome was unknown did. */
  public void addIfAbsent(AuditEvent event) {
    if (entityManager.find(AuditEvent.class, event.reference()) == null) {
      entityManager.persist(event);
    }
  }

  /** Counts more of the same on an existing line. */
  public void addOccurrences(String reference, long more) {
    entityManager
        .createNamedQuery("AuditEvent.addOccurrences")
        .setParameter("more", more)
        .setParameter("reference", reference)
        .executeUpdate();
  }
}

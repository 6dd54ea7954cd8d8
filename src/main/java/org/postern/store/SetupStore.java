package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.metamodel.EntityType;
import java.util.Optional;
import org.postern.entity.AppliedImport;
import org.postern.entity.Lease;
import org.postern.entity.ServerKey;

/**
 * Reads and writes the data of start-up: the lock, the key and the applied imports. It also checks
 * that every entity can be read.
 */
@ApplicationScoped
public class SetupStore {

  @PersistenceContext private EntityManager entityManager;

  /**
   * Waits for the lock of start-up, of imports and of new objects, and holds it until the
   * transaction ends.
   */
  public void lock() {
    entityManager.find(Lease.class, Lease.SETUP, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Finds the key that an earlier start has created. */
  public Optional<ServerKey> findKey() {
    return Optional.ofNullable(entityManager.find(ServerKey.class, ServerKey.NAME));
  }

  /** Stores the key. */
  public void addKey(ServerKey key) {
    entityManager.persist(key);
  }

  /**
   * Sends all changes of the transaction to the database.
   *
   * @throws jakarta.persistence.PersistenceException if the database refuses a change
   */
  public void flush() {
    entityManager.flush();
  }

  /**
   * Sends all changes to the database and forgets every entity. Later changes of entities that a
   * caller still holds are not stored. A transaction with thousands of rows calls this now and
   * then, because the persistence provider checks all its entities before each query.
   */
  public void flushAndForget() {
    entityManager.flush();
    entityManager.clear();
  }

  /** Tells whether an import of this content was applied. */
  public boolean isApplied(String digest) {
    return entityManager.find(AppliedImport.class, digest) != null;
  }

  /** Stores that an import was applied. */
  public void addApplied(AppliedImport applied) {
    entityManager.persist(applied);
  }

  /** Tells whether there is neither a user nor a client. */
  public boolean isEmpty() {
    return isEmpty("User") && isEmpty("Client");
  }

  private boolean isEmpty(String entity) {
    return entityManager
        .createQuery("select e.id from " + entity + " e", Long.class)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /**
   * Reads each entity once, so that a table or a column that does not match its entity is found at
   * start-up.
   *
   * @throws jakarta.persistence.PersistenceException if an entity cannot be read
   */
  public void readEveryEntity() {
    for (EntityType<?> entity : entityManager.getMetamodel().getEntities()) {
      entityManager
          .createQuery("select e from " + entity.getName() + " e", Object.class)
          .setMaxResults(1)
          .getResultList();
    }
  }
}

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

/** What start-up reads and writes: the lock, the key, the imports, and one look at every entity. */
@ApplicationScoped
public class SetupStore {

  @PersistenceContext private EntityManager entityManager;

  /**
   * Waits for the lock of start-up, of imports and of new clients, and holds it until the
   * transaction ends.
   */
  public void lock() {
    entityManager.find(Lease.class, Lease.SETUP, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The key that an earlier start made. */
  public Optional<ServerKey> findKey() {
    return Optional.ofNullable(entityManager.find(ServerKey.class, ServerKey.NAME));
  }

  /** Stores the key. */
  public void addKey(ServerKey key) {
    entityManager.persist(key);
  }

  /**
   * Sends everything to the database that the transaction changed.
   *
   * @throws jakarta.persistence.PersistenceException if the database refuses it
   */
  public void flush() {
    entityManager.flush();
  }

  /**
   * The same, and forgets every entity: those that a caller still holds are no longer watched for
   * changes. A transaction that works through thousands of rows does so now and then, because
   * before each query the persistence provider looks at all entities that it holds.
   */
  public void flushAndForget() {
    entityManager.flush();
    entityManager.clear();
  }

  /** Tells whether an import of this content was applied. */
  public boolean isApplied(String digest) {
    return entityManager.find(AppliedImport.class, digest) != null;
  }

  /** Notes that an import was applied. */
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
   * Reads each entity once, so that a table or column that does not fit its entity is found at
   * start-up.
   *
   * @throws jakarta.persistence.PersistenceException if one cannot be read
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

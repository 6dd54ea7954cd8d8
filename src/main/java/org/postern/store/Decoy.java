package org.postern.store;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The key of a row that exists, which stands in for names that do not exist. After a refusal it is
 * read as the row of a known name is read, so that both take the same time. There is none until the
 * first row was found, or after the row was deleted until another one is found.
 */
final class Decoy {

  /** A key that no row has. */
  static final long NONE = -1;

  // Read from the database, and keep what was read in the shared cache, as when a row that is not
  // cached is read.
  private static final Map<String, Object> PAST_THE_CACHE =
      Map.of(
          "jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS,
          "jakarta.persistence.cache.storeMode", CacheStoreMode.REFRESH);

  private final AtomicLong key = new AtomicLong(NONE);

  /** The key; {@link #NONE} if no row was found yet. */
  long key() {
    return key.get();
  }

  /** Proposes the key of a row that was found. It is used if there is no decoy yet. */
  void propose(long found) {
    if (key.get() == NONE) {
      key.compareAndSet(NONE, found);
    }
  }

  /** Reads the row from the database, and forgets the key if the row was deleted. */
  void readRow(EntityManager entityManager, Class<?> type) {
    long read = key.get();
    if (entityManager.find(type, read, PAST_THE_CACHE) == null) {
      key.compareAndSet(read, NONE);
    }
  }
}

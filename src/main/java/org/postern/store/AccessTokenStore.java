package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import org.postern.entity.AccessToken;

/** Reads and writes access tokens; rows are inserted and deleted, never updated. */
@ApplicationScoped
public class AccessTokenStore {

  @PersistenceContext private EntityManager entityManager;

  /** The token of this digest, whether or not it has expired. Needs no transaction. */
  public Optional<AccessToken> find(String digest) {
    return Optional.ofNullable(entityManager.find(AccessToken.class, digest));
  }

  /** Stores a new token. */
  public void add(AccessToken token) {
    entityManager.persist(token);
  }

  /**
   * Deletes the token of this digest, so that the shared cache forgets exactly this one.
   *
   * @return false if it is not there, or another transaction was faster
   */
  public boolean remove(String digest) {
    // Locked first: of two that delete the same row the later one finds nothing, instead of
    // failing.
    AccessToken token =
        entityManager.find(AccessToken.class, digest, LockModeType.PESSIMISTIC_WRITE);
    if (token == null) {
      return false;
    }
    entityManager.remove(token);
    return true;
  }
}

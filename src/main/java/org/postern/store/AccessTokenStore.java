package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
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

  /** Deletes the token of this digest, if it is there. */
  public void remove(String digest) {
    find(digest).ifPresent(entityManager::remove);
  }
}

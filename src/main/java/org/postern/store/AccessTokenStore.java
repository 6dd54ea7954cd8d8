package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postern.entity.AccessToken;
import org.postern.entity.NewAccessToken;

/** Reads and writes access tokens. Rows are inserted and deleted, but never updated. */
@ApplicationScoped
public class AccessTokenStore {

  /** The sort keys of lists of tokens. */
  public static final List<SortKey<AccessToken>> SORTS =
      List.of(new SortKey<>("issued", "t.issued", AccessToken::issued));

  @PersistenceContext private EntityManager entityManager;

  /** Finds the token with this digest, even if it has expired. Needs no transaction. */
  public Optional<AccessToken> find(String digest) {
    return Optional.ofNullable(entityManager.find(AccessToken.class, digest));
  }

  /** Stores a new token, which enters the shared cache when it is first looked up. */
  public void add(AccessToken token) {
    entityManager.persist(new NewAccessToken(token));
  }

  /**
   * Finds the token with this digest and locks it until the transaction ends. A transaction must
   * call this before it reads the token in another way. If two transactions delete the same token,
   * the later one finds nothing and does not fail.
   */
  public Optional<AccessToken> lock(String digest) {
    // By a query: if the database fails, Hibernate's find returns null in a transaction that the
    // server has marked for rollback, as if there were no such token.
    return entityManager
        .createNamedQuery("AccessToken.byDigests", AccessToken.class)
        .setParameter("digests", List.of(digest))
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Deletes a locked token. The shared cache forgets exactly this token. */
  public void remove(AccessToken token) {
    entityManager.remove(token);
  }

  /**
   * Counts the tokens of a client that have not expired and whose epochs are current.
   *
   * @param most the number at which counting stops
   */
  public long countLive(long clientId, long clientEpoch, Instant now, int most) {
    return entityManager
        .createNamedQuery("AccessToken.liveOfClient", String.class)
        .setParameter("clientId", clientId)
        .setParameter("clientEpoch", clientEpoch)
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultList()
        .size();
  }

  /** Counts the access tokens of a family that have not expired. */
  public long countLive(String familyId, Instant now) {
    return entityManager
        .createNamedQuery("AccessToken.countLiveOfFamily", Long.class)
        .setParameter("familyId", familyId)
        .setParameter("now", now)
        .getSingleResult();
  }

  /**
   * Finds the oldest access tokens of a family that have not expired, and locks them until the
   * transaction ends.
   *
   * @param most the largest number of tokens, at least 1
   */
  public List<AccessToken> lockOldest(String familyId, Instant now, int most) {
    // In two queries: EclipseLink writes the limit behind the lock, which H2 does not understand.
    List<String> digests =
        entityManager
            .createNamedQuery("AccessToken.oldestOfFamily", String.class)
            .setParameter("familyId", familyId)
            .setParameter("now", now)
            .setMaxResults(most)
            .getResultList();
    if (digests.isEmpty()) {
      return List.of();
    }
    return entityManager
        .createNamedQuery("AccessToken.byDigests", AccessToken.class)
        .setParameter("digests", digests)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  /**
   * Finds a slice of the tokens that have not expired and, if there are more, the first one after
   * it.
   */
  public List<AccessToken> findLive(TokenHolder holder, Instant now, Slice<AccessToken> slice) {
    return holder
        .restrict(new ListQuery<>(AccessToken.class, "AccessToken t", "t.digest"))
        .where("t.expires > :now", "now", Optional.of(now))
        .run(entityManager, slice);
  }
}

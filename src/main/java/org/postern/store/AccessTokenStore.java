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

/** Reads and writes access tokens; rows are inserted and deleted, never updated. */
@ApplicationScoped
public class AccessTokenStore {

  /** By what lists of tokens can be sorted. */
  public static final List<SortKey<AccessToken>> SORTS =
      List.of(new SortKey<>("issued", "t.issued", AccessToken::issued));

  @PersistenceContext private EntityManager entityManager;

  /** The token of this digest, whether or not it has expired. Needs no transaction. */
  public Optional<AccessToken> find(String digest) {
    return Optional.ofNullable(entityManager.find(AccessToken.class, digest));
  }

  /** Stores a new token, which comes to the shared cache when it is first looked up. */
  public void add(AccessToken token) {
    entityManager.persist(new NewAccessToken(token));
  }

  /**
   * The token of this digest, locked until the transaction ends; the first thing that a transaction
   * does with it. Of two that delete the same row the later one finds nothing, instead of failing.
   */
  public Optional<AccessToken> lock(String digest) {
    return Optional.ofNullable(
        entityManager.find(AccessToken.class, digest, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Deletes a locked token, so that the shared cache forgets exactly this one. */
  public void remove(AccessToken token) {
    entityManager.remove(token);
  }

  /**
   * How many tokens of the client have neither expired nor ended with an epoch.
   *
   * @param most where counting ends
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

  /** How many access tokens of a family have not expired. */
  public long countLive(String familyId, Instant now) {
    return entityManager
        .createNamedQuery("AccessToken.countLiveOfFamily", Long.class)
        .setParameter("familyId", familyId)
        .setParameter("now", now)
        .getSingleResult();
  }

  /**
   * The digests of the oldest access tokens of a family that have not expired.
   *
   * @param most how many, at least 1
   */
  public List<String> findOldest(String familyId, Instant now, int most) {
    return entityManager
        .createNamedQuery("AccessToken.oldestOfFamily", String.class)
        .setParameter("familyId", familyId)
        .setParameter("now", now)
        .setMaxResults(most)
        .getResultList();
  }

  /** A part of the tokens that have not expired and, if there are more, the one behind it. */
  public List<AccessToken> findLive(TokenHolder holder, Instant now, Slice<AccessToken> slice) {
    return holder
        .restrict(new ListQuery<>(AccessToken.class, "AccessToken t", "t.digest"))
        .where("t.expires > :now", "now", Optional.of(now))
        .run(entityManager, slice);
  }
}

package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postern.entity.AccessToken;
import org.postern.entity.RefreshToken;
import org.postern.entity.TokenFamily;

/**
 * Reads and writes token families with their refresh tokens. Every decision depends on the row
 * count of one statement and never on a value that was read before.
 */
@ApplicationScoped
public class TokenFamilyStore {

  /** The sort keys of lists of families. */
  public static final List<SortKey<TokenFamily>> SORTS =
      List.of(new SortKey<>("issued", "t.created", TokenFamily::created));

  @PersistenceContext private EntityManager entityManager;

  /** Stores a new family. */
  public void add(TokenFamily family) {
    entityManager.persist(family);
    entityManager.flush();
  }

  /** Stores a new refresh token. */
  public void add(RefreshToken token) {
    entityManager.persist(token);
  }

  /**
   * Finds the time when a family began, which is the time of the user's login; empty if the family
   * does not exist any more.
   */
  public Optional<Instant> findCreated(String familyId) {
    return Optional.ofNullable(entityManager.find(TokenFamily.class, familyId))
        .map(TokenFamily::created);
  }

  /** Finds the refresh token with this digest as it is in the database now. */
  public Optional<RefreshToken> findToken(String digest) {
    return first(
        entityManager
            .createNamedQuery("RefreshToken.byDigest", RefreshToken.class)
            .setParameter("digest", digest)
            .getResultList());
  }

  /** Finds the refresh token of a generation as it is in the database now. */
  public Optional<RefreshToken> findToken(String familyId, long generation) {
    return first(
        entityManager
            .createNamedQuery("RefreshToken.byGeneration", RefreshToken.class)
            .setParameter("familyId", familyId)
            .setParameter("generation", generation)
            .getResultList());
  }

  /**
   * A refresh token and its family.
   *
   * @param token the token
   * @param family the family of the token
   */
  public record InFamily(RefreshToken token, TokenFamily family) {}

  /** Finds the refresh token with this digest and its family, as they are in the database now. */
  public Optional<InFamily> findInFamily(String digest) {
    return first(
            entityManager
                .createNamedQuery("RefreshToken.withFamily", Object[].class)
                .setParameter("digest", digest)
                .getResultList())
        .map(row -> new InFamily((RefreshToken) row[0], (TokenFamily) row[1]));
  }

  /**
   * Finds a slice of the families that have not expired and, if there are more, the first one after
   * it.
   */
  public List<TokenFamily> findLive(TokenHolder holder, Instant now, Slice<TokenFamily> slice) {
    return holder
        .restrict(new ListQuery<>(TokenFamily.class, "TokenFamily t", "t.id"))
        .where("t.idleExpires > :now", "now", Optional.of(now))
        .run(entityManager, slice);
  }

  private static <T> Optional<T> first(List<T> rows) {
    return rows.stream().findFirst();
  }

  /**
   * Locks the family until the transaction ends, and waits for a transaction that holds the lock. A
   * transaction must call this before it reads the family in another way.
   *
   * @return the family as the previous transaction committed it; empty if it does not exist any
   *     more
   */
  public Optional<TokenFamily> take(String id) {
    return first(
        entityManager
            .createNamedQuery("TokenFamily.byId", TokenFamily.class)
            .setParameter("id", id)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList());
  }

  /**
   * Consumes a refresh token.
   *
   * @return false if the token was used before
   */
  public boolean consume(String digest, Instant now) {
    return entityManager
            .createNamedQuery("RefreshToken.consume")
            .setParameter("digest", digest)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /**
   * Locks the family until the transaction ends, as {@link #take} does, and sets its next
   * generation and idle end.
   *
   * @param generation the generation that the family must have
   * @return false if the family does not exist any more or has another generation
   */
  public boolean advance(String id, long generation, Instant idleExpires) {
    return entityManager
            .createNamedQuery("TokenFamily.advance")
            .setParameter("id", id)
            .setParameter("generation", generation)
            .setParameter("idleExpires", idleExpires)
            .executeUpdate()
        == 1;
  }

  /**
   * Locks the family until the transaction ends, as {@link #advance} does, but does not change its
   * generation.
   *
   * @return false if the family does not exist any more or has another generation
   */
  public boolean keep(String id, long generation, Instant idleExpires) {
    return entityManager
            .createNamedQuery("TokenFamily.keep")
            .setParameter("id", id)
            .setParameter("generation", generation)
            .setParameter("idleExpires", idleExpires)
            .executeUpdate()
        == 1;
  }

  /** Sets a later expiry on a refresh token of a locked family. */
  public void prolong(String digest, Instant expires) {
    entityManager
        .createNamedQuery("RefreshToken.prolong")
        .setParameter("digest", digest)
        .setParameter("expires", expires)
        .executeUpdate();
  }

  /** Sets another access token for a refresh token of a locked family. */
  public void replaceAccess(String digest, String accessDigest) {
    entityManager
        .createNamedQuery("RefreshToken.replaceAccess")
        .setParameter("digest", digest)
        .setParameter("accessDigest", accessDigest)
        .executeUpdate();
  }

  /**
   * Ends a locked family: deletes it with its refresh tokens and its live access tokens. The access
   * tokens are deleted one by one, so that the shared cache forgets exactly these.
   */
  public void delete(String id, Instant now) {
    entityManager
        .createNamedQuery("AccessToken.liveOfFamily", AccessToken.class)
        .setParameter("familyId", id)
        .setParameter("now", now)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList()
        .forEach(entityManager::remove);
    entityManager
        .createNamedQuery("RefreshToken.deleteFamily")
        .setParameter("familyId", id)
        .executeUpdate();
    entityManager.createNamedQuery("TokenFamily.delete").setParameter("id", id).executeUpdate();
  }

  /**
   * Ends the access tokens of a locked family that were issued with some generations of its refresh
   * tokens.
   *
   * @param first the first generation
   * @param last the last generation, included
   */
  public void deleteAccess(String id, long first, long last) {
    entityManager
        .createNamedQuery("AccessToken.ofGenerations", AccessToken.class)
        .setParameter("familyId", id)
        .setParameter("first", first)
        .setParameter("last", last)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList()
        .forEach(entityManager::remove);
  }
}

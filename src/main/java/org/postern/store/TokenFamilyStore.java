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
 * Reads and writes token families with their refresh tokens. What decides is always the row count
 * of one statement, never a value that was read before.
 */
@ApplicationScoped
public class TokenFamilyStore {

  /** By what lists of families can be sorted. */
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

  /** When a family began, which is when its user logged in; empty if it is gone. */
  public Optional<Instant> findCreated(String familyId) {
    return Optional.ofNullable(entityManager.find(TokenFamily.class, familyId))
        .map(TokenFamily::created);
  }

  /** The refresh token of this digest as the database has it now. */
  public Optional<RefreshToken> findToken(String digest) {
    return first(
        entityManager
            .createNamedQuery("RefreshToken.byDigest", RefreshToken.class)
            .setParameter("digest", digest)
            .getResultList());
  }

  /** The refresh token of a generation as the database has it now. */
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
   * @param family the family it belongs to
   */
  public record InFamily(RefreshToken token, TokenFamily family) {}

  /** The refresh token of this digest with its family, as the database has them now. */
  public Optional<InFamily> findInFamily(String digest) {
    return first(
            entityManager
                .createNamedQuery("RefreshToken.withFamily", Object[].class)
                .setParameter("digest", digest)
                .getResultList())
        .map(row -> new InFamily((RefreshToken) row[0], (TokenFamily) row[1]));
  }

  /** A part of the families that have not expired and, if there are more, the one behind it. */
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
   * Takes the family until the transaction ends; waits for whoever holds it. Must be the first
   * thing that the transaction does with the family.
   *
   * @return the family as its last holder left it; empty if it does not live any more
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
   * @return false if it was used before
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
   * Takes the family until the transaction ends, as {@link #take} does, and notes its next
   * generation and idle end.
   *
   * @param generation the generation that the family must have now
   * @return false if the family does not live any more or has another generation
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
   * Takes the family until the transaction ends, as {@link #advance} does, and leaves it at its
   * generation.
   *
   * @return false if the family does not live any more or has another generation
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

  /** Lets a refresh token of a family that is taken live longer. */
  public void prolong(String digest, Instant expires) {
    entityManager
        .createNamedQuery("RefreshToken.prolong")
        .setParameter("digest", digest)
        .setParameter("expires", expires)
        .executeUpdate();
  }

  /** Notes another access token beside a refresh token of a family that is taken. */
  public void replaceAccess(String digest, String accessDigest) {
    entityManager
        .createNamedQuery("RefreshToken.replaceAccess")
        .setParameter("digest", digest)
        .setParameter("accessDigest", accessDigest)
        .executeUpdate();
  }

  /**
   * Ends a family that is taken: deletes it with its refresh tokens and its access tokens that are
   * still alive. Those go one by one, so that the shared cache forgets exactly these.
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
   * Ends the access tokens of a family that is taken which were issued beside some of its refresh
   * tokens.
   *
   * @param first the oldest of their generations
   * @param last the newest, included
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

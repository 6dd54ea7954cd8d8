package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postern.entity.AccessToken;
import org.postern.entity.RefreshToken;
import org.postern.entity.TokenFamily;

/**
 * Reads and writes token families. Whether a head is replaced depends on the row count of one
 * statement. Every other change needs the lock of {@link #take}, and reads the family after it.
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
  }

  /**
   * Finds the time when a family began, which is the time of the user's login; empty if the family
   * does not exist any more.
   */
  public Optional<Instant> findCreated(String familyId) {
    return Optional.ofNullable(entityManager.find(TokenFamily.class, familyId))
        .map(TokenFamily::created);
  }

  /** Finds the family as it is in the database now. */
  public Optional<TokenFamily> find(String id) {
    return first(byId(id).getResultList());
  }

  private TypedQuery<TokenFamily> byId(String id) {
    return entityManager
        .createNamedQuery("TokenFamily.byId", TokenFamily.class)
        .setParameter("id", id);
  }

  /**
   * A refresh token of an earlier version and its family.
   *
   * @param token the token
   * @param family the family of the token
   */
  public record InFamily(RefreshToken token, TokenFamily family) {}

  /**
   * Finds the refresh token of an earlier version that has this digest, and its family, as they are
   * in the database now.
   */
  public Optional<InFamily> findOfEarlierVersion(String digest) {
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
    return first(byId(id).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList());
  }

  /**
   * The refresh token that becomes the head of a family.
   *
   * @param head its digest and expiry
   * @param lastReply what it takes to repeat the reply; empty if it may not be repeated
   * @param lastReplyEnds until when that is kept
   */
  public record NextHead(
      TokenFamily.Head head, Optional<TokenFamily.LastReply> lastReply, Instant lastReplyEnds) {}

  /**
   * Replaces the head of a family, and locks the family until the transaction ends, as {@link
   * #take} does.
   *
   * @param read the family as it was read; its head is the one that is replaced
   * @return false if the family does not exist any more, or its head has been replaced since
   */
  public boolean replaceHead(TokenFamily read, NextHead next, Instant idleExpires) {
    Query update =
        asRead(
                next.lastReply().isPresent()
                    ? "TokenFamily.replaceHeadRepeatably"
                    : "TokenFamily.replaceHead",
                read,
                idleExpires)
            .setParameter("digest", next.head().digest())
            .setParameter("expires", next.head().expires());
    next.lastReply()
        .ifPresent(
            reply ->
                update
                    .setParameter("seed", reply.seed())
                    .setParameter("seedEnds", next.lastReplyEnds())
                    .setParameter("rotated", reply.rotated())
                    .setParameter("accessDigest", reply.accessDigest())
                    .setParameter("accessScope", reply.accessScope()));
    return update.executeUpdate() == 1;
  }

  /**
   * Marks a refresh token of an earlier version as used, for nodes of such a version: they do not
   * know the head of a family.
   */
  public void use(RefreshToken ofEarlierVersion, Instant now) {
    entityManager
        .createNamedQuery("RefreshToken.use")
        .setParameter("digest", ofEarlierVersion.digest())
        .setParameter("now", now)
        .executeUpdate();
  }

  /**
   * Locks the family as {@link #replaceHead} does, but keeps its head, and sets when it expires.
   *
   * @param ofEarlierVersion the digest of the head if an earlier version has issued it
   */
  public boolean keepHead(
      TokenFamily read, Optional<String> ofEarlierVersion, Instant expires, Instant idleExpires) {
    if (ofEarlierVersion.isEmpty()) {
      return asRead("TokenFamily.keepHead", read, idleExpires)
              .setParameter("expires", expires)
              .executeUpdate()
          == 1;
    }
    return asRead("TokenFamily.keep", read, idleExpires).executeUpdate() == 1
        && entityManager
                .createNamedQuery("RefreshToken.prolong")
                .setParameter("digest", ofEarlierVersion.get())
                .setParameter("expires", expires)
                .executeUpdate()
            == 1;
  }

  private Query asRead(String update, TokenFamily read, Instant idleExpires) {
    return entityManager
        .createNamedQuery(update)
        .setParameter("id", read.id())
        .setParameter("generation", read.generation())
        .setParameter("headDigest", read.head().map(TokenFamily.Head::digest).orElse(""))
        .setParameter("idleExpires", idleExpires);
  }

  /** Sets another access token for the last reply of a locked family. */
  public void replaceAccess(String id, String accessDigest) {
    entityManager
        .createNamedQuery("TokenFamily.replaceAccess")
        .setParameter("id", id)
        .setParameter("accessDigest", accessDigest)
        .executeUpdate();
  }

  /**
   * Ends a locked family: deletes it with its live access tokens. The access tokens are deleted one
   * by one, so that the shared cache forgets exactly these. The database deletes the refresh tokens
   * of earlier versions with the family.
   */
  public void delete(String id, Instant now) {
    entityManager
        .createNamedQuery("AccessToken.liveOfFamily", AccessToken.class)
        .setParameter("familyId", id)
        .setParameter("now", now)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList()
        .forEach(entityManager::remove);
    entityManager.createNamedQuery("TokenFamily.delete").setParameter("id", id).executeUpdate();
  }
}

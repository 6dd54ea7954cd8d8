package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postern.entity.AccountThrottle;
import org.postern.entity.LoginThrottle;
import org.postern.entity.SecretThrottle;

/** Counts failed passwords and secrets for all nodes. Every step is one conditional statement. */
@ApplicationScoped
public class ThrottleStore {

  /**
   * A duration that is longer than any window, including the difference between the clocks of
   * nodes. A counter whose window ends later was started while the clock was wrong, and without
   * this limit would stay active too long.
   */
  public static final Duration LONGEST_WINDOW = Duration.ofDays(2);

  @PersistenceContext private EntityManager entityManager;

  /** Finds the counter of this key as it is in the database now. */
  public Optional<LoginThrottle> findLogin(String id) {
    return entityManager
        .createNamedQuery("LoginThrottle.byId", LoginThrottle.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Counts the counters. */
  public long countLogins() {
    return entityManager.createNamedQuery("LoginThrottle.count", Long.class).getSingleResult();
  }

  /**
   * Reserves a try on a running counter; false if the counter is full, is not running or does not
   * exist.
   */
  public boolean reserve(String id, int limit, Instant now) {
    return entityManager
            .createNamedQuery("LoginThrottle.reserve")
            .setParameter("id", id)
            .setParameter("limit", (long) limit)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /** Restarts a counter with one reservation; false if the counter is running or does not exist. */
  public boolean reopen(String id, Instant now, Instant windowEnds) {
    boolean reopened =
        entityManager
                .createNamedQuery("LoginThrottle.reopen")
                .setParameter("id", id)
                .setParameter("now", now)
                .setParameter("latest", now.plus(LONGEST_WINDOW))
                .setParameter("windowEnds", windowEnds)
                .executeUpdate()
            == 1;
    if (reopened) {
      entityManager
          .createNamedQuery("LoginThrottle.keepUntil")
          .setParameter("id", id)
          .setParameter("end", windowEnds)
          .executeUpdate();
    }
    return reopened;
  }

  /**
   * Stores a new counter at once.
   *
   * @throws jakarta.persistence.PersistenceException if another node has stored it before
   */
  public void add(LoginThrottle counter) {
    entityManager.persist(counter);
    entityManager.flush();
  }

  /** Turns the reserved try into a failure. */
  public void fail(String id) {
    entityManager.createNamedQuery("LoginThrottle.fail").setParameter("id", id).executeUpdate();
  }

  /** Takes back the reserved try. */
  public void release(String id) {
    entityManager.createNamedQuery("LoginThrottle.release").setParameter("id", id).executeUpdate();
    entityManager
        .createNamedQuery("LoginThrottle.releaseInRow")
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Stores a success, which is remembered until {@code expires}. */
  public void succeed(String id, Instant now, Instant expires) {
    entityManager
        .createNamedQuery("LoginThrottle.succeed")
        .setParameter("id", id)
        .setParameter("now", now)
        .setParameter("expires", expires)
        .executeUpdate();
  }

  /** Finds the counter of this name as it is in the database now. */
  public Optional<AccountThrottle> findAccount(String id) {
    return entityManager
        .createNamedQuery("AccountThrottle.byId", AccountThrottle.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Counts the counters of names. */
  public long countAccounts() {
    return entityManager.createNamedQuery("AccountThrottle.count", Long.class).getSingleResult();
  }

  /**
   * Counts a try of a name. An expired counter is restarted.
   *
   * @return false if the counter is full or does not exist
   */
  public boolean reserveAccount(String id, int limit, Instant now, Instant expires) {
    return entityManager
                .createNamedQuery("AccountThrottle.reserve")
                .setParameter("id", id)
                .setParameter("limit", (long) limit)
                .setParameter("now", now)
                .setParameter("expires", expires)
                .executeUpdate()
            == 1
        || entityManager
                .createNamedQuery("AccountThrottle.reopen")
                .setParameter("id", id)
                .setParameter("now", now)
                .setParameter("latest", expires.plus(Duration.between(now, expires)))
                .setParameter("expires", expires)
                .executeUpdate()
            == 1;
  }

  /**
   * Stores a new counter of a name at once.
   *
   * @throws jakarta.persistence.PersistenceException if another node has stored it before
   */
  public void add(AccountThrottle counter) {
    entityManager.persist(counter);
    entityManager.flush();
  }

  /** Takes back the try of a name. */
  public void releaseAccount(String id) {
    entityManager
        .createNamedQuery("AccountThrottle.release")
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Removes the counter of a name. */
  public void forgetAccount(String id) {
    entityManager.createNamedQuery("AccountThrottle.forget").setParameter("id", id).executeUpdate();
  }

  /** Adds failures of a secret and returns the counter that all nodes share. */
  public SecretThrottle addSecretFailures(String id, long more, Instant now, Instant windowEnds) {
    boolean counted =
        entityManager
                    .createNamedQuery("SecretThrottle.add")
                    .setParameter("id", id)
                    .setParameter("more", more)
                    .setParameter("now", now)
                    .setParameter("latest", now.plus(LONGEST_WINDOW))
                    .executeUpdate()
                == 1
            || entityManager
                    .createNamedQuery("SecretThrottle.reopen")
                    .setParameter("id", id)
                    .setParameter("more", more)
                    .setParameter("now", now)
                    .setParameter("latest", now.plus(LONGEST_WINDOW))
                    .setParameter("windowEnds", windowEnds)
                    .executeUpdate()
                == 1;
    if (!counted) {
      entityManager.persist(new SecretThrottle(id, more, windowEnds));
      entityManager.flush();
    }
    return entityManager
        .createNamedQuery("SecretThrottle.byId", SecretThrottle.class)
        .setParameter("id", id)
        .getSingleResult();
  }
}

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

/** Counts failed passwords and secrets for all nodes; every step is one conditional statement. */
@ApplicationScoped
public class ThrottleStore {

  /**
   * Longer than any window can be, with what the clocks of nodes may differ by. A counter whose
   * window ends later began under a clock that was wrong, and would be in force for good.
   */
  public static final Duration LONGEST_WINDOW = Duration.ofDays(2);

  @PersistenceContext private EntityManager entityManager;

  /** The counter of this key as the database has it now. */
  public Optional<LoginThrottle> findLogin(String id) {
    return entityManager
        .createNamedQuery("LoginThrottle.byId", LoginThrottle.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** How many counters there are. */
  public long countLogins() {
    return entityManager.createNamedQuery("LoginThrottle.count", Long.class).getSingleResult();
  }

  /** Reserves a try on a running counter; false if it is full, not running or not there. */
  public boolean reserve(String id, int limit, Instant now) {
    return entityManager
            .createNamedQuery("LoginThrottle.reserve")
            .setParameter("id", id)
            .setParameter("limit", (long) limit)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /** Starts a counter over with one reservation; false if it is running or not there. */
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
   * @throws jakarta.persistence.PersistenceException if another node was faster
   */
  public void add(LoginThrottle counter) {
    entityManager.persist(counter);
    entityManager.flush();
  }

  /** The reserved try failed. */
  public void fail(String id) {
    entityManager.createNamedQuery("LoginThrottle.fail").setParameter("id", id).executeUpdate();
  }

  /** The reserved try does not count. */
  public void release(String id) {
    entityManager.createNamedQuery("LoginThrottle.release").setParameter("id", id).executeUpdate();
    entityManager
        .createNamedQuery("LoginThrottle.releaseInRow")
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Notes a success, which is remembered until {@code expires}. */
  public void succeed(String id, Instant now, Instant expires) {
    entityManager
        .createNamedQuery("LoginThrottle.succeed")
        .setParameter("id", id)
        .setParameter("now", now)
        .setParameter("expires", expires)
        .executeUpdate();
  }

  /** The counter of this name as the database has it now. */
  public Optional<AccountThrottle> findAccount(String id) {
    return entityManager
        .createNamedQuery("AccountThrottle.byId", AccountThrottle.class)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** How many counters of names there are. */
  public long countAccounts() {
    return entityManager.createNamedQuery("AccountThrottle.count", Long.class).getSingleResult();
  }

  /**
   * Counts a try of a name, and starts over where the counter has expired.
   *
   * @return false if the counter is full or not there
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
   * @throws jakarta.persistence.PersistenceException if another node was faster
   */
  public void add(AccountThrottle counter) {
    entityManager.persist(counter);
    entityManager.flush();
  }

  /** The try of a name does not count. */
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

  /** Adds failures of a secret and returns the counter as all nodes know it. */
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

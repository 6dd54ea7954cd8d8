package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postern.entity.ClientUser;
import org.postern.entity.User;

/** Reads and writes users. */
@ApplicationScoped
public class UserStore {

  /** By what users can be sorted. */
  public static final List<SortKey<User>> SORTS =
      List.of(
          new SortKey<>("username", "u.username", User::username),
          new SortKey<>("created", "u.created", User::created),
          new SortKey<>("updated", "u.updated", User::updated));

  /** The key of no row. */
  private static final long NOBODY = -1;

  private static final int MAX_KEYS = 100_000;

  @PersistenceContext private EntityManager entityManager;

  private final DerivedValues<Long, UserAccount> values = new DerivedValues<>();
  private final ConcurrentHashMap<String, Long> keys = new ConcurrentHashMap<>();

  /** The user of this name in its RFC 8265 form, as of now. Needs no transaction. */
  public Optional<UserAccount> findByUsername(String username) {
    return findId(username).flatMap(this::find);
  }

  /** The same, with what it read for it. Needs no transaction. */
  public Lookup<UserAccount> lookUp(String username) {
    Optional<Long> id = findId(username);
    if (id.isEmpty()) {
      return new Lookup<>(Optional.empty(), true, false, false);
    }
    boolean inMemory =
        entityManager.getEntityManagerFactory().getCache().contains(User.class, id.get());
    AtomicBoolean derived = new AtomicBoolean();
    Optional<UserAccount> user = find(id.get(), () -> derived.set(true));
    return new Lookup<>(user, true, !inMemory, derived.get());
  }

  /**
   * Reads what the look-up did not have to, in vain, so that every refusal of a user comes after
   * the same statements. Needs no transaction.
   */
  public void readTheRest(Lookup<UserAccount> lookup) {
    if (!lookup.readKey()) {
      findId("");
    }
    if (!lookup.readRow()) {
      entityManager.find(User.class, NOBODY);
    }
    if (!lookup.readParts()) {
      groups(NOBODY);
    }
  }

  /** The user of this key, as of now. Needs no transaction. */
  public Optional<UserAccount> find(long id) {
    return find(id, () -> {});
  }

  private Optional<UserAccount> find(long id, Runnable deriving) {
    User user = entityManager.find(User.class, id);
    if (user == null) {
      return Optional.empty();
    }
    return Optional.of(
        values.get(
            id,
            user.version(),
            user.updated(),
            () -> {
              deriving.run();
              return derive(user);
            }));
  }

  private UserAccount derive(User user) {
    return new UserAccount(
        user.id(),
        user.subject(),
        user.username(),
        user.passwordHash() == null ? "" : user.passwordHash(),
        user.hasOneTimePassword(),
        user.passwordExpires().orElse(Instant.MAX),
        user.roles(),
        Set.copyOf(groups(user.id())),
        user.isEnabled(),
        user.isLocked(),
        user.epoch());
  }

  private List<String> groups(long id) {
    return entityManager
        .createNamedQuery("User.groups", String.class)
        .setParameter("id", id)
        .getResultList();
  }

  /** The names of all users, in the order of their keys. */
  public List<String> findAllUsernames() {
    return entityManager.createNamedQuery("User.allUsernames", String.class).getResultList();
  }

  /** Every user, in the order of their keys. */
  public List<User> findAll() {
    return entityManager.createNamedQuery("User.all", User.class).getResultList();
  }

  /** The name of the user of this key. */
  public Optional<String> findUsername(long id) {
    return Optional.ofNullable(entityManager.find(User.class, id)).map(User::username);
  }

  /** The key of the user of this name in its RFC 8265 form. */
  public Optional<Long> findId(String username) {
    List<Long> ids =
        entityManager
            .createNamedQuery("User.idByUsername", Long.class)
            .setParameter("username", username)
            .getResultList();
    return ids.stream().findFirst();
  }

  // A subject is one user's for ever; if the user is gone and comes back by an import, it is asked
  // for again.
  private Optional<Long> findIdBySubject(String subject) {
    Long known = keys.get(subject);
    if (known != null) {
      User user = entityManager.find(User.class, known);
      if (user != null && user.subject().equals(subject)) {
        return Optional.of(known);
      }
      keys.remove(subject);
    }
    Optional<Long> id = queryIdBySubject(subject);
    if (keys.size() >= MAX_KEYS) {
      keys.clear();
    }
    id.ifPresent(key -> keys.put(subject, key));
    return id;
  }

  private Optional<Long> queryIdBySubject(String subject) {
    return entityManager
        .createNamedQuery("User.idBySubject", Long.class)
        .setParameter("subject", subject)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** The user whom tokens call so, as of now. Needs no transaction. */
  public Optional<UserAccount> findAccountBySubject(String subject) {
    return findIdBySubject(subject).flatMap(this::find);
  }

  /** The row of the user whom tokens call so, to be read only. Needs no transaction. */
  public Optional<User> findBySubject(String subject) {
    return findIdBySubject(subject)
        .flatMap(id -> Optional.ofNullable(entityManager.find(User.class, id)));
  }

  /** The row of the user whom tokens call so, locked until the transaction ends. */
  public Optional<User> lockBySubject(String subject) {
    // Not through the row that is known: what is locked must not be read before.
    return queryIdBySubject(subject).flatMap(this::lock);
  }

  /** The user's row, locked until the transaction ends, so that changes of one user queue up. */
  public Optional<User> lock(String username) {
    return findId(username).flatMap(this::lock);
  }

  /** The user's row, locked until the transaction ends. */
  public Optional<User> lock(long id) {
    return Optional.ofNullable(entityManager.find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** The row of this name in its RFC 8265 form, to be read only. */
  public Optional<User> findRow(String username) {
    return findId(username).map(id -> entityManager.find(User.class, id));
  }

  /** A part of the users that pass the filter and, if there are more, the one behind it. */
  public List<User> findAll(UserFilter filter, Slice<User> slice) {
    return new ListQuery<>(User.class, "User u", "u.id")
        .whereContains(filter.text(), "u.username", "u.displayName", "u.email")
        .where("u.enabled = :enabled", "enabled", filter.enabled())
        .where("u.locked = :locked", "locked", filter.locked())
        .join(
            ", ClientUser a",
            "a.id.userId = u.id and a.id.clientId = :clientId and a.assigned = true",
            "clientId",
            filter.clientId())
        .run(entityManager, slice);
  }

  /**
   * Whether any user with the role can sign in for good: enabled, not locked, with a password that
   * does not expire. What the transaction has changed counts. Looks at every user.
   *
   * @param role without spaces and wildcards
   * @param evenWithoutPassword whether a user who has no password here counts
   */
  public boolean hasWorkingUser(String role, boolean evenWithoutPassword) {
    entityManager.flush();
    // JPQL has no text of the roles, which a converter makes a set.
    return !entityManager
        .createNativeQuery(
            "select u.id from app_user u where u.enabled = true and u.locked = false"
                + (evenWithoutPassword ? "" : " and u.password_hash is not null")
                + " and u.password_expires is null and concat(' ', u.roles, ' ') like ?1")
        .setParameter(1, "% " + role + " %")
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** Stores a new user and gives it its key. */
  public void add(User user) {
    entityManager.persist(user);
    entityManager.flush();
  }

  /** Deletes the user with the assignments; the user's tokens are dead by the gate. */
  public void remove(User user) {
    entityManager
        .createNamedQuery("ClientUser.ofUser", ClientUser.class)
        .setParameter("userId", user.id())
        .getResultList()
        .forEach(entityManager::remove);
    entityManager.flush();
    entityManager.remove(user);
  }
}

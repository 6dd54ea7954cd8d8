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
import org.postern.entity.RetiredSubject;
import org.postern.entity.User;

/** Reads and writes users. */
@ApplicationScoped
public class UserStore {

  /** The sort keys of lists of users. */
  public static final List<SortKey<User>> SORTS =
      List.of(
          new SortKey<>("username", "u.username", User::username),
          new SortKey<>("created", "u.created", User::created),
          new SortKey<>("updated", "u.updated", User::updated));

  /** A key that no user has. */
  public static final long NO_USER = -1;

  private static final int MAX_KEYS = 100_000;

  @PersistenceContext private EntityManager entityManager;

  private final DerivedValues<Long, UserAccount> values = new DerivedValues<>();
  private final ConcurrentHashMap<String, Long> keys = new ConcurrentHashMap<>();
  private final Decoy decoy = new Decoy();

  /**
   * Finds the user with this name, in its RFC 8265 form, as the user is now. Needs no transaction.
   */
  public Optional<UserAccount> findByUsername(String username) {
    return findId(username).flatMap(this::find);
  }

  /**
   * Finds the user with this name and tells which reads went to the database. Needs no transaction.
   */
  public Lookup<UserAccount> lookUp(String username) {
    return findId(username)
        .map(this::lookUp)
        .orElseGet(() -> new Lookup<>(Optional.empty(), true, false, false));
  }

  private Lookup<UserAccount> lookUp(long id) {
    boolean inMemory = entityManager.getEntityManagerFactory().getCache().contains(User.class, id);
    AtomicBoolean derived = new AtomicBoolean();
    Optional<UserAccount> user = find(id, () -> derived.set(true));
    return new Lookup<>(user, true, !inMemory, derived.get());
  }

  /**
   * Does the reads that the lookup did not need: of the key, of a row from the database, of a row
   * from memory, and of the groups of a user. Every refusal of a user then has done each of them
   * once. If there is no such user, another one is read. Needs no transaction.
   */
  public void readTheRest(Lookup<UserAccount> lookup) {
    if (!lookup.readKey()) {
      findId("");
    }
    if (!lookup.readRow()) {
      decoy.readRow(entityManager, User.class);
    }
    // A row that was just read is in memory now.
    long inMemory = lookup.found().map(UserAccount::id).orElse(decoy.key());
    if (inMemory != Decoy.NONE && (lookup.readRow() || lookup.found().isEmpty())) {
      lookUp(inMemory);
    }
    if (!lookup.readParts()) {
      groups(decoy.key());
    }
  }

  /** Finds the user with this key as the user is now. Needs no transaction. */
  public Optional<UserAccount> find(long id) {
    return find(id, () -> {});
  }

  private Optional<UserAccount> find(long id, Runnable deriving) {
    User user = entityManager.find(User.class, id);
    if (user == null) {
      return Optional.empty();
    }
    decoy.propose(id);
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

  /** Finds the names of all users, in the order of their keys. */
  public List<String> findAllUsernames() {
    return entityManager.createNamedQuery("User.allUsernames", String.class).getResultList();
  }

  /** Finds all users, in the order of their keys. */
  public List<User> findAll() {
    return entityManager.createNamedQuery("User.all", User.class).getResultList();
  }

  /** Finds the name of the user with this key. */
  public Optional<String> findUsername(long id) {
    return Optional.ofNullable(entityManager.find(User.class, id)).map(User::username);
  }

  /** Finds the key of the user with this name, in its RFC 8265 form. */
  public Optional<Long> findId(String username) {
    List<Long> ids =
        entityManager
            .createNamedQuery("User.idByUsername", Long.class)
            .setParameter("username", username)
            .getResultList();
    return ids.stream().findFirst();
  }

  // The cached key stays valid, because a subject always belongs to the same user. If the user was
  // deleted and an import has created the user again, the key is read again.
  private Optional<Long> findIdBySubject(String subject) {
    Long known = keys.get(subject);
    if (known != null) {
      User user = entityManager.find(User.class, known);
      if (user != null && user.subject().equals(subject)) {
        return Optional.of(known);
      }
      keys.remove(subject);
    }
    Optional<Long> id = findKey(subject);
    if (keys.size() >= MAX_KEYS) {
      keys.clear();
    }
    id.ifPresent(key -> keys.put(subject, key));
    return id;
  }

  /** Finds the key of the user with this subject, without reading the row. */
  public Optional<Long> findKey(String subject) {
    return entityManager
        .createNamedQuery("User.idBySubject", Long.class)
        .setParameter("subject", subject)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Finds the user with this subject as the user is now. Needs no transaction. */
  public Optional<UserAccount> findAccountBySubject(String subject) {
    return findIdBySubject(subject).flatMap(this::find);
  }

  /**
   * Finds the row of the user with this subject. The caller must not change it. Needs no
   * transaction.
   */
  public Optional<User> findBySubject(String subject) {
    return findIdBySubject(subject)
        .flatMap(id -> Optional.ofNullable(entityManager.find(User.class, id)));
  }

  /** Finds the row of the user with this subject and locks it until the transaction ends. */
  public Optional<User> lockBySubject(String subject) {
    // Do not use the cached key, because that would read the row before it is locked.
    return findKey(subject).flatMap(this::lock);
  }

  /**
   * Finds the row of the user and locks it until the transaction ends, so that changes of one user
   * run one after another.
   */
  public Optional<User> lock(String username) {
    return findId(username).flatMap(this::lock);
  }

  /** Finds the row of the user and locks it until the transaction ends. */
  public Optional<User> lock(long id) {
    return Optional.ofNullable(entityManager.find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * Finds the row of the user with this name, in its RFC 8265 form. The caller must not change it.
   */
  public Optional<User> findRow(String username) {
    return findId(username).map(id -> entityManager.find(User.class, id));
  }

  /**
   * Finds a slice of the users who pass the filter and, if there are more, the first one after it.
   */
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
   * Tells whether any user with the role can sign in permanently: the user is enabled, is not
   * locked, and has a password that does not expire. Changes of the running transaction count. The
   * query reads all users.
   *
   * @param role without spaces and wildcards
   * @param evenWithoutPassword whether a user without a password in the database counts
   */
  public boolean hasWorkingUser(String role, boolean evenWithoutPassword) {
    entityManager.flush();
    // Use SQL, because JPQL sees the roles as a set and cannot search their text.
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

  /** Tells whether a user has this role, without reading the row before it is locked. */
  public boolean hasRole(String username, String role) {
    return !entityManager
        .createNativeQuery(
            "select u.id from app_user u where u.username = ?1"
                + " and concat(' ', u.roles, ' ') like ?2")
        .setParameter(1, username)
        .setParameter(2, "% " + role + " %")
        .getResultList()
        .isEmpty();
  }

  /** Stores a new user and assigns the key. */
  public void add(User user) {
    entityManager.persist(user);
    entityManager.flush();
  }

  /**
   * Deletes the user and the user's assignments. The gate refuses the user's tokens from then on.
   */
  public void remove(User user, Instant now) {
    entityManager
        .createNamedQuery("ClientUser.ofUser", ClientUser.class)
        .setParameter("userId", user.id())
        .getResultList()
        .forEach(entityManager::remove);
    entityManager.flush();
    entityManager.remove(user);
    // A user of this name may have had the subject before.
    entityManager.merge(new RetiredSubject(user, now));
  }

  /**
   * Finds the name of the deleted user who had this subject; empty if no user with it was deleted.
   */
  public Optional<String> findRetiredSubject(String subject) {
    return Optional.ofNullable(entityManager.find(RetiredSubject.class, subject))
        .map(RetiredSubject::username);
  }
}

package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.postern.entity.Client;
import org.postern.entity.ClientScope;
import org.postern.entity.ClientSecret;
import org.postern.entity.ClientUser;
import org.postern.entity.ClientUserId;
import org.postern.entity.RetiredClientId;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;

/**
 * Reads and writes clients, their secrets and their assignments. {@link ClientListStore} reads many
 * at once.
 */
@ApplicationScoped
public class ClientStore {

  private static final int MAX_KEYS = 100_000;

  /** The key of no row. */
  private static final long NOBODY = -1;

  @PersistenceContext private EntityManager entityManager;

  private final DerivedValues<Long, RegisteredClient> values = new DerivedValues<>();
  private final ConcurrentHashMap<String, Long> keys = new ConcurrentHashMap<>();

  /** The client of this identifier, as of now. Needs no transaction. */
  public Optional<RegisteredClient> findByClientId(ClientId clientId) {
    return lookUp(clientId).found();
  }

  /** The same, with what it read for it. Needs no transaction. */
  public Lookup<RegisteredClient> lookUp(ClientId clientId) {
    Long known = keys.get(clientId.value());
    if (known != null) {
      Lookup<RegisteredClient> client = lookUp(known, false);
      if (client.found().filter(found -> found.clientId().equals(clientId)).isPresent()) {
        return client;
      }
      keys.remove(clientId.value());
    }
    List<Long> ids = idsOf(clientId.value());
    if (ids.isEmpty()) {
      return new Lookup<>(Optional.empty(), true, false, false);
    }
    if (keys.size() >= MAX_KEYS) {
      keys.clear();
    }
    keys.put(clientId.value(), ids.get(0));
    return lookUp(ids.get(0), true);
  }

  private Lookup<RegisteredClient> lookUp(long id, boolean readKey) {
    boolean inMemory =
        entityManager.getEntityManagerFactory().getCache().contains(Client.class, id);
    AtomicBoolean derived = new AtomicBoolean();
    Optional<RegisteredClient> client = find(id, () -> derived.set(true));
    return new Lookup<>(client, readKey, !inMemory, derived.get());
  }

  /**
   * Reads what the look-up did not have to, in vain, so that every refusal of a client comes after
   * the same statements. Needs no transaction.
   */
  public void readTheRest(Lookup<RegisteredClient> lookup) {
    if (!lookup.readKey()) {
      idsOf("");
    }
    if (!lookup.readRow()) {
      entityManager.find(Client.class, NOBODY);
    }
    if (!lookup.readParts()) {
      collection("Client.grants", GrantType.class, NOBODY);
      collection("Client.scopes", ClientScope.class, NOBODY);
      collection("Client.userGroups", String.class, NOBODY);
      findSecrets(NOBODY);
    }
  }

  private List<Long> idsOf(String clientId) {
    return entityManager
        .createNamedQuery("Client.idByClientId", Long.class)
        .setParameter("clientId", clientId)
        .getResultList();
  }

  /** The client of this key, as of now. Needs no transaction. */
  public Optional<RegisteredClient> find(long id) {
    return find(id, () -> {});
  }

  private Optional<RegisteredClient> find(long id, Runnable deriving) {
    Client client = entityManager.find(Client.class, id);
    if (client == null) {
      return Optional.empty();
    }
    return Optional.of(
        values.get(
            id,
            client.version(),
            client.updated(),
            () -> {
              deriving.run();
              return derive(client);
            }));
  }

  // The collections are read after the row, so a value is never older than its version.
  private RegisteredClient derive(Client client) {
    long id = client.id();
    Set<GrantType> grants = collection("Client.grants", GrantType.class, id);
    Set<ClientScope> scopes = collection("Client.scopes", ClientScope.class, id);
    Set<String> userGroups = collection("Client.userGroups", String.class, id);
    List<RegisteredClient.Secret> secrets =
        findSecrets(id).stream()
            .map(
                secret ->
                    new RegisteredClient.Secret(
                        secret.id(),
                        secret.label(),
                        secret.secretHash(),
                        secret.isWeak(),
                        secret.expires().orElse(Instant.MAX)))
            .toList();
    return new RegisteredClient(
        id,
        client.clientId(),
        client.settings(grants, scopes, userGroups),
        secrets,
        client.epoch());
  }

  private <T> Set<T> collection(String query, Class<T> type, long id) {
    return new HashSet<>(
        entityManager.createNamedQuery(query, type).setParameter("id", id).getResultList());
  }

  /** Tells whether an enabled client may use the grant. Needs no transaction. */
  public boolean isInUse(GrantType grantType) {
    return !entityManager
        .createNamedQuery("Client.enabledWithGrant", Long.class)
        .setParameter("grantType", grantType)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** How the user stands to the client, as of now. Needs no transaction. */
  public Assignment findAssignment(long clientId, long userId) {
    ClientUser row = entityManager.find(ClientUser.class, new ClientUserId(clientId, userId));
    return row == null ? Assignment.NONE : new Assignment(row.isAssigned(), row.epoch());
  }

  /** Whether {@link #findAssignment} finds the row without asking the database. */
  public boolean isAssignmentInMemory(long clientId, long userId) {
    return entityManager
        .getEntityManagerFactory()
        .getCache()
        .contains(ClientUser.class, new ClientUserId(clientId, userId));
  }

  /** Reads an assignment that there is not: as many statements as for one that there is. */
  public void findNoAssignment() {
    findAssignment(NOBODY, NOBODY);
  }

  /**
   * The client's row, locked until the transaction ends, so that changes of one client queue up.
   */
  public Optional<Client> lock(ClientId clientId) {
    return entityManager
        .createNamedQuery("Client.byClientId", Client.class)
        .setParameter("clientId", clientId.value())
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** A client whose identifier differs only in case or in spaces. */
  public Optional<String> findSimilar(ClientId clientId) {
    return findSimilar("Client.similar", clientId);
  }

  /** Whether a client was deleted whose identifier differs only in case or in spaces. */
  public boolean isSimilarRetired(ClientId clientId) {
    return findSimilar("RetiredClientId.similar", clientId).isPresent();
  }

  private Optional<String> findSimilar(String query, ClientId clientId) {
    return entityManager
        .createNamedQuery(query, String.class)
        .setParameter("form", clientId.value().toLowerCase(Locale.ROOT).replace(" ", ""))
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** The client's row, to be read only. */
  public Optional<Client> findRow(ClientId clientId) {
    return entityManager
        .createNamedQuery("Client.byClientId", Client.class)
        .setParameter("clientId", clientId.value())
        .getResultList()
        .stream()
        .findFirst();
  }

  /** The row of this key, to be read only. */
  public Optional<Client> findRow(long id) {
    return Optional.ofNullable(entityManager.find(Client.class, id));
  }

  /** The identifiers of all clients, in the order of their keys. */
  public List<String> findAllClientIds() {
    return entityManager.createNamedQuery("Client.allClientIds", String.class).getResultList();
  }

  /** The secrets of these clients, by the client's key. */
  public Map<Long, List<ClientSecret>> findSecrets(List<Long> clientIds) {
    return entityManager
        .createNamedQuery("ClientSecret.ofClients", ClientSecret.class)
        .setParameter("clientIds", clientIds)
        .getResultList()
        .stream()
        .collect(Collectors.groupingBy(ClientSecret::clientId));
  }

  /** The keys of the users who are assigned to these clients, by the client's key. */
  public Map<Long, List<Long>> findAssignedUsers(List<Long> clientIds) {
    return entityManager
        .createNamedQuery("ClientUser.assignedTo", Object[].class)
        .setParameter("clientIds", clientIds)
        .getResultList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> (Long) row[0],
                Collectors.mapping(row -> (Long) row[1], Collectors.toList())));
  }

  /** The identifiers of the clients that a user owns, sorted. */
  public List<String> findClientIdsOfOwner(long ownerId) {
    return entityManager
        .createNamedQuery("Client.clientIdsOfOwner", String.class)
        .setParameter("ownerId", ownerId)
        .getResultList();
  }

  /** Stores a new client and gives it its key. */
  public void add(Client client) {
    entityManager.persist(client);
    entityManager.flush();
  }

  /** Whether a client of this identifier was deleted. */
  public boolean isRetired(ClientId clientId) {
    return entityManager.find(RetiredClientId.class, clientId.value()) != null;
  }

  /** The identifiers that were given to clients and are given to none any more, sorted. */
  public List<String> findRetired() {
    return entityManager.createNamedQuery("RetiredClientId.all", String.class).getResultList();
  }

  /**
   * Keeps an identifier from being given to a client from now on.
   *
   * @return false if it was kept so already
   */
  public boolean retire(ClientId clientId, Instant now) {
    if (isRetired(clientId)) {
      return false;
    }
    entityManager.persist(new RetiredClientId(clientId.value(), now));
    return true;
  }

  /**
   * Deletes the client with its secrets and assignments, and keeps its identifier from being used
   * again; its tokens are dead by the gate.
   */
  public void remove(Client client, Instant now) {
    // A node of an older version may have registered the identifier again.
    retire(client.clientId(), now);
    findSecrets(client.id()).forEach(this::removeSecret);
    entityManager
        .createNamedQuery("ClientUsage.delete")
        .setParameter("clientId", client.id())
        .executeUpdate();
    for (ClientUser assignment : findAssignments(client.id())) {
      entityManager.remove(assignment);
    }
    entityManager.flush();
    entityManager.remove(client);
  }

  /** The client's secrets, the oldest first. */
  public List<ClientSecret> findSecrets(long clientId) {
    return entityManager
        .createNamedQuery("ClientSecret.ofClient", ClientSecret.class)
        .setParameter("clientId", clientId)
        .getResultList();
  }

  /** Stores a new secret. */
  public void addSecret(ClientSecret secret) {
    entityManager.persist(secret);
  }

  /** Deletes a secret. */
  public void removeSecret(ClientSecret secret) {
    entityManager
        .createNamedQuery("SecretUsage.delete")
        .setParameter("secretId", secret.id())
        .executeUpdate();
    entityManager.remove(secret);
  }

  /** The assignments of the client, also those that have ended. */
  public List<ClientUser> findAssignments(long clientId) {
    return entityManager
        .createNamedQuery("ClientUser.ofClient", ClientUser.class)
        .setParameter("clientId", clientId)
        .getResultList();
  }

  /** The row of this pair, to be changed. */
  public Optional<ClientUser> findAssignmentRow(long clientId, long userId) {
    return Optional.ofNullable(
        entityManager.find(ClientUser.class, new ClientUserId(clientId, userId)));
  }

  /** Stores a new assignment. */
  public void addAssignment(ClientUser assignment) {
    entityManager.persist(assignment);
  }
}

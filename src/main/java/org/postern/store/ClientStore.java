package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
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
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientSwitch;
import org.postern.entity.ClientType;
import org.postern.entity.ClientUser;
import org.postern.entity.ClientUserId;
import org.postern.entity.RetiredClientId;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantCatalogue;
import org.postern.oauth.GrantType;

/**
 * Reads and writes clients, their secrets and their assignments. {@link ClientListStore} reads many
 * clients at once.
 */
@ApplicationScoped
public class ClientStore {

  private static final int MAX_KEYS = 100_000;

  @PersistenceContext private EntityManager entityManager;

  private final GrantCatalogue catalogue;

  private final DerivedValues<Long, RegisteredClient> values = new DerivedValues<>();
  private final ConcurrentHashMap<String, Long> keys = new ConcurrentHashMap<>();
  private final Decoy decoy = new Decoy();

  /** For the proxy only. */
  protected ClientStore() {
    this(null);
  }

  @Inject
  public ClientStore(GrantCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Finds the client with this identifier as it is now. Needs no transaction. */
  public Optional<RegisteredClient> findByClientId(ClientId clientId) {
    return lookUp(clientId).found();
  }

  /**
   * Finds the client with this identifier and tells which reads went to the database. Needs no
   * transaction.
   */
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
   * Does the reads that the lookup did not need: of the key, of a row from the database, of a row
   * from memory, and of the parts of a client. Every refusal of a client then has done each of them
   * once. If there is no such client, another one is read. Needs no transaction.
   */
  public void readTheRest(Lookup<RegisteredClient> lookup) {
    if (!lookup.readKey()) {
      idsOf("");
    }
    if (!lookup.readRow()) {
      decoy.readRow(entityManager, Client.class);
    }
    // A row that was just read is in memory now.
    long inMemory = lookup.found().map(RegisteredClient::id).orElse(decoy.key());
    if (inMemory != Decoy.NONE && (lookup.readRow() || lookup.found().isEmpty())) {
      lookUp(inMemory, false);
    }
    if (!lookup.readParts()) {
      readParts(decoy.key());
    }
  }

  private void readParts(long id) {
    collection("Client.grants", GrantType.class, id);
    collection("Client.scopes", ClientScope.class, id);
    collection("Client.userGroups", String.class, id);
    findSecrets(id);
  }

  /** Finds the key of the client with this identifier, without reading its row. */
  public Optional<Long> findKey(ClientId clientId) {
    return idsOf(clientId.value()).stream().findFirst();
  }

  private List<Long> idsOf(String clientId) {
    return entityManager
        .createNamedQuery("Client.idByClientId", Long.class)
        .setParameter("clientId", clientId)
        .getResultList();
  }

  /** Finds the client with this key as it is now. Needs no transaction. */
  public Optional<RegisteredClient> find(long id) {
    return find(id, () -> {});
  }

  private Optional<RegisteredClient> find(long id, Runnable deriving) {
    Client client = entityManager.find(Client.class, id);
    if (client == null) {
      return Optional.empty();
    }
    decoy.propose(id);
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

  // Read the collections after the row, so that the value is never older than its version.
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
                        secret.expires().orElse(Instant.MAX),
                        secret.reviewSince().isPresent()))
            .toList();
    ClientSettings settings = client.settings(grants, scopes, userGroups);
    return new RegisteredClient(
        id, client.clientId(), settings, secrets, client.epoch(), usableGrants(settings));
  }

  private Set<GrantType> usableGrants(ClientSettings settings) {
    return settings.type() == ClientType.PUBLIC
        ? catalogue.usableByPublicClient(
            settings.grants(), settings.has(ClientSwitch.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT))
        : catalogue.usable(settings.grants());
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

  /** Finds the assignment of the user to the client as it is now. Needs no transaction. */
  public Assignment findAssignment(long clientId, long userId) {
    ClientUser row = entityManager.find(ClientUser.class, new ClientUserId(clientId, userId));
    return row == null ? Assignment.NONE : new Assignment(row.isAssigned(), row.epoch());
  }

  /** Tells whether {@link #findAssignment} finds the row without a query. */
  public boolean isAssignmentInMemory(long clientId, long userId) {
    return entityManager
        .getEntityManagerFactory()
        .getCache()
        .contains(ClientUser.class, new ClientUserId(clientId, userId));
  }

  /** Reads an assignment that does not exist, with the same queries as for an existing one. */
  public void findNoAssignment() {
    findAssignment(Decoy.NONE, Decoy.NONE);
  }

  /**
   * Finds the row of the client and locks it until the transaction ends, so that changes of one
   * client run one after another.
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

  /** Finds a client whose identifier differs only in case or in spaces. */
  public Optional<String> findSimilar(ClientId clientId) {
    return findSimilar("Client.similar", clientId);
  }

  /** Tells whether there is a deleted client whose identifier differs only in case or in spaces. */
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

  /** Finds the row of the client. The caller must not change it. */
  public Optional<Client> findRow(ClientId clientId) {
    return entityManager
        .createNamedQuery("Client.byClientId", Client.class)
        .setParameter("clientId", clientId.value())
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Finds the row with this key. The caller must not change it. */
  public Optional<Client> findRow(long id) {
    return Optional.ofNullable(entityManager.find(Client.class, id));
  }

  /** Finds the identifiers of all clients, in the order of their keys. */
  public List<String> findAllClientIds() {
    return entityManager.createNamedQuery("Client.allClientIds", String.class).getResultList();
  }

  /** Finds the secrets of these clients, by the key of the client. */
  public Map<Long, List<ClientSecret>> findSecrets(List<Long> clientIds) {
    return entityManager
        .createNamedQuery("ClientSecret.ofClients", ClientSecret.class)
        .setParameter("clientIds", clientIds)
        .getResultList()
        .stream()
        .collect(Collectors.groupingBy(ClientSecret::clientId));
  }

  /** Finds the keys of the users who are assigned to these clients, by the key of the client. */
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

  /** Finds the identifiers of the clients that a user owns, sorted. */
  public List<String> findClientIdsOfOwner(long ownerId) {
    return entityManager
        .createNamedQuery("Client.clientIdsOfOwner", String.class)
        .setParameter("ownerId", ownerId)
        .getResultList();
  }

  /** Counts the clients of this owner. */
  public long countOfOwner(long ownerId) {
    return entityManager
        .createNamedQuery("Client.countOfOwner", Long.class)
        .setParameter("ownerId", ownerId)
        .getSingleResult();
  }

  /**
   * Runs a change of many clients, none of which reads what it has changed. Its changes go to the
   * database when the transaction is committed. Otherwise the persistence provider would look
   * through all changed entities before each query, and the time would grow with their square.
   */
  public void changeMany(Runnable change) {
    entityManager.flush();
    entityManager.setFlushMode(FlushModeType.COMMIT);
    try {
      change.run();
    } finally {
      entityManager.setFlushMode(FlushModeType.AUTO);
    }
  }

  /** Stores a new client and assigns its key. */
  public void add(Client client) {
    entityManager.persist(client);
    entityManager.flush();
  }

  /** Tells whether a client with this identifier was deleted. */
  public boolean isRetired(ClientId clientId) {
    return entityManager.find(RetiredClientId.class, clientId.value()) != null;
  }

  /** Finds the retired identifiers, which no new client can have, sorted. */
  public List<String> findRetired() {
    return entityManager.createNamedQuery("RetiredClientId.all", String.class).getResultList();
  }

  /**
   * Retires an identifier, so that no new client can have it.
   *
   * @return false if it was retired before
   */
  public boolean retire(ClientId clientId, Instant now) {
    if (isRetired(clientId)) {
      return false;
    }
    entityManager.persist(new RetiredClientId(clientId.value(), now));
    return true;
  }

  /**
   * Deletes the client with its secrets and assignments, and prevents its identifier from being
   * used again. The gate refuses its tokens from then on.
   */
  public void remove(Client client, Instant now) {
    // The identifier may be retired already, because a node of an older version may have registered
    // it again.
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

  /** Finds the secrets of the client, the oldest first. */
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

  /** Finds the assignments of the client, including those that have ended. */
  public List<ClientUser> findAssignments(long clientId) {
    return entityManager
        .createNamedQuery("ClientUser.ofClient", ClientUser.class)
        .setParameter("clientId", clientId)
        .getResultList();
  }

  /** Finds the assignment of this user to this client, for a change. */
  public Optional<ClientUser> findAssignmentRow(long clientId, long userId) {
    return Optional.ofNullable(
        entityManager.find(ClientUser.class, new ClientUserId(clientId, userId)));
  }

  /** Stores a new assignment. */
  public void addAssignment(ClientUser assignment) {
    entityManager.persist(assignment);
  }
}

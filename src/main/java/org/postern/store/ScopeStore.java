package org.postern.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.postern.entity.DefinedScope;

/** Reads and writes the scopes that this server knows. */
@ApplicationScoped
public class ScopeStore {

  /** The sort keys of lists of scopes. */
  public static final List<SortKey<DefinedScope>> SORTS =
      List.of(
          new SortKey<>("name", "s.name", DefinedScope::name),
          new SortKey<>("updated", "s.updated", DefinedScope::updated));

  @PersistenceContext private EntityManager entityManager;

  private final DerivedValues<String, ScopeDefinition> values = new DerivedValues<>();

  /** Finds the scope with this name as it is now. Needs no transaction. */
  public Optional<ScopeDefinition> find(String name) {
    DefinedScope scope = entityManager.find(DefinedScope.class, name);
    if (scope == null) {
      return Optional.empty();
    }
    return Optional.of(values.get(name, scope.version(), scope.updated(), () -> derive(scope)));
  }

  private ScopeDefinition derive(DefinedScope scope) {
    List<String> resourceServers =
        entityManager
            .createNamedQuery("DefinedScope.resourceServers", String.class)
            .setParameter("name", scope.name())
            .getResultList()
            .stream()
            .sorted()
            .toList();
    return new ScopeDefinition(
        scope.name(),
        scope.isForClients(),
        scope.isForUsers(),
        scope.roles(),
        scope.isBuiltIn(),
        resourceServers);
  }

  /** Finds all scopes, sorted by name, as entities that may be changed. */
  public List<DefinedScope> findAll() {
    return entityManager.createNamedQuery("DefinedScope.all", DefinedScope.class).getResultList();
  }

  /** Finds the names of all scopes, without reading their rows. */
  public List<String> findAllNames() {
    return entityManager.createNamedQuery("DefinedScope.allNames", String.class).getResultList();
  }

  /** Finds the names of the scopes that have this resource server, without reading their rows. */
  public List<String> findNamesOfResourceServer(String clientId) {
    return entityManager
        .createNamedQuery("DefinedScope.namesOfResourceServer", String.class)
        .setParameter("clientId", clientId)
        .getResultList();
  }

  /** Finds the row of the scope and locks it until the transaction ends. */
  public Optional<DefinedScope> lock(String name) {
    return Optional.ofNullable(
        entityManager.find(DefinedScope.class, name, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Finds the row of the scope. The caller must not change it. */
  public Optional<DefinedScope> findRow(String name) {
    return Optional.ofNullable(entityManager.find(DefinedScope.class, name));
  }

  /**
   * Finds a slice of the scopes that pass the filter and, if there are more, the first one after
   * it.
   */
  public List<DefinedScope> findAll(ScopeFilter filter, Slice<DefinedScope> slice) {
    return new ListQuery<>(DefinedScope.class, "DefinedScope s", "s.name")
        .whereContains(filter.text(), "s.name", "s.description")
        .where("s.forClients = :forClients", "forClients", filter.forClients())
        .where("s.forUsers = :forUsers", "forUsers", filter.forUsers())
        .where("s.builtIn = :builtIn", "builtIn", filter.builtIn())
        .run(entityManager, slice);
  }

  /**
   * Finds the identifiers of the clients that may request the scope, sorted.
   *
   * @param most the largest number of identifiers
   */
  public List<String> findClientIdsOf(String name, int most) {
    return entityManager
        .createNamedQuery("Client.clientIdsOfScope", String.class)
        .setParameter("name", name)
        .setMaxResults(most)
        .getResultList();
  }

  /** Deletes a scope that no client may request. */
  public void remove(DefinedScope scope) {
    entityManager.remove(scope);
    entityManager.flush();
  }

  /** Stores a new scope. */
  public void add(DefinedScope scope) {
    entityManager.persist(scope);
    entityManager.flush();
  }
}

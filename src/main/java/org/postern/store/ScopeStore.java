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

  @PersistenceContext private EntityManager entityManager;

  private final DerivedValues<String, ScopeDefinition> values = new DerivedValues<>();

  /** The scope of this name, as of now. Needs no transaction. */
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

  /** Every scope, by name, as entities to be changed. */
  public List<DefinedScope> findAll() {
    return entityManager.createNamedQuery("DefinedScope.all", DefinedScope.class).getResultList();
  }

  /** The scope's row, locked until the transaction ends. */
  public Optional<DefinedScope> lock(String name) {
    return Optional.ofNullable(
        entityManager.find(DefinedScope.class, name, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Stores a new scope. */
  public void add(DefinedScope scope) {
    entityManager.persist(scope);
    entityManager.flush();
  }
}

package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** The use cases of scopes, each a transaction. */
@UseCases
@ApplicationScoped
public class ScopeAdministration {

  private final ScopeQueries queries;
  private final ScopeChanges changes;

  /** For the proxy only. */
  protected ScopeAdministration() {
    this(null, null);
  }

  @Inject
  ScopeAdministration(ScopeQueries queries, ScopeChanges changes) {
    this.queries = queries;
    this.changes = changes;
  }

  /**
   * A scope.
   *
   * @throws AdministrationException FORBIDDEN if the actor may not look at everything, NOT_FOUND if
   *     there is no such scope
   */
  @Transactional
  public Stored<ScopeDetails> show(Actor actor, String name) {
    return queries.show(actor, name);
  }

  /**
   * A part of the scopes.
   *
   * @param parameters the filters {@code text}, {@code for} and {@code built_in}; {@code sort} by
   *     {@code name} or {@code updated}; {@code limit} and {@code cursor}
   * @throws AdministrationException FORBIDDEN if the actor may not look at everything, MALFORMED if
   *     a parameter is wrong
   */
  @Transactional
  public Page<Stored<ScopeDetails>> list(Actor actor, Map<String, List<String>> parameters) {
    return queries.list(actor, parameters);
  }

  /**
   * Defines a new scope.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, CONFLICT if there
   *     is one of this name, INVALID if a rule is broken
   */
  @Transactional
  public ScopeDetails create(Actor actor, String name, ScopeChange change) {
    return changes.create(actor, name, change);
  }

  /**
   * Changes a scope; what the change leaves empty stays.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such scope, CONFLICT if it is built in, INVALID if a rule is broken
   */
  @Transactional
  public ScopeDetails change(Actor actor, String name, ScopeChange change) {
    return changes.change(actor, name, change);
  }

  /**
   * The same, if the scope is still as the precondition says.
   *
   * @throws AdministrationException as above, and STALE
   */
  @Transactional
  public Stored<ScopeDetails> change(
      Actor actor, String name, Precondition precondition, ScopeChange change) {
    changes.change(actor, name, precondition, change);
    return queries.show(actor, name);
  }

  /**
   * Deletes a scope that no client may ask for.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such scope, STALE if it is not as the precondition says, CONFLICT if it is built in
   *     or a client may ask for it
   */
  @Transactional
  public void delete(Actor actor, String name, Precondition precondition) {
    changes.delete(actor, name, precondition);
  }
}

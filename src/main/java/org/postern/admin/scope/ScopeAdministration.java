package org.postern.admin.scope;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Page;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Query;
import org.postern.admin.common.Stored;
import org.postern.admin.common.UseCases;

/** The use cases of scopes. Each is one transaction. */
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
  public ScopeAdministration(ScopeQueries queries, ScopeChanges changes) {
    this.queries = queries;
    this.changes = changes;
  }

  /**
   * Shows a scope.
   *
   * @throws AdministrationException FORBIDDEN if the actor may not see everything, NOT_FOUND if
   *     there is no such scope
   */
  @Transactional
  public Stored<ScopeDetails> show(Actor actor, String name) {
    return queries.show(actor, name);
  }

  /**
   * Lists a page of the scopes.
   *
   * @param query the filters {@code text}, {@code for} and {@code built_in}; {@code sort} by {@code
   *     name} or {@code updated}; {@code limit} and {@code cursor}
   * @throws AdministrationException FORBIDDEN if the actor may not see everything, MALFORMED if a
   *     parameter is wrong
   */
  @Transactional
  public Page<Stored<ScopeDetails>> list(Actor actor, Query query) {
    return queries.list(actor, query);
  }

  /**
   * Defines a new scope.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, CONFLICT if there
   *     is a scope with this name, INVALID if a rule is broken
   */
  @Transactional
  public ScopeDetails create(Actor actor, String name, ScopeChange change) {
    return changes.create(actor, name, change);
  }

  /**
   * Changes a scope. An empty part of the change changes nothing.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such scope, CONFLICT if the scope is built in, INVALID if a rule is broken
   */
  @Transactional
  public ScopeDetails change(Actor actor, String name, ScopeChange change) {
    return changes.change(actor, name, change);
  }

  /**
   * Changes a scope if the precondition holds.
   *
   * @throws AdministrationException as {@link #change(Actor, String, ScopeChange)}, and STALE if
   *     the precondition does not hold
   */
  @Transactional
  public Stored<ScopeDetails> change(
      Actor actor, String name, Precondition precondition, ScopeChange change) {
    changes.change(actor, name, precondition, change);
    return queries.show(actor, name);
  }

  /**
   * Deletes a scope that no client may request.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such scope, STALE if the precondition does not hold, CONFLICT if the scope is built
   *     in or a client may request it
   */
  @Transactional
  public void delete(Actor actor, String name, Precondition precondition) {
    changes.delete(actor, name, precondition);
  }
}

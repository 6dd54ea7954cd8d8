package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** The use cases of scopes, each a transaction. */
@ApplicationScoped
public class ScopeAdministration {

  private final ScopeChanges changes;

  /** For the proxy only. */
  protected ScopeAdministration() {
    this(null);
  }

  @Inject
  ScopeAdministration(ScopeChanges changes) {
    this.changes = changes;
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
}

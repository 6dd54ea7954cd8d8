package org.postern.admin.scope;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.EntitySetting;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Problems;
import org.postern.admin.common.Revision;
import org.postern.admin.common.StepUp;
import org.postern.audit.AuditTrail;
import org.postern.audit.BeforeAndAfter;
import org.postern.audit.Change.ScopeChanged;
import org.postern.audit.FactKind;
import org.postern.config.Clock;
import org.postern.entity.DefinedScope;
import org.postern.oauth.ClientId;
import org.postern.store.ScopeStore;

/** Changes scopes, in the transaction of its caller. */
@ApplicationScoped
public class ScopeChanges {

  /** The largest number of clients that a refusal names. */
  private static final int NAMED_CLIENTS = 10;

  private final ScopeStore scopes;
  private final LockedRows rows;
  private final StepUp stepUp;
  private final AuditTrail audit;
  private final Clock clock;

  /** For the proxy only. */
  protected ScopeChanges() {
    this(null, null, null, null, null);
  }

  @Inject
  public ScopeChanges(
      ScopeStore scopes, LockedRows rows, StepUp stepUp, AuditTrail audit, Clock clock) {
    this.scopes = scopes;
    this.rows = rows;
    this.stepUp = stepUp;
    this.audit = audit;
    this.clock = clock;
  }

  public ScopeDetails create(Actor actor, String name, ScopeChange change) {
    actor.requireAdministrator();
    rows.lockCreation();
    Problems problems = new Problems();
    ScopeRules.checkName(problems, "/name", name);
    check(problems, change);
    if (givesMore(new DefinedScope(name, clock.now()), change)) {
      stepUp.require(actor);
    }
    if (scopes.lock(name).isPresent()) {
      throw AdministrationException.conflict("/name", "there is already a scope '" + name + "'");
    }
    DefinedScope scope = new DefinedScope(name, clock.now());
    assign(scope, change);
    scopes.add(scope);
    ScopeDetails created = ScopeDetails.of(scope);
    write(actor, FactKind.SCOPE_CREATED, name, BeforeAndAfter.created(created));
    return created;
  }

  /** Deletes a scope that no client may request. */
  public void delete(Actor actor, String name, Precondition precondition) {
    actor.requireAdministrator();
    DefinedScope scope = requireChangeable(name, precondition);
    List<String> clientIds = scopes.findClientIdsOf(name, NAMED_CLIENTS + 1);
    if (!clientIds.isEmpty()) {
      throw AdministrationException.conflict(
          "", "clients may ask for the scope: " + some(clientIds));
    }
    // Deleting can widen a scope: somebody may define it again without its limits, and live tokens
    // and resource servers know it only by its name.
    if (givesMore(scope, new ScopeChange(ScopeSetting.DEFAULTS))) {
      stepUp.require(actor);
    }
    ScopeDetails before = ScopeDetails.of(scope);
    scopes.remove(scope);
    write(actor, FactKind.SCOPE_DELETED, name, BeforeAndAfter.deleted(before));
  }

  private static String some(List<String> clientIds) {
    String named = clientIds.stream().limit(NAMED_CLIENTS).collect(Collectors.joining(", "));
    return clientIds.size() > NAMED_CLIENTS ? named + " and more" : named;
  }

  private DefinedScope requireChangeable(String name, Precondition precondition) {
    DefinedScope scope = scopes.lock(name).orElseThrow(() -> noScope(name));
    precondition.require(revision(scope));
    if (scope.isBuiltIn()) {
      throw AdministrationException.conflict(
          "/name", "the scope '" + name + "' is built in and cannot be changed");
    }
    return scope;
  }

  static AdministrationException noScope(String name) {
    return AdministrationException.notFound("there is no scope '" + name + "'");
  }

  static Revision revision(DefinedScope scope) {
    return Revision.of(0, scope.updated());
  }

  public ScopeDetails change(Actor actor, String name, ScopeChange change) {
    return change(actor, name, Precondition.NONE, change);
  }

  public ScopeDetails change(
      Actor actor, String name, Precondition precondition, ScopeChange change) {
    actor.requireAdministrator();
    check(new Problems(), change);
    return change(actor, requireChangeable(name, precondition), change);
  }

  private ScopeDetails change(Actor actor, DefinedScope scope, ScopeChange change) {
    if (givesMore(scope, change)) {
      stepUp.require(actor);
    }
    ScopeDetails before = ScopeDetails.of(scope);
    assign(scope, change);
    ScopeDetails after = ScopeDetails.of(scope);
    if (!after.equals(before)) {
      write(actor, FactKind.SCOPE_CHANGED, scope.name(), BeforeAndAfter.changed(before, after));
    }
    return after;
  }

  // Whether the scope is available to more users, clients or resource servers than before.
  private static boolean givesMore(DefinedScope before, ScopeChange change) {
    Optional<Audience> audience = change.get(ScopeSetting.AUDIENCE).flatMap(Audience::of);
    return isWider(before.roles(), change.get(ScopeSetting.ROLES))
        || isAcceptedByMore(before.resourceServers(), change.get(ScopeSetting.RESOURCE_SERVERS))
        || (!before.isForClients() && audience.filter(Audience::isForClients).isPresent())
        || (!before.isForUsers() && audience.filter(Audience::isForUsers).isPresent());
  }

  // Every server accepts the tokens of a scope without resource servers, so removing the last one
  // widens the scope. Adding one, even the first, widens it too: it may introspect the tokens.
  private static boolean isAcceptedByMore(Set<String> before, Optional<List<String>> after) {
    return after
        .filter(names -> names.isEmpty() ? !before.isEmpty() : !before.containsAll(names))
        .isPresent();
  }

  // Whether a limit to some names lets more of them pass. No names are no limit.
  private static boolean isWider(Set<String> before, Optional<List<String>> after) {
    return !before.isEmpty()
        && after.filter(names -> names.isEmpty() || !before.containsAll(names)).isPresent();
  }

  /**
   * Removes a client that will be deleted from the resource servers of all scopes. A scope must not
   * lose its only resource server in this way, because its tokens would lose their {@code aud} and
   * be accepted everywhere. The other resource servers are not locked: the caller holds the lock of
   * the client already, and their names may come before it in the order of locks.
   *
   * @param doomed the names of scopes that will be deleted too, for which this does not matter
   */
  public void removeResourceServer(Actor actor, ClientId clientId, Set<String> doomed) {
    // Sorted as everywhere: the order of the database depends on its locale. No row is read before
    // it is locked, because it could change until then.
    List<DefinedScope> served =
        scopes.findNamesOfResourceServer(clientId.value()).stream()
            .sorted()
            .map(scopes::lock)
            .flatMap(Optional::stream)
            .filter(scope -> scope.resourceServers().contains(clientId.value()))
            .toList();
    requireAnotherResourceServer(served, clientId, doomed);
    for (DefinedScope scope : served) {
      List<String> left =
          scope.resourceServers().stream()
              .filter(server -> !server.equals(clientId.value()))
              .toList();
      change(
          actor,
          requireChangeable(scope.name(), Precondition.NONE),
          ScopeChange.NONE.with(ScopeSetting.RESOURCE_SERVERS, left));
    }
  }

  private static void requireAnotherResourceServer(
      List<DefinedScope> all, ClientId clientId, Set<String> doomed) {
    String orphans =
        all.stream()
            .filter(scope -> scope.resourceServers().equals(Set.of(clientId.value())))
            .map(DefinedScope::name)
            .filter(name -> !doomed.contains(name))
            .collect(Collectors.joining(", "));
    if (!orphans.isEmpty()) {
      throw AdministrationException.conflict(
          "",
          "the client is the only resource server of these scopes, whose tokens would then be for"
              + " any: "
              + orphans
              + "; give them another one, or none, before");
    }
  }

  private void check(Problems problems, ScopeChange change) {
    List<String> servers = change.get(ScopeSetting.RESOURCE_SERVERS).orElse(List.of());
    // Lock the clients in a fixed order, and not in the order of the request.
    Set<String> found =
        servers.stream()
            .filter(rows.knownClients(servers))
            .sorted()
            .filter(server -> rows.findClient(server).isPresent())
            .collect(Collectors.toSet());
    ScopeRules.check(problems, change);
    ScopeRules.checkResourceServers(problems, servers, found::contains);
    problems.requireNone();
  }

  private void assign(DefinedScope scope, ScopeChange change) {
    EntitySetting.change(scope, change.values(), ScopeSetting.ALL, clock.now());
  }

  private void write(Actor actor, FactKind kind, String name, BeforeAndAfter values) {
    audit.changed(actor.author(), new ScopeChanged(kind, name, values));
  }
}

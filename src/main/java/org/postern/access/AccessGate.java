package org.postern.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.postern.access.Admission.Admitted;
import org.postern.entity.ClientSwitch;
import org.postern.entity.Holding;
import org.postern.oauth.GrantType;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.store.Assignment;
import org.postern.store.ClientStore;
import org.postern.store.RegisteredClient;
import org.postern.store.ScopeDefinition;
import org.postern.store.ScopeStore;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;

/**
 * Decides whether a client, and the user for whom it may act, can still hold a token. It looks at
 * the present registration and at the epochs, and never at throttling. It writes nothing and needs
 * no transaction.
 */
@ApplicationScoped
public class AccessGate {

  private static final String ADMINISTRATION_PREFIX = "postern.";

  private final ClientStore clients;
  private final UserStore users;
  private final ScopeStore scopes;

  /** For the proxy only. */
  protected AccessGate() {
    this(null, null, null);
  }

  @Inject
  public AccessGate(ClientStore clients, UserStore users, ScopeStore scopes) {
    this.clients = clients;
    this.users = users;
    this.scopes = scopes;
  }

  /**
   * Decides whether the holding is still allowed. It is refused if its scope is not empty and no
   * token of the scope is allowed any more.
   */
  public Verdict judge(Holding holding) {
    Admission admission = judgeHolder(holding);
    return admission instanceof Admitted admitted
        ? withScope(admitted, holding.scope())
        : (Verdict.Refused) admission;
  }

  /** Finds the name of the user of the holding, for the audit trail; empty if there is none. */
  public Optional<String> findUsername(Holding holding) {
    return Optional.ofNullable(holding.userId()).flatMap(users::find).map(UserAccount::username);
  }

  /**
   * Decides whether the client and the user of the holding may hold a token, before its scope is
   * chosen. The scope of the holding is not looked at.
   */
  public Admission judgeHolder(Holding holding) {
    Optional<RegisteredClient> client = clients.find(holding.clientId());
    return client.isEmpty()
        ? new Verdict.Refused(RefusalReason.CLIENT_UNKNOWN)
        : judgeHolder(holding, client.get());
  }

  /**
   * Decides as {@link #judgeHolder(Holding)} does, for a client that this request has already
   * looked up.
   */
  public Admission judgeHolder(Holding holding, RegisteredClient client) {
    return judgeHolder(
        holding, client, users::find, userId -> clients.findAssignment(client.id(), userId));
  }

  /**
   * Decides as {@link #judgeHolder(Holding)} does, for a client, a user and an assignment that this
   * request has already looked up. The decision then takes the same time for every user.
   */
  public Admission judgeHolder(
      Holding holding, RegisteredClient client, UserAccount user, Assignment assignment) {
    return judgeHolder(holding, client, userId -> Optional.of(user), userId -> assignment);
  }

  private Admission judgeHolder(
      Holding holding,
      RegisteredClient client,
      LongFunction<Optional<UserAccount>> account,
      LongFunction<Assignment> assignments) {
    if (!client.settings().enabled()) {
      return new Verdict.Refused(RefusalReason.CLIENT_DISABLED);
    }
    if (client.epoch() != holding.epochs().client()) {
      return new Verdict.Refused(RefusalReason.EPOCH_PASSED);
    }
    if (!client.allows(holding.grantType())) {
      return new Verdict.Refused(RefusalReason.GRANT_NOT_ALLOWED);
    }
    return holding.userId() == null
        ? judgeClientsOwn(holding, client)
        : judgeUsers(holding, client, account.apply(holding.userId()), assignments);
  }

  private Admission judgeClientsOwn(Holding holding, RegisteredClient client) {
    if (!client.settings().has(ClientSwitch.ACTS_FOR_OWNER)) {
      // A token that was issued while the client acted for an owner ends when the client acts for
      // itself.
      return holding.epochs().user() == 0
          ? new Admitted(client, Optional.empty(), "client:" + client.clientId())
          : new Verdict.Refused(RefusalReason.EPOCH_PASSED);
    }
    Optional<UserAccount> owner =
        findOwner(client).filter(user -> user.enabled() && !user.locked());
    if (owner.isEmpty()) {
      return new Verdict.Refused(RefusalReason.OWNER_NOT_ENABLED);
    }
    return owner.get().epoch() == holding.epochs().user()
        ? new Admitted(client, Optional.empty(), owner.get().subject())
        : new Verdict.Refused(RefusalReason.EPOCH_PASSED);
  }

  private Optional<UserAccount> findOwner(RegisteredClient client) {
    return Optional.ofNullable(client.settings().ownerId()).flatMap(users::find);
  }

  /** The epoch of the owner for whom the client acts now; 0 if it acts for itself. */
  public long ownerEpoch(RegisteredClient client) {
    return client.settings().has(ClientSwitch.ACTS_FOR_OWNER)
        ? findOwner(client).map(UserAccount::epoch).orElse(0L)
        : 0;
  }

  private Admission judgeUsers(
      Holding holding,
      RegisteredClient client,
      Optional<UserAccount> found,
      LongFunction<Assignment> assignments) {
    if (found.isEmpty()) {
      return new Verdict.Refused(RefusalReason.USER_UNKNOWN);
    }
    UserAccount user = found.get();
    if (!user.enabled()) {
      return new Verdict.Refused(RefusalReason.USER_DISABLED);
    }
    if (user.locked()) {
      return new Verdict.Refused(RefusalReason.USER_LOCKED);
    }
    if (user.epoch() != holding.epochs().user()) {
      return new Verdict.Refused(RefusalReason.EPOCH_PASSED);
    }
    Assignment assignment = assignments.apply(user.id());
    boolean allowed =
        switch (client.settings().userAccess()) {
          case EVERYONE -> true;
          case ASSIGNED -> assignment.assigned() || isInGroup(user, client);
          case NOBODY -> false;
        };
    if (!allowed) {
      return new Verdict.Refused(RefusalReason.USER_NOT_ASSIGNED);
    }
    if (assignment.epoch() != holding.epochs().assignment()) {
      return new Verdict.Refused(RefusalReason.EPOCH_PASSED);
    }
    return new Admitted(client, found, user.subject());
  }

  // Compare group names without regard to case, as directories do.
  private static boolean isInGroup(UserAccount user, RegisteredClient client) {
    return client.settings().userGroups().stream()
        .anyMatch(group -> user.groups().stream().anyMatch(group::equalsIgnoreCase));
  }

  private Verdict withScope(Admitted admitted, Scope scope) {
    Scope left = permitted(scope, admitted.client(), admitted.user());
    if (left.isEmpty() && !scope.isEmpty()) {
      return new Verdict.Refused(RefusalReason.SCOPE_NOT_ALLOWED);
    }
    return new Verdict.Granted(admitted.client(), admitted.user(), admitted.subject(), left);
  }

  /** Tells whether any enabled client is registered for the grant. */
  public boolean isUsedByAnyClient(GrantType grantType) {
    return clients.isInUse(grantType);
  }

  /**
   * Returns the part of a scope that this client may have now, for this user or on its own. A scope
   * token is allowed if it is registered for the client, is of the right kind (for users or for
   * clients), and is covered by the roles of the user, or of the owner for whom the client acts. A
   * user with a one-time password may have {@link Scope#PASSWORD_CHANGE} only.
   */
  public Scope permitted(Scope scope, RegisteredClient client, Optional<UserAccount> user) {
    return scope.filter(token -> isPermitted(token, client, user));
  }

  /**
   * The client identifiers of the resource servers to which a scope belongs, sorted; empty if its
   * tokens belong to none.
   */
  public List<String> audienceOf(Scope scope) {
    return scope.tokens().stream()
        .flatMap(token -> scopes.find(token).stream())
        .flatMap(definition -> definition.resourceServers().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private boolean isPermitted(String token, RegisteredClient client, Optional<UserAccount> user) {
    if (user.filter(UserAccount::oneTimePassword).isPresent()) {
      return token.equals(Scope.PASSWORD_CHANGE);
    }
    if (!client.settings().scopes().contains(token)) {
      return false;
    }
    Optional<ScopeDefinition> definition = scopes.find(token);
    if (definition.isEmpty()) {
      return false;
    }
    ScopeDefinition scope = definition.get();
    if (user.isEmpty()) {
      return scope.forClients()
          && (!client.settings().has(ClientSwitch.ACTS_FOR_OWNER)
              || mayHaveForOwner(scope, token, client));
    }
    return scope.forUsers() && isCovered(scope, user);
  }

  private boolean mayHaveForOwner(ScopeDefinition scope, String token, RegisteredClient client) {
    return !token.startsWith(ADMINISTRATION_PREFIX) && isCovered(scope, findOwner(client));
  }

  private static boolean isCovered(ScopeDefinition scope, Optional<UserAccount> user) {
    return scope.roles().isEmpty()
        || user.filter(one -> !Collections.disjoint(scope.roles(), one.roles())).isPresent();
  }
}

package org.postern.admin.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.Problem;
import org.postern.admin.common.Problems;
import org.postern.config.PosternConfig;
import org.postern.entity.Client;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientSwitch;
import org.postern.entity.DefinedScope;
import org.postern.entity.User;
import org.postern.entity.UserAccess;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.store.ClientStore;
import org.postern.store.ScopeStore;
import org.postern.store.UserStore;
import org.postern.user.Username;

/**
 * Decides what an actor may do with clients. An administrator may change all clients. An owner may
 * change the own clients, but may not give a client a right that only administrators give, and may
 * not change a client that has a right by which it could do more than its owner. For an actor that
 * may not see a client, the client does not exist.
 */
@ApplicationScoped
public class ClientRights {

  private static final String ADMINISTRATORS_ONLY = "may be set by an administrator only";

  private static final String ADMINISTRATION = "postern.";

  private final ClientStore clients;
  private final UserStore users;
  private final ScopeStore scopes;
  private final LockedRows rows;
  private final PosternConfig config;

  /** For the proxy only. */
  protected ClientRights() {
    this(null, null, null, null, null);
  }

  @Inject
  public ClientRights(
      ClientStore clients,
      UserStore users,
      ScopeStore scopes,
      LockedRows rows,
      PosternConfig config) {
    this.clients = clients;
    this.users = users;
    this.scopes = scopes;
    this.rows = rows;
    this.config = config;
  }

  /**
   * Refuses an actor that may see no client.
   *
   * @throws AdministrationException FORBIDDEN
   */
  public void requireMayLook(Actor actor) {
    if (actor.ownerSubject().isEmpty()) {
      actor.requireReader();
    }
  }

  /**
   * The key of the owner whose clients alone the actor may see; empty for an actor that may see all
   * clients.
   */
  Optional<Long> within(Actor actor) {
    return actor.isReader() ? Optional.empty() : Optional.of(ownerKey(actor));
  }

  private boolean maySee(Actor actor, Client client) {
    return actor.isReader() || isOwn(actor, client);
  }

  private boolean isOwn(Actor actor, Client client) {
    return client.ownerId().filter(ownerKey(actor)::equals).isPresent();
  }

  /**
   * Finds the client if the actor may see it. The caller must not change the row.
   *
   * @throws AdministrationException FORBIDDEN if the actor may see no client, NOT_FOUND if there is
   *     no such client
   */
  public Client requireVisible(Actor actor, ClientId clientId) {
    requireMayLook(actor);
    return clients
        .findRow(clientId)
        .filter(row -> maySee(actor, row))
        .orElseThrow(() -> LockedRows.noClient(clientId));
  }

  /**
   * Refuses a client that the actor may not see, before another row is locked. The row of the
   * client is not read, because it may change until it is locked too.
   *
   * @throws AdministrationException FORBIDDEN if the actor may see no client, NOT_FOUND if there is
   *     no such client
   */
  void requireVisibleBeforeLock(Actor actor, ClientId clientId) {
    requireMayLook(actor);
    boolean visible =
        actor.isReader()
            ? clients.findKey(clientId).isPresent()
            : clients.findClientIdsOfOwner(ownerKey(actor)).contains(clientId.value());
    if (!visible) {
      throw LockedRows.noClient(clientId);
    }
  }

  /** Tells whether the actor may see the client with this key. The client may have been deleted. */
  public boolean maySee(Actor actor, long clientKey) {
    return actor.isReader()
        || clients.findRow(clientKey).filter(client -> isOwn(actor, client)).isPresent();
  }

  /**
   * Tells whether the actor may end tokens of the client with this key. The client may have been
   * deleted.
   */
  public boolean mayEndTokens(Actor actor, long clientKey) {
    return actor.isAdministrator()
        || clients.findRow(clientKey).filter(client -> isOwn(actor, client)).isPresent();
  }

  /**
   * Refuses an actor that may change no client.
   *
   * @throws AdministrationException FORBIDDEN
   */
  public void requireMayChange(Actor actor) {
    if (actor.ownerSubject().isEmpty()) {
      actor.requireAdministrator();
    }
  }

  /** Tells whether the actor may change a client that the actor may see. */
  boolean mayChange(Actor actor, Client client) {
    return actor.isAdministrator() || (isOwn(actor, client) && !isPrivileged(client.settings()));
  }

  /**
   * Finds the client if the actor may change it, and locks it until the transaction ends.
   *
   * @throws AdministrationException NOT_FOUND if there is no such client that the actor may see,
   *     FORBIDDEN if the actor may not change it
   */
  Client requireChangeable(Actor actor, ClientId clientId) {
    requireMayChange(actor);
    Client client = rows.requireClient(clientId);
    if (actor.isAdministrator()) {
      return client;
    }
    if (!maySee(actor, client)) {
      throw LockedRows.noClient(clientId);
    }
    if (!isOwn(actor, client)) {
      throw AdministrationException.forbidden("the client belongs to somebody else");
    }
    if (isPrivileged(client.settings())) {
      throw AdministrationException.forbidden(
          "the client has rights that only an administrator gives, so only one may change it");
    }
    return client;
  }

  /**
   * Finds and locks the owner of a client that the actor registers; empty for an administrator.
   *
   * @throws AdministrationException CONFLICT if the owner has as many clients as an owner may have,
   *     because all their secrets are marked when the owner is disabled
   */
  Optional<User> lockOwnerOfNewClient(Actor actor) {
    Optional<User> owner = lockOwner(actor);
    if (owner
        .filter(user -> clients.countOfOwner(user.id()) >= config.clientsOfOwner())
        .isPresent()) {
      throw AdministrationException.conflict(
          "",
          "you own "
              + config.clientsOfOwner()
              + " clients, which is the most: an administrator can register further ones");
    }
    return owner;
  }

  /** Finds and locks the user whose clients the actor administers; empty for an administrator. */
  Optional<User> lockOwner(Actor actor) {
    if (actor.isAdministrator()) {
      return Optional.empty();
    }
    return Optional.of(
        actor
            .ownerSubject()
            .flatMap(users::lockBySubject)
            .orElseThrow(
                () -> AdministrationException.forbidden("only an administrator may do this")));
  }

  /**
   * Refuses an owner who names another owner. The refusal does not reveal whether that user exists.
   *
   * @throws AdministrationException FORBIDDEN
   */
  void requireMayName(Actor actor, Optional<String> owner) {
    if (actor.isAdministrator() || owner.isEmpty()) {
      return;
    }
    Optional<String> own = actor.ownerSubject().flatMap(subject -> actor.username());
    if (own.isEmpty() || !owner.flatMap(Username::prepare).equals(own)) {
      throw AdministrationException.forbidden(List.of(new Problem("/owner", ADMINISTRATORS_ONLY)));
    }
  }

  /**
   * Refuses settings that only an administrator may give.
   *
   * @param before the present settings, or the defaults of a new client
   * @throws AdministrationException FORBIDDEN with every such member
   */
  void requireMayGive(Actor actor, ClientSettings before, ClientSettings after) {
    if (actor.isAdministrator()) {
      return;
    }
    Problems problems = new Problems();
    if (!Objects.equals(before.ownerId(), after.ownerId())) {
      problems.add("/owner", ADMINISTRATORS_ONLY);
    }
    for (ClientSwitch which : ClientSwitch.values()) {
      if (which.isRight() && before.has(which) != after.has(which)) {
        problems.add("/" + which.text(), ADMINISTRATORS_ONLY);
      }
    }
    if (isNew(before.grants(), after.grants(), GrantType.PASSWORD)) {
      problems.add("/grants", "the password grant may be given by an administrator only");
    }
    if (after.userAccess() == UserAccess.EVERYONE && before.userAccess() != UserAccess.EVERYONE) {
      problems.add("/user_access", "everyone may be let in by an administrator only");
    }
    // A group may contain all users.
    if (!before.userGroups().containsAll(after.userGroups())) {
      problems.add("/user_groups", "a group may be let in by an administrator only");
    }
    List<DefinedScope> given =
        scopes.findAll().stream()
            .filter(scope -> after.scopes().contains(scope.name()))
            .filter(scope -> !before.scopes().contains(scope.name()))
            .toList();
    Set<String> roles = roles(actor);
    if (given.stream().anyMatch(DefinedScope::isBuiltIn)) {
      problems.add("/scopes", "a built-in scope may be given by an administrator only");
    }
    if (given.stream().anyMatch(scope -> isBeyond(roles, scope))) {
      problems.add(
          "/scopes",
          "a scope that needs a role which the owner does not have may be given by an administrator"
              + " only");
    }
    if (given.stream().anyMatch(scope -> isOfOthers(actor, scope))) {
      problems.add(
          "/scopes",
          "a scope of resource servers that the owner does not own may be given by an administrator"
              + " only");
    }
    problems.requireAllowed();
  }

  // Only the owner of a resource server decides who may call it.
  private boolean isOfOthers(Actor actor, DefinedScope scope) {
    if (scope.resourceServers().isEmpty()) {
      return false;
    }
    Long owner = ownerKey(actor);
    return !scope.resourceServers().stream()
        .allMatch(
            server ->
                clients
                    .findByClientId(new ClientId(server))
                    .filter(client -> owner.equals(client.settings().ownerId()))
                    .isPresent());
  }

  /**
   * Finds the scopes that the actor may give to a client.
   *
   * @throws AdministrationException FORBIDDEN if the actor may change no client
   */
  List<DefinedScope> findGivable(Actor actor) {
    requireMayChange(actor);
    Set<String> roles = roles(actor);
    return scopes.findAll().stream()
        .filter(
            scope ->
                actor.isAdministrator()
                    || (!scope.isBuiltIn() && !isBeyond(roles, scope) && !isOfOthers(actor, scope)))
        .toList();
  }

  private Set<String> roles(Actor actor) {
    return actor.ownerSubject().flatMap(users::findBySubject).map(User::roles).orElse(Set.of());
  }

  // A client's own token gets the scope without any role, but a user's token needs the role. So the
  // owner must have the role to give such a scope to a client.
  private static boolean isBeyond(Set<String> roles, DefinedScope scope) {
    return !scope.isBuiltIn()
        && scope.isForClients()
        && !scope.roles().isEmpty()
        && Collections.disjoint(scope.roles(), roles);
  }

  private static boolean isNew(Set<GrantType> before, Set<GrantType> after, GrantType grantType) {
    return after.contains(grantType) && !before.contains(grantType);
  }

  // An owner who could give such a client a secret or a grant could use its rights.
  private static boolean isPrivileged(ClientSettings settings) {
    return settings.switches().stream().anyMatch(ClientSwitch::isRight)
        || settings.scopes().tokens().stream().anyMatch(scope -> scope.startsWith(ADMINISTRATION));
  }

  private Long ownerKey(Actor actor) {
    return actor.ownerSubject().flatMap(users::findKey).orElse(UserStore.NO_USER);
  }
}

package org.postern.admin.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.postern.admin.common.Actor;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.Operator;
import org.postern.admin.common.Problems;
import org.postern.config.Clock;
import org.postern.entity.Client;
import org.postern.entity.ClientUser;
import org.postern.entity.User;
import org.postern.entity.UserAccess;
import org.postern.oauth.AdminScopes;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;
import org.postern.store.UserStore;

/**
 * Refuses an import after which whoever asked for it could not administer any more: because of the
 * user, if the content names it, or because of the client, whose tokens may also end when its owner
 * leaves by the content. The rows that the import changes are locked already.
 */
@ApplicationScoped
class ImportActor {

  private final LockedRows rows;
  private final ClientStore clients;
  private final UserStore users;
  private final Clock clock;

  /** For the proxy only. */
  protected ImportActor() {
    this(null, null, null, null);
  }

  @Inject
  ImportActor(LockedRows rows, ClientStore clients, UserStore users, Clock clock) {
    this.rows = rows;
    this.clients = clients;
    this.users = users;
    this.clock = clock;
  }

  /**
   * What the actor has before the import.
   *
   * @param epoch the epoch of the client; empty if the actor has none
   * @param administers whether the client may request the scope of administration
   * @param assigned whether the user is assigned to the client
   * @param authenticates whether the client has a secret that works
   */
  record Standing(
      Optional<Long> epoch, boolean administers, boolean assigned, boolean authenticates) {}

  /** Looks at the actor before the import changes anything. */
  Standing look(Actor actor) {
    Optional<Client> client = findClient(actor);
    return new Standing(
        client.map(Client::epoch),
        client.filter(ImportActor::administers).isPresent(),
        client.filter(row -> isAssigned(actor, row)).isPresent(),
        client.filter(this::authenticates).isPresent());
  }

  private boolean authenticates(Client client) {
    Instant now = clock.now();
    return clients.findSecrets(client.id()).stream()
        .anyMatch(secret -> secret.expires().map(now::isBefore).orElse(true));
  }

  private static boolean administers(Client client) {
    return client.settings().scopes().contains(AdminScopes.ADMIN);
  }

  private Optional<Client> findClient(Actor actor) {
    return actor.clientId().flatMap(id -> clients.findRow(new ClientId(id)));
  }

  private boolean isAssigned(Actor actor, Client client) {
    return actor
        .username()
        .flatMap(users::findId)
        .flatMap(userId -> clients.findAssignmentRow(client.id(), userId))
        .filter(ClientUser::isAssigned)
        .isPresent();
  }

  /** Compares the actor after all changes with the actor before. */
  void requireStays(Problems problems, Actor actor, ImportContent content, Standing before) {
    actor
        .username()
        .filter(name -> content.users().stream().anyMatch(user -> user.username().equals(name)))
        .flatMap(rows::findUser)
        .filter(ImportActor::hasLostRights)
        .ifPresent(
            user ->
                problems.add(
                    "/users", "would take the rights of '" + user.username() + "', who asks"));
    findClient(actor)
        .filter(client -> hasLostRights(actor, client, before))
        .ifPresent(
            client ->
                problems.add(
                    "/clients",
                    "would take the rights of '" + client.clientId() + "', which asks"));
  }

  private static boolean hasLostRights(User user) {
    return !user.isEnabled() || user.isLocked() || !user.roles().contains(Operator.ADMINISTRATOR);
  }

  // The epoch rises whenever the tokens of the client end, among them the one of this request.
  private boolean hasLostRights(Actor actor, Client client, Standing before) {
    return before.epoch().filter(epoch -> epoch != client.epoch()).isPresent()
        || (before.administers() && !administers(client))
        || (before.authenticates() && !authenticates(client))
        || (before.assigned()
            && client.settings().userAccess() == UserAccess.ASSIGNED
            && !isAssigned(actor, client));
  }
}

package org.postern.admin.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.Problem;
import org.postern.admin.common.Problems;
import org.postern.audit.AuditTrail;
import org.postern.audit.Change.AssignmentChanged;
import org.postern.audit.FactKind;
import org.postern.entity.Client;
import org.postern.entity.ClientUser;
import org.postern.entity.User;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;
import org.postern.store.UserStore;

/** Changes the users who are assigned to a client, in the transaction of its caller. */
@ApplicationScoped
public class ClientUsers {

  private final ClientStore clients;
  private final UserStore users;
  private final LockedRows rows;
  private final ClientRights rights;
  private final ClientStepUp stepUp;
  private final AuditTrail audit;

  /** For the proxy only. */
  protected ClientUsers() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public ClientUsers(
      ClientStore clients,
      UserStore users,
      LockedRows rows,
      ClientRights rights,
      ClientStepUp stepUp,
      AuditTrail audit) {
    this.clients = clients;
    this.users = users;
    this.rows = rows;
    this.rights = rights;
    this.stepUp = stepUp;
    this.audit = audit;
  }

  public void assign(Actor actor, ClientId clientId, String username) {
    User user = requireUser(actor, clientId, username);
    Client client = rights.requireChangeable(actor, clientId);
    stepUp.requireForUseOf(actor, client.settings());
    assign(actor, client, user);
  }

  // Check the rights first, so that an actor that may not change the client learns nothing about
  // users.
  private User requireUser(Actor actor, ClientId clientId, String username) {
    rights.requireMayChange(actor);
    rights.requireVisibleBeforeLock(actor, clientId);
    return rows.requireUser(username);
  }

  private void assign(Actor actor, Client client, User user) {
    Optional<ClientUser> row = clients.findAssignmentRow(client.id(), user.id());
    if (row.filter(ClientUser::isAssigned).isPresent()) {
      return;
    }
    row.ifPresentOrElse(
        ClientUser::assign, () -> clients.addAssignment(new ClientUser(client.id(), user.id())));
    write(actor, FactKind.CLIENT_USER_ASSIGNED, client, user);
  }

  /** Ends an assignment and every token of this user and client. */
  void unassign(Actor actor, ClientId clientId, String username) {
    User user = requireUser(actor, clientId, username);
    Client client = rights.requireChangeable(actor, clientId);
    ClientUser row =
        clients
            .findAssignmentRow(client.id(), user.id())
            .filter(ClientUser::isAssigned)
            .orElseThrow(
                () ->
                    AdministrationException.notFound(
                        "the user '" + user.username() + "' is not assigned to the client"));
    unassign(actor, client, user, row);
  }

  private void unassign(Actor actor, Client client, User user, ClientUser row) {
    row.unassign();
    write(actor, FactKind.CLIENT_USER_UNASSIGNED, client, user);
  }

  /** Replaces the assigned users of the client. */
  public void replace(Actor actor, ClientId clientId, List<String> usernames) {
    actor.requireAdministrator();
    clients.changeMany(() -> replaceAll(actor, clientId, usernames));
  }

  private void replaceAll(Actor actor, ClientId clientId, List<String> usernames) {
    Problems problems = new Problems();
    List<User> wanted = new ArrayList<>();
    Predicate<String> known = rows.knownUsers(usernames);
    for (int i = 0; i < usernames.size(); i++) {
      Optional<User> user = Optional.of(usernames.get(i)).filter(known).flatMap(rows::findUser);
      user.ifPresent(wanted::add);
      if (user.isEmpty()) {
        problems.add(Problem.pointer("/users", i), "there is no user '" + usernames.get(i) + "'");
      }
    }
    problems.requireNone();
    Client client = rows.requireClient(clientId);
    wanted.forEach(user -> assign(actor, client, user));
    Set<Long> ids = wanted.stream().map(User::id).collect(Collectors.toSet());
    for (ClientUser row : clients.findAssignments(client.id())) {
      if (row.isAssigned() && !ids.contains(row.userId())) {
        users.lock(row.userId()).ifPresent(user -> unassign(actor, client, user, row));
      }
    }
  }

  private void write(Actor actor, FactKind kind, Client client, User user) {
    audit.changed(actor.author(), new AssignmentChanged(kind, client.clientId(), user.username()));
  }
}

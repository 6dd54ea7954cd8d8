package org.postern.admin.transfer;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.common.Batches;
import org.postern.admin.common.LockedRows;
import org.postern.admin.scope.ScopeSetting;
import org.postern.admin.transfer.ImportContent.ClientPart;
import org.postern.admin.transfer.ImportContent.ScopePart;
import org.postern.admin.transfer.ImportContent.UserPart;
import org.postern.admin.user.UserChange;
import org.postern.admin.user.UserChanges;
import org.postern.entity.DefinedScope;
import org.postern.oauth.ClientId;
import org.postern.oauth.Scope;
import org.postern.store.ClientStore;
import org.postern.store.RegisteredClient;
import org.postern.store.ScopeStore;
import org.postern.store.SetupStore;
import org.postern.store.UserStore;

/**
 * Locks every row that an import names or changes, before it begins. These are also the clients
 * whose owner leaves by the file. The order is that of all changes: users, clients, scopes, each
 * sorted by name. In the order of the file, an import and the change of another administrator could
 * wait for each other.
 */
@ApplicationScoped
class ImportLocks {

  private final SetupStore setup;
  private final UserStore users;
  private final ClientStore clients;
  private final ScopeStore scopes;
  private final LockedRows rows;

  /** For the proxy only. */
  protected ImportLocks() {
    this(null, null, null, null, null);
  }

  @Inject
  ImportLocks(
      SetupStore setup, UserStore users, ClientStore clients, ScopeStore scopes, LockedRows rows) {
    this.setup = setup;
    this.users = users;
    this.clients = clients;
    this.scopes = scopes;
    this.rows = rows;
  }

  /**
   * Locks the rows that the content names.
   *
   * @param all whether all other rows are locked too, because they may be deleted
   */
  void take(ImportContent content, boolean all) {
    NavigableSet<String> usernames = new TreeSet<>();
    content.users().stream().map(UserPart::username).forEach(usernames::add);
    for (ClientPart client : content.clients()) {
      client.change().get(ClientSetting.OWNER).ifPresent(usernames::add);
      client.users().ifPresent(usernames::addAll);
    }
    usernames.addAll(assigned(content));
    NavigableSet<String> clientIds = new TreeSet<>();
    NavigableSet<String> names = new TreeSet<>();
    if (all) {
      usernames.addAll(users.findAllUsernames());
      clientIds.addAll(clients.findAllClientIds());
      scopes.findAll().stream().map(DefinedScope::name).forEach(names::add);
    }
    Map<String, UserChange> changes =
        content.users().stream().collect(toMap(UserPart::username, UserPart::change));
    each(
        usernames,
        name ->
            rows.findUser(name)
                .filter(user -> UserChanges.leaves(user, changes.get(user.username())))
                .map(owner -> clients.findClientIdsOfOwner(owner.id()))
                .ifPresent(clientIds::addAll));
    content.clients().stream().map(ClientPart::clientId).forEach(clientIds::add);
    content.scopes().stream()
        .flatMap(
            scope ->
                scope.change().get(ScopeSetting.RESOURCE_SERVERS).stream().flatMap(List::stream))
        .forEach(clientIds::add);
    each(clientIds, rows::findClient);
    content.scopes().stream().map(ScopePart::name).forEach(names::add);
    content.clients().stream()
        .map(ClientPart::change)
        .flatMap(
            change ->
                Stream.of(
                    change.get(ClientSetting.SCOPES), change.get(ClientSetting.DEFAULT_SCOPES)))
        .flatMap(Optional::stream)
        .flatMap(List::stream)
        .filter(Scope::isToken)
        .forEach(names::add);
    each(names, scopes::lock);
  }

  // The locks stay. Only the entities are forgotten.
  private void each(NavigableSet<String> names, Consumer<String> lock) {
    for (List<String> batch : Batches.of(List.copyOf(names), Batches.FEW)) {
      batch.forEach(lock);
      setup.flushAndForget();
    }
  }

  // Finds the users whose assignment may end, because the file has another list of users for the
  // client.
  private NavigableSet<String> assigned(ImportContent content) {
    List<ClientId> clientIds =
        content.clients().stream()
            .filter(client -> client.users().isPresent())
            .map(ClientPart::clientId)
            .filter(ClientId::isValid)
            .map(ClientId::new)
            .toList();
    NavigableSet<String> usernames = new TreeSet<>();
    for (List<ClientId> batch : Batches.of(clientIds, Batches.FEW)) {
      List<Long> ids =
          batch.stream()
              .flatMap(id -> clients.findByClientId(id).stream())
              .map(RegisteredClient::id)
              .toList();
      if (!ids.isEmpty()) {
        clients.findAssignedUsers(ids).values().stream()
            .flatMap(List::stream)
            .distinct()
            .flatMap(id -> users.findUsername(id).stream())
            .forEach(usernames::add);
      }
      setup.flushAndForget();
    }
    return usernames;
  }
}

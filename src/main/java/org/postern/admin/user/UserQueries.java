package org.postern.admin.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.admin.client.AssignedUser;
import org.postern.admin.client.ClientRights;
import org.postern.admin.common.Actor;
import org.postern.admin.common.ListParameters;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.admin.common.Stored;
import org.postern.crypto.Signer;
import org.postern.entity.Client;
import org.postern.entity.User;
import org.postern.oauth.ClientId;
import org.postern.store.ClientListStore;
import org.postern.store.Slice;
import org.postern.store.UserFilter;
import org.postern.store.UserStore;
import org.postern.user.Username;

/** Reads users and assignments, in the transaction of its caller. */
@ApplicationScoped
public class UserQueries {

  private final UserStore users;
  private final ClientListStore clients;
  private final ClientRights rights;
  private final Signer signer;

  /** For the proxy only. */
  protected UserQueries() {
    this(null, null, null, null);
  }

  @Inject
  public UserQueries(UserStore users, ClientListStore clients, ClientRights rights, Signer signer) {
    this.users = users;
    this.clients = clients;
    this.rights = rights;
    this.signer = signer;
  }

  Stored<UserDetails> show(Actor actor, String username) {
    actor.requireReader();
    return stored(require(username));
  }

  Page<Stored<UserDetails>> list(Actor actor, Query query) {
    actor.requireReader();
    ListParameters in = new ListParameters("users", query, signer);
    UserFilter filter =
        new UserFilter(in.text("text"), in.bool("enabled"), in.bool("locked"), Optional.empty());
    return list(in, filter).map(UserQueries::stored);
  }

  /** Lists the users who are assigned to a client. */
  Page<AssignedUser> listOfClient(Actor actor, ClientId clientId, Query query) {
    long id = rights.requireVisible(actor, clientId).id();
    ListParameters in = new ListParameters("users of client " + id, query, signer);
    UserFilter filter =
        new UserFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(id));
    return list(in, filter).map(AssignedUser::of);
  }

  private Page<User> list(ListParameters in, UserFilter filter) {
    Slice<User> slice = in.slice(UserStore.SORTS);
    return in.page(users.findAll(filter, slice), slice, User::id);
  }

  /** Lists the clients to which a user is assigned. */
  Page<AssignedClient> listClients(Actor actor, String username, Query query) {
    actor.requireReader();
    User user = require(username);
    ListParameters in = new ListParameters("clients of user " + user.id(), query, signer);
    Slice<Client> slice = in.slice(ClientListStore.SORTS);
    return in.page(clients.findAssigned(user.id(), slice), slice, Client::id)
        .map(AssignedClient::of);
  }

  private User require(String username) {
    return Username.prepare(username)
        .flatMap(users::findRow)
        .orElseThrow(() -> LockedRows.noUser(username));
  }

  private static Stored<UserDetails> stored(User user) {
    return new Stored<>(UserDetails.of(user), UserChanges.revision(user));
  }
}

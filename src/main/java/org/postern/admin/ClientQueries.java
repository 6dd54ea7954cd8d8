package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.crypto.Signer;
import org.postern.entity.Client;
import org.postern.entity.ClientSettings;
import org.postern.entity.User;
import org.postern.oauth.ClientId;
import org.postern.store.ClientFilter;
import org.postern.store.ClientStore;
import org.postern.store.Slice;
import org.postern.store.UserStore;
import org.postern.user.Username;

/** Looks at clients, in the transaction of its caller. */
@ApplicationScoped
class ClientQueries {

  // Belongs to nobody: the clients of an owner who is gone are none.
  private static final Long NOBODY = -1L;

  private final ClientStore clients;
  private final UserStore users;
  private final Signer signer;

  /** For the proxy only. */
  protected ClientQueries() {
    this(null, null, null);
  }

  @Inject
  ClientQueries(ClientStore clients, UserStore users, Signer signer) {
    this.clients = clients;
    this.users = users;
    this.signer = signer;
  }

  Stored<ClientDetails> show(Actor actor, ClientId clientId) {
    requireMayLook(actor);
    Client client =
        clients
            .findRow(clientId)
            .filter(row -> maySee(actor, row))
            .orElseThrow(() -> LockedRows.noClient(clientId));
    return stored(client, client.settings());
  }

  Page<Stored<ClientDetails>> list(Actor actor, Map<String, List<String>> parameters) {
    requireMayLook(actor);
    ListParameters in = new ListParameters("clients", parameters, signer);
    Optional<Long> owner = in.text("owner").map(name -> findUser(name));
    ClientFilter filter =
        new ClientFilter(
            in.text("text"),
            owner,
            owned(actor),
            in.oneOf("type", ClientRules::type, "must be confidential or public"),
            in.bool("enabled"),
            in.oneOf("grant", ClientRules::grant, ClientRules.GRANT_MESSAGE),
            in.text("scope"));
    Slice<Client> slice = in.slice(ClientStore.SORTS);
    Page<Client> page = in.page(clients.findAll(filter, slice), slice, Client::id);
    Map<Long, ClientSettings> settings = clients.findSettings(page.items());
    return page.map(client -> stored(client, settings.get(client.id())));
  }

  private Long findUser(String name) {
    return Username.prepare(name).flatMap(users::findId).orElse(NOBODY);
  }

  private static void requireMayLook(Actor actor) {
    if (actor.ownerSubject().isEmpty()) {
      actor.requireReader();
    }
  }

  /** Who may not see a client is not told that there is one. */
  private boolean maySee(Actor actor, Client client) {
    return actor.isReader() || owned(actor).equals(client.ownerId());
  }

  // Empty for who sees the clients of all.
  private Optional<Long> owned(Actor actor) {
    return actor.isReader()
        ? Optional.empty()
        : Optional.of(
            actor.ownerSubject().flatMap(users::findBySubject).map(User::id).orElse(NOBODY));
  }

  private Stored<ClientDetails> stored(Client client, ClientSettings settings) {
    Optional<String> owner = Optional.ofNullable(settings.ownerId()).flatMap(users::findUsername);
    return new Stored<>(
        ClientDetails.of(client.clientId(), settings, owner),
        Revision.of(client.id(), client.updated()));
  }
}

package org.postern.admin.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.admin.common.Actor;
import org.postern.admin.common.ListParameters;
import org.postern.admin.common.Page;
import org.postern.admin.common.Query;
import org.postern.admin.common.Stored;
import org.postern.config.Clock;
import org.postern.crypto.Signer;
import org.postern.entity.Client;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientUsage;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantCatalogue;
import org.postern.store.AccessTokenStore;
import org.postern.store.ClientFilter;
import org.postern.store.ClientListStore;
import org.postern.store.ClientStore;
import org.postern.store.Slice;
import org.postern.store.UsageStore;
import org.postern.store.UserStore;
import org.postern.user.Username;

/** Reads clients, in the transaction of its caller. */
@ApplicationScoped
public class ClientQueries {

  private final ClientStore clients;
  private final ClientListStore lists;
  private final UserStore users;
  private final UsageStore usages;
  private final AccessTokenStore tokens;
  private final ClientRights rights;
  private final Clock clock;
  private final Signer signer;
  private final GrantCatalogue catalogue;

  /** For the proxy only. */
  protected ClientQueries() {
    this(null, null, null, null, null, null, null, null, null);
  }

  @Inject
  public ClientQueries(
      ClientStore clients,
      ClientListStore lists,
      UserStore users,
      UsageStore usages,
      AccessTokenStore tokens,
      ClientRights rights,
      Clock clock,
      Signer signer,
      GrantCatalogue catalogue) {
    this.clients = clients;
    this.lists = lists;
    this.users = users;
    this.usages = usages;
    this.tokens = tokens;
    this.rights = rights;
    this.clock = clock;
    this.signer = signer;
    this.catalogue = catalogue;
  }

  Stored<ClientOverview> show(Actor actor, ClientId clientId) {
    Client client = rights.requireVisible(actor, clientId);
    return new Stored<>(
        new ClientOverview(
            view(client, client.settings(), usages.find(client.id())),
            secrets(client),
            tokens.countLive(client.id(), client.epoch(), clock.now(), ClientOverview.MAX_COUNT)),
        ClientChanges.revision(client));
  }

  /** Lists the secrets of a client, the oldest first. */
  Stored<List<SecretDetails>> secrets(Actor actor, ClientId clientId) {
    Client client = rights.requireVisible(actor, clientId);
    return new Stored<>(secrets(client), ClientChanges.revision(client));
  }

  private List<SecretDetails> secrets(Client client) {
    Map<Long, Instant> uses = usages.findSecretUses(client.id());
    return clients.findSecrets(client.id()).stream()
        .map(secret -> SecretDetails.of(secret, Optional.ofNullable(uses.get(secret.id()))))
        .toList();
  }

  public Page<ClientView> list(Actor actor, Query query) {
    rights.requireMayLook(actor);
    ListParameters in = new ListParameters("clients", query, signer);
    Optional<Long> owner = in.text("owner").map(name -> findUser(name));
    ClientFilter filter =
        new ClientFilter(
            in.text("text"),
            owner,
            rights.within(actor),
            in.oneOf("type", ClientRules::type, "must be confidential or public"),
            in.bool("enabled"),
            in.oneOf(
                "grant",
                name -> ClientRules.grant(name, catalogue),
                ClientRules.grantMessage(catalogue)),
            in.text("scope"),
            in.bool("weak_secret"),
            in.bool("secret_review"),
            in.instant("secret_before"),
            in.instant("unused_since"));
    Slice<Client> slice = in.slice(ClientListStore.SORTS);
    Page<Client> page = in.page(lists.findAll(filter, slice), slice, Client::id);
    Map<Long, ClientSettings> settings = lists.findSettings(page.items());
    Map<Long, ClientUsage> uses = usages.find(settings.keySet());
    return page.map(
        client ->
            view(client, settings.get(client.id()), Optional.ofNullable(uses.get(client.id()))));
  }

  private Long findUser(String name) {
    return Username.prepare(name).flatMap(users::findId).orElse(UserStore.NO_USER);
  }

  private ClientView view(Client client, ClientSettings settings, Optional<ClientUsage> usage) {
    Optional<String> owner = Optional.ofNullable(settings.ownerId()).flatMap(users::findUsername);
    return new ClientView(
        ClientDetails.of(client.clientId(), settings, owner),
        client.created(),
        client.updated(),
        usage.flatMap(ClientUsage::lastUsed),
        usage.flatMap(ClientUsage::lastIssued),
        usage.flatMap(ClientQueries::refusal));
  }

  private static Optional<ClientView.Refusal> refusal(ClientUsage usage) {
    return usage
        .lastRefused()
        .map(
            time ->
                new ClientView.Refusal(
                    time,
                    usage.lastRefusedReason().orElse(""),
                    usage.lastRefusedReference().orElse("")));
  }
}

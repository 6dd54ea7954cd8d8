package org.postern.admin.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Problems;
import org.postern.admin.common.Revision;
import org.postern.admin.common.SettingValues;
import org.postern.admin.scope.ScopeChanges;
import org.postern.audit.AuditTrail;
import org.postern.audit.BeforeAndAfter;
import org.postern.audit.Change.ClientChanged;
import org.postern.audit.FactKind;
import org.postern.config.Clock;
import org.postern.entity.Client;
import org.postern.entity.ClientSettings;
import org.postern.entity.User;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantCatalogue;
import org.postern.oauth.Scope;
import org.postern.store.ClientStore;
import org.postern.store.ScopeStore;
import org.postern.store.UserStore;

/** Changes the settings of clients, in the transaction of its caller. */
@ApplicationScoped
public class ClientChanges {

  private static final String RETIRED =
      "was the identifier of a client that is deleted, and is never given to another one";

  private static final int MANY_SCOPES = 50;

  private final ClientStore clients;
  private final UserStore users;
  private final ScopeStore scopes;
  private final LockedRows rows;
  private final ClientRights rights;
  private final ClientStepUp stepUp;
  private final ClientSecrets secrets;
  private final FormerOwners formerOwners;
  private final ScopeChanges scopeChanges;
  private final AuditTrail audit;
  private final Clock clock;
  private final GrantCatalogue catalogue;

  /** For the proxy only. */
  protected ClientChanges() {
    this(null, null, null, null, null, null, null, null, null, null, null, null);
  }

  @Inject
  public ClientChanges(
      ClientStore clients,
      UserStore users,
      ScopeStore scopes,
      LockedRows rows,
      ClientRights rights,
      ClientStepUp stepUp,
      ClientSecrets secrets,
      FormerOwners formerOwners,
      ScopeChanges scopeChanges,
      AuditTrail audit,
      Clock clock,
      GrantCatalogue catalogue) {
    this.clients = clients;
    this.users = users;
    this.scopes = scopes;
    this.rows = rows;
    this.rights = rights;
    this.stepUp = stepUp;
    this.secrets = secrets;
    this.formerOwners = formerOwners;
    this.scopeChanges = scopeChanges;
    this.audit = audit;
    this.clock = clock;
    this.catalogue = catalogue;
  }

  /**
   * Registers a client. If the actor is an owner of clients, the new client belongs to this owner.
   */
  public ClientDetails create(
      Actor actor, String clientId, ClientChange change, List<NewSecret> newSecrets) {
    rights.requireMayChange(actor);
    rights.requireMayName(actor, change.get(ClientSetting.OWNER));
    rows.lockCreation();
    Problems problems = new Problems();
    ClientRules.checkClientId(problems, "/client_id", clientId);
    ClientSettings defaults =
        ClientSettingsRules.defaults(change).toBuilder()
            .ownerId(rights.lockOwnerOfNewClient(actor).map(User::id).orElse(null))
            .build();
    ClientSettings settings = apply(problems, defaults, change, lockOwner(problems, change));
    SecretRules.check(problems, defaults.type(), newSecrets);
    secrets.checkNew(actor, problems, newSecrets);
    problems.requireNone();
    rights.requireMayGive(actor, defaults, settings);
    stepUp.requireForRights(actor, defaults, settings);
    ClientId id = new ClientId(clientId);
    secrets.requireGood(id, newSecrets);
    requireNew(actor, id);
    Client client = new Client(id, settings, clock.now());
    clients.add(client);
    ClientDetails created = details(id, settings);
    write(actor, FactKind.CLIENT_CREATED, id, BeforeAndAfter.created(created));
    secrets.add(actor, client, newSecrets);
    return created;
  }

  private void requireNew(Actor actor, ClientId id) {
    // The lock of creation is enough. The client must not be locked after the scopes.
    if (clients.findRow(id).isPresent()) {
      throw AdministrationException.conflict(
          "/client_id", "there is already a client '" + id + "'");
    }
    if (clients.isRetired(id)) {
      throw AdministrationException.conflict("/client_id", RETIRED);
    }
    // Allow similar identifiers in an import only, because its file comes from the operator of the
    // server.
    if (!actor.isImporting()) {
      if (clients.isSimilarRetired(id)) {
        throw AdministrationException.conflict(
            "/client_id", "could be confused with a deleted client");
      }
      clients
          .findSimilar(id)
          .ifPresent(
              other -> {
                throw AdministrationException.conflict(
                    "/client_id",
                    "could be confused with "
                        + (actor.isReader() ? "the client '" + other + "'" : "another client"));
              });
    }
  }

  public void change(
      Actor actor, ClientId clientId, Precondition precondition, ClientChange change) {
    rights.requireMayChange(actor);
    rights.requireMayName(actor, change.get(ClientSetting.OWNER));
    Problems problems = new Problems();
    Optional<Long> ownerId = lockOwner(problems, change);
    Client client = rights.requireChangeable(actor, clientId);
    precondition.require(revision(client));
    ClientSettings before = client.settings();
    change(
        actor,
        client,
        before,
        change,
        ownerId,
        problems,
        after -> {
          rights.requireMayGive(actor, before, after);
          stepUp.requireForRights(actor, before, after);
          if (change.secretGrace().isPresent()) {
            // This can end the last secret that works.
            actor.requireAdministrator();
            stepUp.require(actor);
          }
        });
  }

  ClientDetails changeSelf(Actor actor, SettingValues values) {
    Client client = rows.requireClient(actor.requireClient());
    return change(
        actor,
        client,
        client.settings(),
        new ClientChange(values.only(ClientSetting.SELF), Optional.empty()),
        Optional.empty(),
        new Problems(),
        after -> {});
  }

  private ClientDetails change(
      Actor actor,
      Client client,
      ClientSettings before,
      ClientChange change,
      Optional<Long> ownerId,
      Problems problems,
      Consumer<ClientSettings> rightsToGive) {
    ClientSettings after = apply(problems, before, change, ownerId);
    problems.requireNone();
    rightsToGive.accept(after);
    ClientDetails changed = details(client.clientId(), after);
    if (!after.equals(before)) {
      ClientDetails old = details(client.clientId(), before);
      client.change(after, clock.now());
      write(
          actor, FactKind.CLIENT_CHANGED, client.clientId(), BeforeAndAfter.changed(old, changed));
    }
    boolean left = before.ownerId() != null && !before.ownerId().equals(after.ownerId());
    if (left || change.secretGrace().isPresent()) {
      formerOwners.left(actor, client, change.secretGrace().orElse(SecretGrace.DEFAULT));
    }
    return changed;
  }

  /**
   * Deletes a client.
   *
   * @param doomedScopes the names of scopes that the same import deletes too
   */
  public void delete(
      Actor actor, ClientId clientId, Precondition precondition, Set<String> doomedScopes) {
    Client client = rights.requireChangeable(actor, clientId);
    precondition.require(revision(client));
    ClientDetails before = details(clientId, client.settings());
    scopeChanges.removeResourceServer(actor, clientId, doomedScopes);
    clients.remove(client, clock.now());
    write(actor, FactKind.CLIENT_DELETED, clientId, BeforeAndAfter.deleted(before));
  }

  /** Retires an identifier, as if a client with this identifier had been deleted on this server. */
  public void retire(Actor actor, String clientId) {
    actor.requireAdministrator();
    ClientId id = new ClientId(clientId);
    if (clients.retire(id, clock.now())) {
      write(actor, FactKind.CLIENT_IDENTIFIER_RETIRED, id, BeforeAndAfter.NONE);
    }
  }

  private Optional<Long> lockOwner(Problems problems, ClientChange change) {
    Optional<String> owner = change.get(ClientSetting.OWNER).filter(name -> !name.isEmpty());
    Optional<Long> id = owner.flatMap(rows::findUser).map(User::id);
    if (owner.isPresent() && id.isEmpty()) {
      problems.add("/owner", "there is no user '" + owner.get() + "'");
    }
    return id;
  }

  private ClientSettings apply(
      Problems problems, ClientSettings before, ClientChange change, Optional<Long> ownerId) {
    ClientRules.check(problems, change, catalogue);
    List<String> names =
        Stream.of(ClientSetting.SCOPES, ClientSetting.DEFAULT_SCOPES)
            .map(change::get)
            .flatMap(Optional::stream)
            .flatMap(List::stream)
            .distinct()
            .toList();
    return ClientSettingsRules.apply(
        problems, before, change, ownerId, knownScopes(names), catalogue);
  }

  // The scopes are locked, so that none is deleted until the client has it. Few names are looked up
  // one by one, as each client of an import comes by here. A long list costs one query, not one for
  // each name that somebody sent.
  private Set<String> knownScopes(List<String> names) {
    Set<String> sent = new TreeSet<>(names);
    sent.removeIf(name -> !Scope.isToken(name));
    if (sent.size() > MANY_SCOPES) {
      sent.retainAll(Set.copyOf(scopes.findAllNames()));
    }
    sent.removeIf(name -> scopes.lock(name).isEmpty());
    return sent;
  }

  /** Returns the revision of the client. */
  static Revision revision(Client client) {
    return Revision.of(client.id(), client.updated());
  }

  private ClientDetails details(ClientId clientId, ClientSettings settings) {
    Optional<String> owner = Optional.ofNullable(settings.ownerId()).flatMap(users::findUsername);
    return ClientDetails.of(clientId, settings, owner);
  }

  private void write(Actor actor, FactKind kind, ClientId clientId, BeforeAndAfter values) {
    audit.changed(actor.author(), new ClientChanged(kind, clientId, values));
  }
}

package org.postern.admin.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Page;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Query;
import org.postern.admin.common.SettingValues;
import org.postern.admin.common.Stored;
import org.postern.admin.common.UseCases;
import org.postern.admin.scope.ScopeDetails;
import org.postern.crypto.SecureTokens;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;

/**
 * The use cases of clients, their secrets and their assigned users. Each change is one transaction.
 */
@UseCases
@ApplicationScoped
public class ClientAdministration {

  private final ClientQueries queries;
  private final ClientChanges changes;
  private final ClientSecrets secrets;
  private final ClientUsers assignments;
  private final ClientRights rights;
  private final ClientStore clients;
  private final UserStore users;
  private final SecureTokens secureTokens;

  /** For the proxy only. */
  protected ClientAdministration() {
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  public ClientAdministration(
      ClientQueries queries,
      ClientChanges changes,
      ClientSecrets secrets,
      ClientUsers assignments,
      ClientRights rights,
      ClientStore clients,
      UserStore users,
      SecureTokens secureTokens) {
    this.queries = queries;
    this.changes = changes;
    this.secrets = secrets;
    this.assignments = assignments;
    this.rights = rights;
    this.clients = clients;
    this.users = users;
    this.secureTokens = secureTokens;
  }

  /**
   * Shows a client. For an owner, clients of others do not exist.
   *
   * @throws AdministrationException FORBIDDEN if the actor may see no client, NOT_FOUND if there is
   *     no such client
   */
  @Transactional
  public Stored<ClientOverview> show(Actor actor, ClientId clientId) {
    return queries.show(actor, clientId);
  }

  /**
   * Converts a text to a client identifier.
   *
   * @throws AdministrationException NOT_FOUND if no client can have it
   */
  public ClientId requireId(String text) {
    if (!ClientId.isValid(text)) {
      throw AdministrationException.notFound("there is no such client");
    }
    return new ClientId(text);
  }

  /**
   * Tells whether the actor may change a client, at least in part.
   *
   * @throws AdministrationException as {@link #show}
   */
  @Transactional
  public boolean mayChange(Actor actor, ClientId clientId) {
    return rights.mayChange(actor, rights.requireVisible(actor, clientId));
  }

  /**
   * Lists the scopes that the actor may give to a client, sorted by name.
   *
   * @throws AdministrationException FORBIDDEN if the actor may change no client
   */
  @Transactional
  public List<ScopeDetails> givableScopes(Actor actor) {
    return rights.findGivable(actor).stream()
        .map(ScopeDetails::of)
        .sorted(Comparator.comparing(ScopeDetails::name))
        .toList();
  }

  /**
   * Lists a page of the clients that the actor may see.
   *
   * @param query the filters {@code text}, {@code owner}, {@code type}, {@code enabled}, {@code
   *     grant}, {@code scope}, {@code weak_secret}, {@code secret_review}, {@code secret_before}
   *     and {@code unused_since}; {@code sort} by {@code client_id}, {@code created} or {@code
   *     updated}; {@code limit} and {@code cursor}
   * @throws AdministrationException FORBIDDEN if the actor may see no client, MALFORMED if a
   *     parameter is wrong
   */
  @Transactional
  public Page<ClientView> list(Actor actor, Query query) {
    return queries.list(actor, query);
  }

  /**
   * Shows a client its own registration. The actor needs a token with the scope {@code
   * client.self}. Needs no transaction and must not be called inside one.
   *
   * @throws AdministrationException FORBIDDEN without the scope
   */
  public Optional<ClientDetails> findSelf(Actor actor) {
    actor.requireScope(OwnSecretAdministration.SCOPE);
    return clients.findByClientId(actor.requireClient()).map(this::details);
  }

  private ClientDetails details(RegisteredClient client) {
    Optional<String> owner =
        Optional.ofNullable(client.settings().ownerId())
            .flatMap(users::find)
            .map(UserAccount::username);
    return ClientDetails.of(client.clientId(), client.settings(), owner);
  }

  /**
   * Changes the part of its own registration that a client may change. The actor needs a token with
   * the scope {@code client.self}.
   *
   * @param values new values of {@link ClientSetting#SELF}; others are ignored
   * @throws AdministrationException FORBIDDEN without the scope, NOT_FOUND if there is no such
   *     client, INVALID if a rule is broken
   */
  @Transactional
  public ClientDetails changeSelf(Actor actor, SettingValues values) {
    actor.requireScope(OwnSecretAdministration.SCOPE);
    return changes.changeSelf(actor, values);
  }

  /**
   * Registers a client.
   *
   * @param newSecrets the secrets of the new client; empty for a public client
   * @throws AdministrationException FORBIDDEN if the actor may not register clients or not give
   *     these rights, CONFLICT if there is a client with this identifier or a similar one, INVALID
   *     if a rule is broken
   */
  @Transactional
  public ClientDetails create(
      Actor actor, String clientId, ClientChange change, List<NewSecret> newSecrets) {
    return changes.create(actor, clientId, change, newSecrets);
  }

  /**
   * Registers a client, and creates the identifier and the secrets that the input leaves to
   * Postern.
   *
   * @throws AdministrationException as {@link #create}
   */
  @Transactional
  public RegisteredWithSecrets register(Actor actor, NewClient client) {
    List<NewSecret> values = client.secrets().stream().map(this::withValue).toList();
    String wanted = client.clientId().orElseGet(secureTokens::newClientId);
    ClientId clientId = changes.create(actor, wanted, client.settings(), values).clientId();
    Stored<ClientOverview> created = queries.show(actor, clientId);
    List<MadeSecret> made = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      made.add(made(client.secrets().get(i), values.get(i), created.value().secrets().get(i)));
    }
    return new RegisteredWithSecrets(created, made);
  }

  private NewSecret withValue(SecretWish wish) {
    return new NewSecret(
        wish.label(), wish.value().orElseGet(secureTokens::newClientSecret), wish.expires());
  }

  // Do not return a value that the caller has chosen, because the caller knows it.
  private static MadeSecret made(SecretWish wish, NewSecret secret, SecretDetails details) {
    return new MadeSecret(
        details, wish.value().isPresent() ? Optional.empty() : Optional.of(secret.value()));
  }

  /**
   * Changes a client. An empty part of the change changes nothing.
   *
   * @throws AdministrationException FORBIDDEN if the actor may not change the client or not give
   *     these rights, NOT_FOUND if there is no such client, STALE if the precondition does not
   *     hold, INVALID if a rule is broken
   */
  @Transactional
  public Stored<ClientOverview> change(
      Actor actor, ClientId clientId, Precondition precondition, ClientChange change) {
    changes.change(actor, clientId, precondition, change);
    return queries.show(actor, clientId);
  }

  /**
   * Deletes a client with its secrets and assignments, which ends all its tokens.
   *
   * @throws AdministrationException FORBIDDEN if the actor may not change the client, NOT_FOUND if
   *     there is no such client, STALE if the precondition does not hold, CONFLICT if it is the
   *     only resource server of a scope
   */
  @Transactional
  public void delete(Actor actor, ClientId clientId, Precondition precondition) {
    changes.delete(actor, clientId, precondition, Set.of());
  }

  /**
   * Lists the secrets of a client, the oldest first, without their values.
   *
   * @throws AdministrationException FORBIDDEN if the actor may see no client, NOT_FOUND if there is
   *     no such client
   */
  @Transactional
  public Stored<List<SecretDetails>> secrets(Actor actor, ClientId clientId) {
    return queries.secrets(actor, clientId);
  }

  /**
   * Shows a secret of a client, without its value.
   *
   * @throws AdministrationException as {@link #secrets}, and NOT_FOUND if there is no such secret
   */
  @Transactional
  public SecretDetails secret(Actor actor, ClientId clientId, String label) {
    return queries.secrets(actor, clientId).value().stream()
        .filter(secret -> secret.label().equals(label))
        .findFirst()
        .orElseThrow(() -> ClientSecrets.noSecret(label));
  }

  /**
   * Adds a secret to a client.
   *
   * @throws AdministrationException FORBIDDEN if the actor may not change the client, NOT_FOUND if
   *     there is no such client, CONFLICT if the client already has this label or value, or the
   *     largest number of secrets, INVALID if a rule is broken or the client is public
   */
  @Transactional
  public SecretDetails addSecret(Actor actor, ClientId clientId, NewSecret secret) {
    return secrets.add(actor, clientId, secret, true);
  }

  /**
   * Adds a secret to a client, and creates its value if none is given.
   *
   * @throws AdministrationException as {@link #addSecret(Actor, ClientId, NewSecret)}
   */
  @Transactional
  public Stored<MadeSecret> addSecret(Actor actor, ClientId clientId, SecretWish wish) {
    NewSecret secret = withValue(wish);
    SecretDetails added = secrets.add(actor, clientId, secret, wish.value().isPresent());
    MadeSecret made = made(wish, secret, added);
    return new Stored<>(made, queries.secrets(actor, clientId).revision());
  }

  /**
   * Changes label and expiry of a secret. This ends no token.
   *
   * @param evenLast whether the change may end the last secret that works
   * @throws AdministrationException FORBIDDEN if the actor may not change the client, NOT_FOUND if
   *     there is no such client or secret, STALE if the precondition does not hold, CONFLICT if
   *     another secret has the label, or the change ends the last secret that works and {@code
   *     evenLast} is not set, INVALID if a rule is broken
   */
  @Transactional
  public Stored<SecretDetails> changeSecret(
      Actor actor,
      ClientId clientId,
      String label,
      Precondition precondition,
      SecretChange change,
      boolean evenLast) {
    return secrets.change(actor, clientId, label, precondition, change, evenLast);
  }

  /**
   * Removes a secret from a client. This ends no token.
   *
   * @param evenLast whether the secret may be the last one that works
   * @throws AdministrationException FORBIDDEN if the actor may not change the client, NOT_FOUND if
   *     there is no such client or secret, STALE if the precondition does not hold, CONFLICT if the
   *     secret is the last one that works and {@code evenLast} is not set
   */
  @Transactional
  public void removeSecret(
      Actor actor, ClientId clientId, String label, Precondition precondition, boolean evenLast) {
    secrets.remove(actor, clientId, label, precondition, evenLast);
  }

  /**
   * Assigns a user to a client; does nothing if the user is assigned already.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such client or user
   */
  @Transactional
  public void assign(Actor actor, ClientId clientId, String username) {
    assignments.assign(actor, clientId, username);
  }

  /**
   * Ends the assignment of a user to a client, and every token of this user and client.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such client or user, or the user is not assigned
   */
  @Transactional
  public void unassign(Actor actor, ClientId clientId, String username) {
    assignments.unassign(actor, clientId, username);
  }
}

package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;

/**
 * The use cases of clients, their secrets and their assigned users. Each change is a transaction.
 */
@ApplicationScoped
public class ClientAdministration {

  private final ClientQueries queries;
  private final ClientChanges changes;
  private final ClientSecrets secrets;
  private final ClientUsers assignments;
  private final ClientStore clients;
  private final UserStore users;

  /** For the proxy only. */
  protected ClientAdministration() {
    this(null, null, null, null, null, null);
  }

  @Inject
  ClientAdministration(
      ClientQueries queries,
      ClientChanges changes,
      ClientSecrets secrets,
      ClientUsers assignments,
      ClientStore clients,
      UserStore users) {
    this.queries = queries;
    this.changes = changes;
    this.secrets = secrets;
    this.assignments = assignments;
    this.clients = clients;
    this.users = users;
  }

  /**
   * A client. An owner of clients is not told of those of others.
   *
   * @throws AdministrationException FORBIDDEN if the actor may look at no client, NOT_FOUND if
   *     there is no such client
   */
  @Transactional
  public Stored<ClientDetails> show(Actor actor, ClientId clientId) {
    return queries.show(actor, clientId);
  }

  /**
   * A part of the clients that the actor may look at.
   *
   * @param parameters the filters {@code text}, {@code owner}, {@code type}, {@code enabled},
   *     {@code grant} and {@code scope}; {@code sort} by {@code client_id}, {@code created} or
   *     {@code updated}; {@code limit} and {@code cursor}
   * @throws AdministrationException FORBIDDEN if the actor may look at no client, MALFORMED if a
   *     parameter is wrong
   */
  @Transactional
  public Page<Stored<ClientDetails>> list(Actor actor, Map<String, List<String>> parameters) {
    return queries.list(actor, parameters);
  }

  /** The client as it may see itself. Needs no transaction and must not be called inside one. */
  public Optional<ClientDetails> findSelf(ClientId clientId) {
    return clients.findByClientId(clientId).map(this::details);
  }

  private ClientDetails details(RegisteredClient client) {
    Optional<String> owner =
        Optional.ofNullable(client.settings().ownerId())
            .flatMap(users::find)
            .map(UserAccount::username);
    return ClientDetails.of(client.clientId(), client.settings(), owner);
  }

  /**
   * Changes what a client may change itself.
   *
   * @param name 0 to 200 characters, no control characters; empty leaves it
   * @param description 0 to 2,000 characters, no control characters; empty leaves it
   * @throws AdministrationException NOT_FOUND if there is no such client, INVALID if a rule is
   *     broken
   */
  @Transactional
  public ClientDetails changeSelf(
      ClientId clientId, Optional<String> name, Optional<String> description) {
    return changes.changeSelf(clientId, name, description);
  }

  /**
   * Registers a client.
   *
   * @param newSecrets empty for a public client
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, CONFLICT if there
   *     is one of this identifier, INVALID if a rule is broken
   */
  @Transactional
  public ClientDetails create(
      Actor actor, String clientId, ClientChange change, List<NewSecret> newSecrets) {
    return changes.create(actor, clientId, change, newSecrets);
  }

  /**
   * Changes a client; what the change leaves empty stays.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such client, INVALID if a rule is broken
   */
  @Transactional
  public ClientDetails change(Actor actor, ClientId clientId, ClientChange change) {
    return changes.change(actor, clientId, change);
  }

  /**
   * Deletes a client with its secrets and assignments, and so ends every token.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such client
   */
  @Transactional
  public void delete(Actor actor, ClientId clientId) {
    changes.delete(actor, clientId);
  }

  /**
   * Gives a client one more secret.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such client, CONFLICT if the client has the label or the value already, INVALID if a
   *     rule is broken or the client is public
   */
  @Transactional
  public SecretDetails addSecret(Actor actor, ClientId clientId, NewSecret secret) {
    return secrets.add(actor, clientId, secret);
  }

  /**
   * Takes a secret from a client; ends no token.
   *
   * @param evenLast whether it may be the last one that works
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such client or secret, CONFLICT if it is the last one that works and {@code evenLast}
   *     is not set
   */
  @Transactional
  public void removeSecret(Actor actor, ClientId clientId, String label, boolean evenLast) {
    secrets.remove(actor, clientId, label, evenLast);
  }

  /**
   * Assigns a user to a client; does nothing if that is so already.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such client or user
   */
  @Transactional
  public void assign(Actor actor, ClientId clientId, String username) {
    assignments.assign(actor, clientId, username);
  }

  /**
   * Ends the assignment of a user to a client, and every token of the pair.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such client or user, or the user is not assigned
   */
  @Transactional
  public void unassign(Actor actor, ClientId clientId, String username) {
    assignments.unassign(actor, clientId, username);
  }
}

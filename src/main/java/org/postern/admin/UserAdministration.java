package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.oauth.ClientId;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;

/** The use cases of users, each a transaction. User names may come in any form of RFC 8265. */
@UseCases
@ApplicationScoped
public class UserAdministration {

  private static final String PROFILE = "profile";

  private final UserQueries queries;
  private final UserChanges changes;
  private final UserStore users;

  /** For the proxy only. */
  protected UserAdministration() {
    this(null, null, null);
  }

  @Inject
  UserAdministration(UserQueries queries, UserChanges changes, UserStore users) {
    this.queries = queries;
    this.changes = changes;
    this.users = users;
  }

  /**
   * A user.
   *
   * @throws AdministrationException FORBIDDEN if the actor may not look at everything, NOT_FOUND if
   *     there is no such user
   */
  @Transactional
  public Stored<UserDetails> show(Actor actor, String username) {
    return queries.show(actor, username);
  }

  /**
   * A part of the users.
   *
   * @param parameters the filters {@code text}, {@code enabled} and {@code locked}; {@code sort} by
   *     {@code username}, {@code created} or {@code updated}; {@code limit} and {@code cursor}
   * @throws AdministrationException FORBIDDEN if the actor may not look at everything, MALFORMED if
   *     a parameter is wrong
   */
  @Transactional
  public Page<Stored<UserDetails>> list(Actor actor, Map<String, List<String>> parameters) {
    return queries.list(actor, parameters);
  }

  /**
   * A part of the users who are assigned to a client: {@code sort} as in {@link #list}, {@code
   * limit} and {@code cursor}.
   *
   * @throws AdministrationException FORBIDDEN if the actor may look at no client, NOT_FOUND if
   *     there is no such client, MALFORMED if a parameter is wrong
   */
  @Transactional
  public Page<AssignedUser> listOfClient(
      Actor actor, ClientId clientId, Map<String, List<String>> parameters) {
    return queries.listOfClient(actor, clientId, parameters);
  }

  /**
   * A part of the clients that a user is assigned to, with the parameters of a list: {@code sort}
   * by {@code client_id}, {@code created} or {@code updated}; {@code limit} and {@code cursor}.
   *
   * @throws AdministrationException FORBIDDEN if the actor may not look at everything, NOT_FOUND if
   *     there is no such user, MALFORMED if a parameter is wrong
   */
  @Transactional
  public Page<AssignedClient> listClients(
      Actor actor, String username, Map<String, List<String>> parameters) {
    return queries.listClients(actor, username, parameters);
  }

  /**
   * Creates a user.
   *
   * @param password empty for a user who cannot log in with one
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, CONFLICT if there
   *     is one of this name, INVALID if a rule is broken
   */
  @Transactional
  public UserDetails create(
      Actor actor, String username, UserChange change, Optional<HashedPassword> password) {
    return changes.create(actor, username, change, password);
  }

  /**
   * Changes a user; what the change leaves empty stays.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such user, INVALID if a rule is broken
   */
  @Transactional
  public UserDetails change(Actor actor, String username, UserChange change) {
    return changes.change(actor, username, change);
  }

  /**
   * The same, if the user is still as the precondition says.
   *
   * @throws AdministrationException as above, and STALE
   */
  @Transactional
  public Stored<UserDetails> change(
      Actor actor, String username, Precondition precondition, UserChange change) {
    changes.change(actor, username, precondition, change);
    return queries.show(actor, username);
  }

  /**
   * The user who asks, by a token with the scope {@code profile}. Needs no transaction and must not
   * be called inside one.
   *
   * @throws AdministrationException FORBIDDEN without the scope
   */
  public Optional<UserDetails> findProfile(Actor actor) {
    actor.requireScope(PROFILE);
    return users.findBySubject(actor.requireSubject()).map(UserDetails::of);
  }

  /**
   * Changes what users may change themselves, by a token with the scope {@code profile}.
   *
   * @param displayName 0 to 200 characters, no control characters; empty leaves it
   * @param email an address of at most 254 characters, or an empty text; empty leaves it
   * @throws AdministrationException FORBIDDEN without the scope, NOT_FOUND if there is no such
   *     user, INVALID if a rule is broken
   */
  @Transactional
  public UserDetails changeProfile(
      Actor actor, Optional<String> displayName, Optional<String> email) {
    actor.requireScope(PROFILE);
    return changes.changeProfile(actor, displayName, email);
  }

  /**
   * Sets another password and ends every token of the user.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such user
   */
  @Transactional
  public void changePassword(Actor actor, String username, HashedPassword password) {
    changes.changePassword(actor, username, password);
  }

  /**
   * Sets the password that the user chose and ends every token of the user.
   *
   * @param verified the user as of when the old password was checked
   * @throws AdministrationException NOT_FOUND if there is no such user any more, CONFLICT if
   *     something ended the user's tokens since
   */
  @Transactional
  void changeOwnPassword(Actor actor, UserAccount verified, HashedPassword password) {
    changes.changeOwnPassword(actor, verified, password);
  }

  /**
   * Deletes a user with the assignments, and so ends every token.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such user, STALE if the user is not as the precondition says, CONFLICT if the user
   *     owns a client
   */
  @Transactional
  public void delete(Actor actor, String username, Precondition precondition) {
    changes.delete(actor, username, precondition);
  }
}

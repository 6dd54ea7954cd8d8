package org.postern.admin.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.postern.admin.client.AssignedUser;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Page;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Query;
import org.postern.admin.common.SettingValues;
import org.postern.admin.common.Stored;
import org.postern.admin.common.UseCases;
import org.postern.oauth.ClientId;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;

/** The use cases of users. Each is one transaction. User names may be in any RFC 8265 form. */
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
  public UserAdministration(UserQueries queries, UserChanges changes, UserStore users) {
    this.queries = queries;
    this.changes = changes;
    this.users = users;
  }

  /**
   * Shows a user.
   *
   * @throws AdministrationException FORBIDDEN if the actor may not see everything, NOT_FOUND if
   *     there is no such user
   */
  @Transactional
  public Stored<UserDetails> show(Actor actor, String username) {
    return queries.show(actor, username);
  }

  /**
   * Lists a page of the users.
   *
   * @param query the filters {@code text}, {@code enabled} and {@code locked}; {@code sort} by
   *     {@code username}, {@code created} or {@code updated}; {@code limit} and {@code cursor}
   * @throws AdministrationException FORBIDDEN if the actor may not see everything, MALFORMED if a
   *     parameter is wrong
   */
  @Transactional
  public Page<Stored<UserDetails>> list(Actor actor, Query query) {
    return queries.list(actor, query);
  }

  /**
   * Lists a page of the users who are assigned to a client.
   *
   * @param query {@code sort} as in {@link #list}; {@code limit} and {@code cursor}
   * @throws AdministrationException FORBIDDEN if the actor may see no client, NOT_FOUND if there is
   *     no such client, MALFORMED if a parameter is wrong
   */
  @Transactional
  public Page<AssignedUser> listOfClient(Actor actor, ClientId clientId, Query query) {
    return queries.listOfClient(actor, clientId, query);
  }

  /**
   * Lists a page of the clients to which a user is assigned.
   *
   * @param query {@code sort} by {@code client_id}, {@code created} or {@code updated}; {@code
   *     limit} and {@code cursor}
   * @throws AdministrationException FORBIDDEN if the actor may not see everything, NOT_FOUND if
   *     there is no such user, MALFORMED if a parameter is wrong
   */
  @Transactional
  public Page<AssignedClient> listClients(Actor actor, String username, Query query) {
    return queries.listClients(actor, username, query);
  }

  /**
   * Creates a user.
   *
   * @param password the password; empty for a user without a password in the database
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, CONFLICT if there
   *     is a user with this name, INVALID if a rule is broken
   */
  @Transactional
  public UserDetails create(
      Actor actor, String username, UserChange change, Optional<HashedPassword> password) {
    return changes.create(actor, username, change, password);
  }

  /**
   * Changes a user. An empty part of the change changes nothing.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such user, INVALID if a rule is broken
   */
  @Transactional
  public UserDetails change(Actor actor, String username, UserChange change) {
    return changes.change(actor, username, change);
  }

  /**
   * Changes a user if the precondition holds.
   *
   * @throws AdministrationException as {@link #change(Actor, String, UserChange)}, and STALE if the
   *     precondition does not hold
   */
  @Transactional
  public Stored<UserDetails> change(
      Actor actor, String username, Precondition precondition, UserChange change) {
    changes.change(actor, username, precondition, change);
    return queries.show(actor, username);
  }

  /**
   * Shows the acting user the own account. The actor needs a token with the scope {@code profile}.
   * Needs no transaction and must not be called inside one.
   *
   * @throws AdministrationException FORBIDDEN without the scope
   */
  public Optional<UserDetails> findProfile(Actor actor) {
    actor.requireScope(PROFILE);
    return users.findBySubject(actor.requireSubject()).map(UserDetails::of);
  }

  /**
   * Changes the part of the own account that users may change. The actor needs a token with the
   * scope {@code profile}.
   *
   * @param profile new values of {@link UserSetting#PROFILE}; others are ignored
   * @throws AdministrationException FORBIDDEN without the scope, NOT_FOUND if there is no such
   *     user, INVALID if a rule is broken
   */
  @Transactional
  public UserDetails changeProfile(Actor actor, SettingValues profile) {
    actor.requireScope(PROFILE);
    return changes.changeProfile(actor, profile);
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
   * Sets the password that the user has chosen and ends every token of the user.
   *
   * @param verified the user as it was when the old password was checked
   * @throws AdministrationException NOT_FOUND if the user does not exist any more, CONFLICT if the
   *     user's tokens were ended since
   */
  @Transactional
  void changeOwnPassword(Actor actor, UserAccount verified, HashedPassword password) {
    changes.changeOwnPassword(actor, verified, password);
  }

  /**
   * Deletes a user and the user's assignments, which ends every token of the user.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such user, STALE if the precondition does not hold, CONFLICT if the user owns a
   *     client or is the last administrator
   */
  @Transactional
  public void delete(Actor actor, String username, Precondition precondition) {
    changes.delete(actor, username, precondition);
  }
}

package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;

/** The use cases of users, each a transaction. User names may come in any form of RFC 8265. */
@ApplicationScoped
public class UserAdministration {

  private final UserChanges changes;
  private final UserStore users;

  /** For the proxy only. */
  protected UserAdministration() {
    this(null, null);
  }

  @Inject
  UserAdministration(UserChanges changes, UserStore users) {
    this.changes = changes;
    this.users = users;
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

  /** The user whom tokens call so. Needs no transaction and must not be called inside one. */
  public Optional<UserDetails> findProfile(String subject) {
    return users.findBySubject(subject).map(UserDetails::of);
  }

  /**
   * Changes what users may change themselves.
   *
   * @param subject what tokens call the user
   * @param displayName 0 to 200 characters, no control characters; empty leaves it
   * @param email an address of at most 254 characters, or an empty text; empty leaves it
   * @throws AdministrationException NOT_FOUND if there is no such user, INVALID if a rule is broken
   */
  @Transactional
  public UserDetails changeProfile(
      String subject, Optional<String> displayName, Optional<String> email) {
    return changes.changeProfile(subject, displayName, email);
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
  void changeOwnPassword(UserAccount verified, HashedPassword password) {
    changes.changeOwnPassword(verified, password);
  }

  /**
   * Deletes a user with the assignments, and so ends every token.
   *
   * @throws AdministrationException FORBIDDEN if the actor is no administrator, NOT_FOUND if there
   *     is no such user, CONFLICT if the user owns a client
   */
  @Transactional
  public void delete(Actor actor, String username) {
    changes.delete(actor, username);
  }
}

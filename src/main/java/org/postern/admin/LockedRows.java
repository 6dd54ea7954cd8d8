package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.entity.Client;
import org.postern.entity.User;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;
import org.postern.store.SetupStore;
import org.postern.store.UserStore;
import org.postern.user.Username;

/**
 * The rows that a change is about, locked until its transaction ends. Whoever needs several locks
 * users first, then clients, then scopes, so that two changes do not wait for each other.
 */
@ApplicationScoped
class LockedRows {

  private final SetupStore setup;
  private final ClientStore clients;
  private final UserStore users;

  /** For the proxy only. */
  protected LockedRows() {
    this(null, null, null);
  }

  @Inject
  LockedRows(SetupStore setup, ClientStore clients, UserStore users) {
    this.setup = setup;
    this.clients = clients;
    this.users = users;
  }

  /**
   * Lets everything new queue up, before any other row is locked: the second of two that take one
   * name at the same moment then finds the first.
   */
  void lockCreation() {
    setup.lock();
  }

  /** The user of this name, which may be in any form. */
  Optional<User> findUser(String username) {
    return Username.prepare(username).flatMap(users::lock);
  }

  /**
   * The same.
   *
   * @throws AdministrationException NOT_FOUND
   */
  User requireUser(String username) {
    return findUser(username).orElseThrow(() -> noUser(username));
  }

  /** The client of this identifier, which may be any text. */
  Optional<Client> findClient(String clientId) {
    return ClientId.isValid(clientId) ? clients.lock(new ClientId(clientId)) : Optional.empty();
  }

  /**
   * The client of this identifier.
   *
   * @throws AdministrationException NOT_FOUND
   */
  Client requireClient(ClientId clientId) {
    return clients.lock(clientId).orElseThrow(() -> noClient(clientId));
  }

  static AdministrationException noUser(String username) {
    return AdministrationException.notFound("there is no user '" + username + "'");
  }

  static AdministrationException noClient(ClientId clientId) {
    return AdministrationException.notFound("there is no client '" + clientId + "'");
  }
}

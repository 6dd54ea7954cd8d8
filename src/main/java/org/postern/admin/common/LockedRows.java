package org.postern.admin.common;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.postern.entity.Client;
import org.postern.entity.User;
import org.postern.oauth.ClientId;
import org.postern.store.ClientStore;
import org.postern.store.SetupStore;
import org.postern.store.UserStore;
import org.postern.user.Username;

/**
 * Finds rows for a change and locks them until the transaction ends. A change that needs several
 * rows must lock users first, then clients, then scopes, so that two changes do not wait for each
 * other.
 */
@ApplicationScoped
public class LockedRows {

  // So many names are looked up one by one.
  private static final int MANY = 500;

  private final SetupStore setup;
  private final ClientStore clients;
  private final UserStore users;

  /** For the proxy only. */
  protected LockedRows() {
    this(null, null, null);
  }

  @Inject
  public LockedRows(SetupStore setup, ClientStore clients, UserStore users) {
    this.setup = setup;
    this.clients = clients;
    this.users = users;
  }

  /**
   * Makes the creation of objects run one after another. This must be called before any other row
   * is locked. If two requests create objects with the same name at the same time, the second one
   * then finds the first object.
   */
  public void lockCreation() {
    setup.lock();
  }

  /**
   * Tells of each name whether a user may have it. A long list costs one query, so that {@link
   * #findUser} is called once for each user there is and not once for each name that somebody sent.
   */
  public Predicate<String> knownUsers(List<String> usernames) {
    return known(usernames, users::findAllUsernames, name -> Username.prepare(name).orElse(name));
  }

  /** Does the same for the identifiers of clients. */
  public Predicate<String> knownClients(List<String> clientIds) {
    return known(clientIds, clients::findAllClientIds, name -> name);
  }

  private static Predicate<String> known(
      List<String> names, Supplier<List<String>> all, UnaryOperator<String> form) {
    if (names.size() <= MANY) {
      return name -> true;
    }
    Set<String> known = Set.copyOf(all.get());
    return name -> known.contains(form.apply(name));
  }

  /** Finds the user with this name, which may be in any RFC 8265 form. */
  public Optional<User> findUser(String username) {
    return Username.prepare(username).flatMap(users::lock);
  }

  /**
   * Returns the user with this name.
   *
   * @throws AdministrationException NOT_FOUND
   */
  public User requireUser(String username) {
    return findUser(username).orElseThrow(() -> noUser(username));
  }

  /** Finds the client with this identifier, which may be any text. */
  public Optional<Client> findClient(String clientId) {
    return ClientId.isValid(clientId) ? clients.lock(new ClientId(clientId)) : Optional.empty();
  }

  /**
   * Returns the client with this identifier.
   *
   * @throws AdministrationException NOT_FOUND
   */
  public Client requireClient(ClientId clientId) {
    return clients.lock(clientId).orElseThrow(() -> noClient(clientId));
  }

  public static AdministrationException noUser(String username) {
    return AdministrationException.notFound("there is no user '" + username + "'");
  }

  public static AdministrationException noClient(ClientId clientId) {
    return AdministrationException.notFound("there is no client '" + clientId + "'");
  }
}

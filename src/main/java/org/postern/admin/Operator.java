package org.postern.admin;

import java.io.Serializable;
import java.util.Set;
import org.postern.store.UserAccount;

/**
 * A user who may work at the console, as of one moment.
 *
 * @param subject what tokens call the user
 * @param username in its RFC 8265 form
 * @param roles those that the user has
 * @param mustChangePassword whether nothing else may be done before
 * @param epoch a number that changes whenever everything of the user is ended
 */
public record Operator(
    String subject, String username, Set<String> roles, boolean mustChangePassword, long epoch)
    implements Serializable {

  /** The role of who may change everything. */
  static final String ADMINISTRATOR = "administrator";

  private static final String VIEWER = "viewer";

  /** The role of who may administer the own clients. */
  static final String CLIENT_OWNER = "client-owner";

  /** The roles that give rights here. */
  static final Set<String> ROLES = Set.of(ADMINISTRATOR, VIEWER, CLIENT_OWNER);

  /** Copies the set. */
  public Operator {
    roles = Set.copyOf(roles);
  }

  static Operator of(UserAccount account) {
    return new Operator(
        account.subject(),
        account.username(),
        account.roles(),
        account.oneTimePassword(),
        account.epoch());
  }

  /** Whether one of the roles lets the user in. */
  boolean hasAnyRight() {
    return isReader() || isClientOwner();
  }

  /** Whether the user may change everything. */
  public boolean isAdministrator() {
    return roles.contains(ADMINISTRATOR);
  }

  /** Whether the user may look at everything. */
  public boolean isReader() {
    return isAdministrator() || roles.contains(VIEWER);
  }

  /** Whether the user may administer the clients that are the user's own. */
  public boolean isClientOwner() {
    return roles.contains(CLIENT_OWNER);
  }

  /** Who acts, from this address, with the rights of now. */
  Actor actor(Actor.Login login, String source) {
    return Actor.of(this, login, source);
  }
}

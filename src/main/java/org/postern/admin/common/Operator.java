package org.postern.admin.common;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.postern.store.UserAccount;

/**
 * A user who may work at the console, as the user was at one moment.
 *
 * @param subject the subject of the user's tokens
 * @param username the user name in its RFC 8265 form
 * @param roles the roles of the user
 * @param mustChangePassword whether the user must change the password before doing anything else
 * @param epoch a number that changes whenever all tokens and sessions of the user are ended
 */
public record Operator(
    String subject, String username, Set<String> roles, boolean mustChangePassword, long epoch)
    implements Serializable {

  /** The role that allows to change everything. */
  public static final String ADMINISTRATOR = "administrator";

  private static final String VIEWER = "viewer";

  /** The role that allows to administer the own clients. */
  public static final String CLIENT_OWNER = "client-owner";

  /** The roles that give rights here. Other roles are only asked for by scopes. */
  public static final List<String> ROLES = List.of(VIEWER, CLIENT_OWNER, ADMINISTRATOR);

  /** Copies the set of roles. */
  public Operator {
    roles = Set.copyOf(roles);
  }

  public static Operator of(UserAccount account) {
    return new Operator(
        account.subject(),
        account.username(),
        account.roles(),
        account.oneTimePassword(),
        account.epoch());
  }

  /** Whether one of the roles allows the user to use the console. */
  public boolean hasAnyRight() {
    return isReader() || isClientOwner();
  }

  /** Whether the user may change everything. */
  public boolean isAdministrator() {
    return roles.contains(ADMINISTRATOR);
  }

  /** Whether the user may see everything. */
  public boolean isReader() {
    return isAdministrator() || roles.contains(VIEWER);
  }

  /** Whether the user may administer the own clients. */
  public boolean isClientOwner() {
    return roles.contains(CLIENT_OWNER);
  }

  /** Tells whether one of these roles allows a user to administer the own clients. */
  public static boolean mayAdministerClients(Collection<String> roles) {
    return roles.contains(CLIENT_OWNER) || roles.contains(ADMINISTRATOR);
  }

  /** Returns this user as an actor with the present rights. */
  public Actor actor(Actor.Login login, String source) {
    return Actor.of(this, login, source);
  }
}

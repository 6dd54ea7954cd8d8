package org.postern.admin.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientChanges;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.client.ClientUsers;
import org.postern.admin.client.NewSecret;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Operator;
import org.postern.admin.user.HashedPassword;
import org.postern.admin.user.UserChange;
import org.postern.admin.user.UserChanges;
import org.postern.admin.user.UserSetting;
import org.postern.oauth.AdminScopes;
import org.postern.oauth.ClientId;
import org.postern.store.SetupStore;

/** Creates the first administrator and a client for logging in, in one transaction. */
@ApplicationScoped
public class FirstStartAdministration {

  /** The name of the user. */
  public static final String USERNAME = "admin";

  /** The identifier of the client. */
  public static final String CLIENT_ID = "admin-cli";

  private final SetupStore setup;
  private final UserChanges users;
  private final ClientChanges clients;
  private final ClientUsers assignments;

  /** For the proxy only. */
  protected FirstStartAdministration() {
    this(null, null, null, null);
  }

  @Inject
  public FirstStartAdministration(
      SetupStore setup, UserChanges users, ClientChanges clients, ClientUsers assignments) {
    this.setup = setup;
    this.users = users;
    this.clients = clients;
    this.assignments = assignments;
  }

  /**
   * Creates both, unless there is a user or a client already. Several nodes that start at once
   * create them only once.
   *
   * @param password the password, which the user must replace at the first login
   * @param secret the secret of the client
   * @return whether they were created now
   * @throws AdministrationException INVALID if the secret is not allowed
   */
  @Transactional
  public boolean create(HashedPassword password, String secret) {
    setup.lock();
    if (!setup.isEmpty()) {
      return false;
    }
    users.create(
        Actor.SETUP,
        USERNAME,
        UserChange.NONE.with(UserSetting.ROLES, List.of(Operator.ADMINISTRATOR)),
        Optional.of(password.oneTime(Optional.empty())));
    clients.create(
        Actor.SETUP,
        CLIENT_ID,
        ClientChange.NONE
            .with(ClientSetting.NAME, "Administration by script")
            .with(
                ClientSetting.DESCRIPTION,
                "Gets tokens for the admin API by the password of an administrator")
            .with(ClientSetting.GRANTS, List.of("password"))
            .with(
                ClientSetting.SCOPES,
                List.of(AdminScopes.ADMIN, AdminScopes.READ, AdminScopes.CLIENTS))
            .with(ClientSetting.DEFAULT_SCOPES, List.of(AdminScopes.ADMIN)),
        List.of(new NewSecret("default", secret, Optional.empty())));
    assignments.assign(Actor.SETUP, new ClientId(CLIENT_ID), USERNAME);
    return true;
  }
}

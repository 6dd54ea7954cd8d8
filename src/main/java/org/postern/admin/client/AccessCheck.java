package org.postern.admin.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.access.AccessGate;
import org.postern.access.Verdict;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.LockedRows;
import org.postern.admin.common.UseCases;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantCatalogue;
import org.postern.oauth.GrantDescription;
import org.postern.oauth.GrantType;
import org.postern.oauth.RefusalReason;
import org.postern.store.ClientStore;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;
import org.postern.user.Username;

/** Asks the gate in advance whether a user may get a token. */
@UseCases
@ApplicationScoped
public class AccessCheck {

  private final ClientRights rights;
  private final ClientStore clients;
  private final UserStore users;
  private final AccessGate gate;
  private final GrantCatalogue catalogue;

  /** For the proxy only. */
  protected AccessCheck() {
    this(null, null, null, null, null);
  }

  @Inject
  public AccessCheck(
      ClientRights rights,
      ClientStore clients,
      UserStore users,
      AccessGate gate,
      GrantCatalogue catalogue) {
    this.rights = rights;
    this.clients = clients;
    this.users = users;
    this.gate = gate;
    this.catalogue = catalogue;
  }

  /**
   * Tells whether the user may get a token through the client, with any grant that starts with a
   * user. This writes nothing, and checks neither a password nor a throttle. Must not be called
   * inside a transaction.
   *
   * @throws AdministrationException FORBIDDEN if the actor may see no client, NOT_FOUND if there is
   *     no such client
   */
  public UserVerdict mayUse(Actor actor, ClientId clientId, String username) {
    rights.requireVisible(actor, clientId);
    RegisteredClient client =
        clients.findByClientId(clientId).orElseThrow(() -> LockedRows.noClient(clientId));
    Optional<String> prepared = Username.prepare(username);
    Optional<UserAccount> user = prepared.flatMap(users::findByUsername);
    String asked = prepared.orElse(username);
    UserVerdict verdict =
        user.map(account -> verdict(client, account))
            .orElseGet(() -> UserVerdict.refused(asked, RefusalReason.USER_UNKNOWN));
    return actor.isReader() ? verdict : UserVerdict.bare(asked, verdict.allowed());
  }

  private UserVerdict verdict(RegisteredClient client, UserAccount user) {
    Holding holding =
        new Holding(
            client.id(),
            user.id(),
            grantFor(client),
            client.settings().scopes(),
            new Epochs(
                client.epoch(),
                user.epoch(),
                clients.findAssignment(client.id(), user.id()).epoch()));
    if (gate.judgeHolder(holding, client) instanceof Verdict.Refused refused) {
      return UserVerdict.refused(user.username(), refused.reason());
    }
    return new UserVerdict(
        user.username(),
        true,
        Optional.empty(),
        gate.permitted(client.settings().scopes(), client, Optional.of(user)),
        gate.permitted(client.settings().defaultScopes(), client, Optional.of(user)),
        user.oneTimePassword());
  }

  // A refresh token only continues what another grant has started. If the client may use no grant
  // for users, the gate refuses the password grant with the right reason.
  private GrantType grantFor(RegisteredClient client) {
    return catalogue.grants().stream()
        .filter(GrantDescription::forUsers)
        .map(GrantDescription::type)
        .filter(type -> !type.equals(GrantType.REFRESH_TOKEN) && client.allows(type))
        .findFirst()
        .orElse(GrantType.PASSWORD);
  }
}

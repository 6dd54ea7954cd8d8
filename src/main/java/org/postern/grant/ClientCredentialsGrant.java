package org.postern.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.postern.access.AccessGate;
import org.postern.clientauth.AuthenticatedClient;
import org.postern.oauth.GrantDescription;
import org.postern.oauth.GrantDescription.Label;
import org.postern.oauth.GrantDescription.PublicClients;
import org.postern.oauth.GrantType;
import org.postern.oauth.TokenRequest;
import org.postern.token.Authorization;

/**
 * Issues a client's own token. RFC 6749 §4.4. It never comes with a refresh token: §4.4.3.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749 §4.4</a>
 */
@ApplicationScoped
public class ClientCredentialsGrant implements Grant {

  private static final GrantDescription DESCRIPTION =
      new GrantDescription(
          GrantType.CLIENT_CREDENTIALS,
          new Label("for itself", "für sich selbst"),
          List.of(),
          // This grant MUST only be used by confidential clients: §4.4.
          PublicClients.REFUSED,
          false);

  private final AccessGate gate;

  /** For the proxy only. */
  protected ClientCredentialsGrant() {
    this(null);
  }

  @Inject
  public ClientCredentialsGrant(AccessGate gate) {
    this.gate = gate;
  }

  @Override
  public GrantDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Authorization authorize(TokenRequest request, AuthenticatedClient client) {
    return Authorization.ofClient(
        client.client(), GrantType.CLIENT_CREDENTIALS, gate.ownerEpoch(client.client()));
  }
}

package org.postern.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.postern.access.AccessGate;
import org.postern.clientauth.AuthenticatedClient;
import org.postern.oauth.GrantType;
import org.postern.oauth.TokenRequest;
import org.postern.token.Authorization;

/**
 * Issues a client's own token. RFC 6749 §4.4. It never comes with a refresh token: §4.4.3. The
 * method {@code RegisteredClient#allows} refuses this grant to public clients.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749 §4.4</a>
 */
@ApplicationScoped
@ForGrantType("client_credentials")
public class ClientCredentialsGrant implements Grant {

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
  public Authorization authorize(TokenRequest request, AuthenticatedClient client) {
    return Authorization.ofClient(
        client.client(), GrantType.CLIENT_CREDENTIALS, gate.ownerEpoch(client.client()));
  }
}

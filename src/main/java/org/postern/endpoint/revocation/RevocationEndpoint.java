package org.postern.endpoint.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.postern.clientauth.ClientAuthentication;
import org.postern.oauth.OAuthException;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.TokenRequest;
import org.postern.store.RegisteredClient;

/** Takes the steps of a revocation in their order. RFC 7009 §2.1. */
@ApplicationScoped
public class RevocationEndpoint {

  private final ClientAuthentication authentication;
  private final RevocationService service;

  /** For the proxy only. */
  protected RevocationEndpoint() {
    this(null, null);
  }

  @Inject
  public RevocationEndpoint(ClientAuthentication authentication, RevocationService service) {
    this.authentication = authentication;
    this.service = service;
  }

  /**
   * Ends the presented token. The end is committed when the method returns. An unknown token is
   * ignored.
   *
   * @throws OAuthException InvalidClient if client authentication fails; InvalidRequest if the
   *     token parameter is missing, or the client uses two methods to authenticate; InvalidGrant if
   *     the token was issued to another client; TemporarilyUnavailable (429) after too many
   *     failures
   */
  public void revoke(TokenRequest request) {
    RegisteredClient client = authentication.authenticate(request).client();
    try {
      // The parameter is REQUIRED: §2.1.
      String token = request.require(ParameterNames.TOKEN);
      service.revoke(token, client, request.source());
    } catch (OAuthException refusal) {
      throw refusal.about(client.clientId());
    }
  }
}

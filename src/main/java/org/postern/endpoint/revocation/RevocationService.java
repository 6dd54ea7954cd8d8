package org.postern.endpoint.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.postern.oauth.OAuthException;
import org.postern.store.RegisteredClient;
import org.postern.token.TokenRevoker;

/** Ends a token in one transaction, which is committed when the method returns. */
@ApplicationScoped
public class RevocationService {

  private final TokenRevoker revoker;

  /** For the proxy only. */
  protected RevocationService() {
    this(null);
  }

  @Inject
  public RevocationService(TokenRevoker revoker) {
    this.revoker = revoker;
  }

  /**
   * Ends a token.
   *
   * @throws OAuthException InvalidGrant if the token was issued to another client
   */
  @Transactional
  public void revoke(String token, RegisteredClient client, String source) {
    revoker.revoke(token, client, source);
  }
}

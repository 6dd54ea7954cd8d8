package org.postern.endpoint.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.postern.oauth.OAuthException;
import org.postern.store.RegisteredClient;
import org.postern.store.Transactions;
import org.postern.token.TokenRevoker;

/** Ends a token in one transaction, which is committed when this returns. */
@ApplicationScoped
public class RevocationService {

  private final Transactions transactions;
  private final TokenRevoker revoker;

  /** For the proxy only. */
  protected RevocationService() {
    this(null, null);
  }

  @Inject
  public RevocationService(Transactions transactions, TokenRevoker revoker) {
    this.transactions = transactions;
    this.revoker = revoker;
  }

  /**
   * Ends a token.
   *
   * @throws OAuthException InvalidGrant if it was issued to another client
   */
  public void revoke(String token, RegisteredClient client, String source) {
    transactions.run(() -> revoker.revoke(token, client, source));
  }
}

package org.postern.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.postern.clientauth.AuthenticatedClient;
import org.postern.crypto.TokenValue;
import org.postern.entity.Holding;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthException;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;
import org.postern.store.TokenFamilyStore;
import org.postern.store.TokenFamilyStore.InFamily;
import org.postern.token.Authorization;
import org.postern.user.DirectoryLogin;

/**
 * Exchanges a refresh token. RFC 6749 §6. Finds the family and whose it is; whether the token may
 * still be used is decided where it is consumed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 §6</a>
 */
@ApplicationScoped
@ForGrantType("refresh_token")
public class RefreshTokenGrant implements Grant {

  private final TokenFamilyStore families;
  private final DirectoryLogin directory;

  /** For the proxy only. */
  protected RefreshTokenGrant() {
    this(null, null);
  }

  @Inject
  public RefreshTokenGrant(TokenFamilyStore families, DirectoryLogin directory) {
    this.families = families;
    this.directory = directory;
  }

  @Override
  public Authorization authorize(TokenRequest request, AuthenticatedClient client) {
    // REQUIRED: §6.
    TokenValue presented = new TokenValue(request.require(ParameterNames.REFRESH_TOKEN));
    InFamily found =
        families
            .findInFamily(presented.digest())
            .orElseThrow(() -> refused(RefusalReason.TOKEN_UNKNOWN));
    Holding holding = found.family().holding();
    // MUST be bound to the client: §6. Another client's attempt burns nothing.
    if (holding.clientId() != client.client().id()) {
      throw refused(RefusalReason.TOKEN_OF_OTHER_CLIENT);
    }
    // The gate then looks at what the directory says now. Its outage burns nothing either.
    if (!directory.isStillThere(holding.userId(), holding.epochs().user())) {
      throw refused(RefusalReason.USER_UNKNOWN);
    }
    return Authorization.ofFamily(found, presented);
  }

  private static OAuthException refused(RefusalReason reason) {
    return new OAuthException(new InvalidGrant(), reason);
  }
}

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
 * Exchanges a refresh token. RFC 6749 §6. It finds the family and checks that it belongs to the
 * client. The rotation decides later, under a lock, whether the token may still be used.
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
    // The parameter is REQUIRED: §6.
    TokenValue presented = new TokenValue(request.require(ParameterNames.REFRESH_TOKEN));
    InFamily found =
        families
            .findInFamily(presented.digest())
            .orElseThrow(() -> refused(RefusalReason.TOKEN_UNKNOWN));
    Holding holding = found.family().holding();
    // A refresh token MUST be bound to its client: §6. The attempt of another client does not use
    // up the token.
    if (holding.clientId() != client.client().id()) {
      throw refused(RefusalReason.TOKEN_OF_OTHER_CLIENT);
    }
    // Update the user from the directory before the gate checks the user. If the directory does not
    // answer, the token is not used up.
    if (!directory.updateUser(holding.userId(), holding.epochs().user())) {
      throw refused(RefusalReason.USER_UNKNOWN);
    }
    return Authorization.ofFamily(found, presented);
  }

  private static OAuthException refused(RefusalReason reason) {
    return new OAuthException(new InvalidGrant(), reason);
  }
}

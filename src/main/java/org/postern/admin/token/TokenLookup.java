package org.postern.admin.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.postern.admin.client.ClientRights;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.UseCases;
import org.postern.entity.Holding;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.TokenDigest;
import org.postern.store.AccessTokenStore;
import org.postern.token.LiveTokens;
import org.postern.token.RefreshTokenLookup;

/**
 * Looks up a token by its value, for an actor that may see the client to which it was issued. For
 * every other actor the token does not exist.
 */
@UseCases
@ApplicationScoped
public class TokenLookup {

  private static final TokenFinding UNKNOWN = TokenFinding.dead(false, RefusalReason.TOKEN_UNKNOWN);

  private final ClientRights rights;
  private final LiveTokens live;
  private final AccessTokenStore tokens;
  private final RefreshTokenLookup refreshTokens;

  /** For the proxy only. */
  protected TokenLookup() {
    this(null, null, null, null);
  }

  @Inject
  public TokenLookup(
      ClientRights rights,
      LiveTokens live,
      AccessTokenStore tokens,
      RefreshTokenLookup refreshTokens) {
    this.rights = rights;
    this.live = live;
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
  }

  /**
   * Looks up the token. Writes nothing and must not be called inside a transaction.
   *
   * @param value the value of the token, as a client or a resource server has it
   * @throws AdministrationException FORBIDDEN if the actor may see no client
   */
  public TokenFinding find(Actor actor, String value) {
    rights.requireMayLook(actor);
    if (tokens
        .find(TokenDigest.of(value))
        .filter(row -> maySee(actor, row.holding()))
        .isPresent()) {
      return accessToken(value);
    }
    return refreshTokens
        .find(value)
        .filter(found -> maySee(actor, found.family().holding()))
        .map(found -> refreshToken(value))
        .orElse(UNKNOWN);
  }

  private boolean maySee(Actor actor, Holding holding) {
    return rights.maySee(actor, holding.clientId());
  }

  private TokenFinding accessToken(String value) {
    LiveTokens.Found found = live.findAccess(value);
    return found instanceof LiveTokens.LiveAccess token
        ? TokenFinding.alive(false, TokenView.of(token.row(), token.granted()))
        : TokenFinding.dead(false, ((LiveTokens.Dead) found).reason());
  }

  private TokenFinding refreshToken(String value) {
    LiveTokens.Found found = live.findRefresh(value);
    return found instanceof LiveTokens.LiveRefresh token
        ? TokenFinding.alive(true, TokenView.of(token.family(), token.granted()))
        : TokenFinding.dead(true, ((LiveTokens.Dead) found).reason());
  }
}

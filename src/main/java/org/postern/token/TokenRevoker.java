package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.access.AccessGate;
import org.postern.audit.AuditTrail;
import org.postern.audit.Happening.TokenEnded;
import org.postern.audit.TokenEnd;
import org.postern.config.Clock;
import org.postern.entity.AccessToken;
import org.postern.entity.Holding;
import org.postern.entity.TokenFamily;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.TokenDigest;
import org.postern.store.AccessTokenStore;
import org.postern.store.RegisteredClient;
import org.postern.store.TokenFamilyStore;

/**
 * Ends tokens at the request of the client to which they were issued, in the transaction of its
 * caller. RFC 7009 §2.1.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2.1">RFC 7009 §2.1</a>
 */
@ApplicationScoped
public class TokenRevoker {

  private final AccessTokenStore accessTokens;
  private final RefreshTokenLookup refreshTokens;
  private final TokenFamilyStore families;
  private final Clock clock;
  private final AuditTrail audit;
  private final AccessGate gate;

  /** For the proxy only. */
  protected TokenRevoker() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public TokenRevoker(
      AccessTokenStore accessTokens,
      RefreshTokenLookup refreshTokens,
      TokenFamilyStore families,
      Clock clock,
      AuditTrail audit,
      AccessGate gate) {
    this.accessTokens = accessTokens;
    this.refreshTokens = refreshTokens;
    this.families = families;
    this.clock = clock;
    this.audit = audit;
    this.gate = gate;
  }

  /**
   * Ends a token. An access token ends alone. A refresh token, used or not, ends together with its
   * family and the access tokens of the family. An unknown token, or an access token that has
   * expired, is ignored.
   *
   * @throws OAuthException InvalidGrant if the token was issued to another client; nothing changes
   */
  public void revoke(String token, RegisteredClient client, String source) {
    String digest = TokenDigest.of(token);
    // Search both kinds of token, whatever the hint says: §2.1.
    Optional<AccessToken> access = accessTokens.lock(digest).filter(this::isAlive);
    if (access.isPresent()) {
      requireOwn(access.get().holding().clientId(), client);
      accessTokens.remove(access.get());
      note(TokenEnd.ACCESS_TOKEN, client, access.get().holding(), source);
      return;
    }
    // Accept a refresh token that has expired too, because its family may still be live.
    Optional<PresentedToken> refresh = refreshTokens.find(token);
    if (refresh.isPresent()) {
      TokenFamily family = refresh.get().family();
      boolean own = family.holding().clientId() == client.id();
      if (!own && !clock.now().isBefore(refresh.get().headExpires())) {
        return;
      }
      requireOwn(family.holding().clientId(), client);
      // Lock the family before deleting any part of it, so that a concurrent refresh and this
      // request wait for each other.
      if (families.take(family.id()).isPresent()) {
        families.delete(family.id(), clock.now());
        note(TokenEnd.FAMILY_BY_CLIENT, client, family.holding(), source);
      }
    }
  }

  private void note(TokenEnd end, RegisteredClient client, Holding holding, String source) {
    audit.ended(new TokenEnded(end, client.clientId(), gate.findUsername(holding), source));
  }

  private boolean isAlive(AccessToken token) {
    return clock.now().isBefore(token.expires());
  }

  private static void requireOwn(long clientId, RegisteredClient client) {
    if (clientId != client.id()) {
      throw new OAuthException(new InvalidGrant(), RefusalReason.TOKEN_OF_OTHER_CLIENT);
    }
  }
}

package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postern.config.Clock;
import org.postern.crypto.RefreshTokens;
import org.postern.crypto.SecureTokens;
import org.postern.crypto.TokenValue;
import org.postern.entity.AccessToken;
import org.postern.entity.ClientSettings;
import org.postern.entity.Holding;
import org.postern.entity.TokenFamily;
import org.postern.entity.TokenFamily.Head;
import org.postern.entity.TokenLifetime;
import org.postern.oauth.OAuthError.InvalidClient;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.store.AccessTokenStore;
import org.postern.store.RegisteredClient;
import org.postern.store.TokenFamilyStore;

/** Creates tokens and stores their digests, in the transaction of its caller. */
@ApplicationScoped
public class TokenIssuer {

  /**
   * The shortest lifetime of an access token. The answer has it in whole seconds, and clients take
   * 0 for a token that does not expire.
   */
  static final Duration LEAST = Duration.ofSeconds(1);

  private final SecureTokens tokens;
  private final RefreshTokens refreshTokens;
  private final AccessTokenStore accessTokens;
  private final TokenFamilyStore families;
  private final Clock clock;

  /** For the proxy only. */
  protected TokenIssuer() {
    this(null, null, null, null, null);
  }

  @Inject
  public TokenIssuer(
      SecureTokens tokens,
      RefreshTokens refreshTokens,
      AccessTokenStore accessTokens,
      TokenFamilyStore families,
      Clock clock) {
    this.tokens = tokens;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.families = families;
    this.clock = clock;
  }

  /**
   * Issues an access token without a family.
   *
   * @param holding its scope is the granted scope
   * @param latest when the access token ends, however long it would live
   */
  public IssuedTokens issue(RegisteredClient client, Holding holding, Instant latest) {
    return store(prepareAccess(client, holding, null, latest, Optional.empty()));
  }

  /**
   * Issues an access token and the first refresh token of a new family. RFC 6749 §1.5.
   *
   * @param latest when the access token ends, however long it would live
   */
  public IssuedTokens issueWithFamily(RegisteredClient client, Holding holding, Instant latest) {
    Instant now = clock.now();
    ClientSettings settings = client.settings();
    Instant absoluteExpires = now.plus(settings.lifetime(TokenLifetime.REFRESH_TOKEN_MAX));
    String familyId = tokens.newId();
    TokenValue refreshToken = refreshTokens.random(familyId, 0);
    families.add(
        new TokenFamily(
            familyId,
            holding,
            new Head(refreshToken.digest(), refreshExpires(settings, now, absoluteExpires)),
            now,
            familyExpires(settings, holding, now, absoluteExpires),
            absoluteExpires));
    return store(
        prepareAccess(
            client,
            holding,
            familyId,
            earlier(latest, absoluteExpires),
            Optional.of(refreshToken)));
  }

  /**
   * Tokens that are not stored yet.
   *
   * @param tokens the tokens to return to the client
   * @param access the row of the access token
   */
  record Prepared(IssuedTokens tokens, AccessToken access) {}

  /**
   * Creates an access token of an existing family, together with this refresh token.
   *
   * @param scope the scope of the access token, which may be narrower than the family's
   */
  Prepared prepareInFamily(Rotation.Taken taken, Scope scope, TokenValue refreshToken) {
    TokenFamily family = taken.presented().family();
    if (clock.now().plus(LEAST).isAfter(family.absoluteExpires())) {
      throw new OAuthException(new InvalidGrant(), RefusalReason.TOKEN_EXPIRED);
    }
    return prepareAccess(
        taken.client(),
        family.holding().withScope(scope),
        family.id(),
        earlier(taken.latest(), family.absoluteExpires()),
        Optional.of(refreshToken));
  }

  /** Stores the access token. */
  IssuedTokens store(Prepared prepared) {
    accessTokens.add(prepared.access());
    return prepared.tokens();
  }

  /** When a refresh token expires that is issued now. */
  static Instant refreshExpires(ClientSettings settings, Instant now, Instant latest) {
    return earlier(now.plus(settings.lifetime(TokenLifetime.REFRESH_TOKEN)), latest);
  }

  /**
   * When a family ends if its last tokens are issued now. The family lasts as long as the longest
   * of them, so that the family can be revoked while any of them is live.
   */
  private static Instant familyExpires(
      ClientSettings settings, Holding holding, Instant now, Instant latest) {
    return later(
        refreshExpires(settings, now, latest), accessExpires(settings, holding, now, latest));
  }

  /**
   * When a family ends after a refresh now. If the end has to move, it moves by a sixteenth of a
   * refresh token's lifetime further than needed. So most refreshes do not change it, and
   * PostgreSQL does not have to update the index of this column.
   *
   * @param present the present end of the family
   */
  static Instant prolonged(
      Instant present, ClientSettings settings, Holding holding, Instant now, Instant latest) {
    Instant needed = familyExpires(settings, holding, now, latest);
    Duration ahead = settings.lifetime(TokenLifetime.REFRESH_TOKEN).dividedBy(16);
    return present.isBefore(needed) ? earlier(needed.plus(ahead), latest) : present;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private static Instant accessExpires(
      ClientSettings settings, Holding holding, Instant now, Instant latest) {
    Duration lifetime =
        holding.userId() == null
            ? settings.lifetime(TokenLifetime.ACCESS_TOKEN)
            : settings.lifetime(TokenLifetime.USER_ACCESS_TOKEN);
    // No token of a family outlives the family.
    return earlier(now.plus(lifetime), latest);
  }

  private Prepared prepareAccess(
      RegisteredClient client,
      Holding holding,
      String familyId,
      Instant latest,
      Optional<TokenValue> refreshToken) {
    Instant now = clock.now();
    if (now.plus(LEAST).isAfter(latest)) {
      // The secret ended after it was checked, for example while a password was hashed.
      throw new OAuthException(new InvalidClient(), RefusalReason.SECRET_EXPIRED);
    }
    TokenValue value = tokens.newAccessToken();
    Instant expires = accessExpires(client.settings(), holding, now, latest);
    return new Prepared(
        new IssuedTokens(value, Duration.between(now, expires), refreshToken, holding.scope()),
        new AccessToken(value.digest(), holding, familyId, now, expires));
  }
}

package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.postern.access.AccessGate;
import org.postern.access.Verdict;
import org.postern.config.Clock;
import org.postern.entity.AccessToken;
import org.postern.entity.TokenFamily;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.TokenDigest;
import org.postern.store.AccessTokenStore;

/**
 * Decides from the database whether a token is live: its row exists, it has not expired, and the
 * gate grants it. Every class that has to check an existing token asks this one.
 */
@ApplicationScoped
public class LiveTokens {

  private final AccessTokenStore accessTokens;
  private final RefreshTokenLookup refreshTokens;
  private final AccessGate gate;
  private final Clock clock;

  /** For the proxy only. */
  protected LiveTokens() {
    this(null, null, null, null);
  }

  @Inject
  public LiveTokens(
      AccessTokenStore accessTokens,
      RefreshTokenLookup refreshTokens,
      AccessGate gate,
      Clock clock) {
    this.accessTokens = accessTokens;
    this.refreshTokens = refreshTokens;
    this.gate = gate;
    this.clock = clock;
  }

  /** The result of a lookup. */
  public sealed interface Found {}

  /** A live access token. */
  public record LiveAccess(AccessToken row, Verdict.Granted granted) implements Found {}

  /** A live refresh token. */
  public record LiveRefresh(TokenFamily family, Instant expires, Verdict.Granted granted)
      implements Found {}

  /** There is no live token, for this reason. */
  public record Dead(RefusalReason reason) implements Found {}

  /** Looks up an access token. Needs no transaction. */
  public Found findAccess(String value) {
    return findAccessByDigest(TokenDigest.of(value));
  }

  /** Looks up an access token for a caller that has only the token's digest. */
  public Found findAccessByDigest(String digest) {
    Optional<AccessToken> found = accessTokens.find(digest);
    if (found.isEmpty()) {
      return new Dead(RefusalReason.TOKEN_UNKNOWN);
    }
    AccessToken row = found.get();
    if (!clock.now().isBefore(row.expires())) {
      return new Dead(RefusalReason.TOKEN_EXPIRED);
    }
    Verdict verdict = gate.judge(row.holding());
    return verdict instanceof Verdict.Granted granted
        ? new LiveAccess(row, granted)
        : new Dead(((Verdict.Refused) verdict).reason());
  }

  /** Looks up a refresh token. A used one is not live. Needs no transaction. */
  public Found findRefresh(String value) {
    Optional<PresentedToken> found = refreshTokens.find(value);
    if (found.isEmpty()) {
      return new Dead(RefusalReason.TOKEN_UNKNOWN);
    }
    PresentedToken token = found.get();
    if (!token.isHead()) {
      return new Dead(
          token.isReplaced() ? RefusalReason.TOKEN_REPLAYED : RefusalReason.TOKEN_UNKNOWN);
    }
    if (!clock.now().isBefore(token.headExpires())) {
      return new Dead(RefusalReason.TOKEN_EXPIRED);
    }
    Verdict verdict = gate.judge(token.family().holding());
    return verdict instanceof Verdict.Granted granted
        ? new LiveRefresh(token.family(), token.headExpires(), granted)
        : new Dead(((Verdict.Refused) verdict).reason());
  }
}

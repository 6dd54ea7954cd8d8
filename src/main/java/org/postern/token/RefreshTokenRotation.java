package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postern.audit.AuditTrail;
import org.postern.config.Clock;
import org.postern.crypto.Signer;
import org.postern.crypto.TokenValue;
import org.postern.entity.RefreshToken;
import org.postern.entity.TokenFamily;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.store.AccessTokenStore;
import org.postern.store.RegisteredClient;
import org.postern.store.TokenFamilyStore;
import org.postern.store.TokenFamilyStore.InFamily;

/**
 * Rotates refresh tokens on every use and notices the reuse of an old one. RFC 9700 §4.14.2. Runs
 * in the transaction of its caller, which must be undone when it ends with a refusal, except that
 * for a replay: this ends the family, and must be committed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700 §4.14.2</a>
 */
@ApplicationScoped
public class RefreshTokenRotation {

  /** Access tokens of one family that live at a time; a refresh beyond that ends the oldest. */
  private static final int MAX_ACCESS_TOKENS = 50;

  /** How many of them one refresh in as many ends, so that the others need not look for any. */
  private static final int ENDED_AT_ONCE = 10;

  private final TokenFamilyStore families;
  private final AccessTokenStore accessTokens;
  private final TokenIssuer issuer;
  private final Signer signer;
  private final Clock clock;
  private final AuditTrail audit;

  /** For the proxy only. */
  protected RefreshTokenRotation() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public RefreshTokenRotation(
      TokenFamilyStore families,
      AccessTokenStore accessTokens,
      TokenIssuer issuer,
      Signer signer,
      Clock clock,
      AuditTrail audit) {
    this.families = families;
    this.accessTokens = accessTokens;
    this.issuer = issuer;
    this.signer = signer;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A family that this transaction holds, and the token that may be exchanged.
   *
   * @param family as it was when it was taken
   * @param presented the value that was presented
   * @param client the client that it was presented by
   * @param successor the successor that a lost reply handed out; empty for a first use, for which
   *     the family has been advanced
   */
  public record Taken(
      TokenFamily family,
      TokenValue presented,
      RegisteredClient client,
      Optional<RefreshToken> successor) {}

  /** Tells whether a refusal has ended a family, so that its transaction must be committed. */
  public static boolean endsFamily(OAuthException refusal) {
    return refusal.reason() == RefusalReason.TOKEN_REPLAYED;
  }

  /**
   * Takes the family and decides whether the presented token may be exchanged.
   *
   * @throws OAuthException InvalidGrant if the family is revoked, the token has expired, or it was
   *     used before and the replay window does not cover this; then the family is revoked
   */
  public Taken take(Authorization.Continued continued, RegisteredClient client, String source) {
    TokenValue presented = continued.presented();
    Instant now = clock.now();
    // MUST be the first statement, as the one below: whoever waits here then sees what the holder
    // did.
    Optional<Taken> first = advance(continued.found(), presented, client, now);
    if (first.isPresent()) {
      return first.get();
    }
    TokenFamily family =
        families
            .take(continued.found().family().id())
            .orElseThrow(() -> refused(RefusalReason.FAMILY_REVOKED));
    RefreshToken token =
        families
            .findToken(presented.digest())
            .orElseThrow(() -> refused(RefusalReason.TOKEN_UNKNOWN));
    if (!now.isBefore(family.absoluteExpires())) {
      throw refused(RefusalReason.TOKEN_EXPIRED);
    }
    if (token.used().isEmpty()) {
      // It can only be that its time is over.
      return advance(new InFamily(token, family), presented, client, now)
          .orElseThrow(() -> refused(RefusalReason.TOKEN_EXPIRED));
    }
    // A used one is a replay even when its own time is over: the family may live on with a thief.
    Optional<RefreshToken> successor = successorInWindow(family, token, client, now);
    if (successor.isEmpty()) {
      throw replayed(family, client, source);
    }
    return new Taken(family, presented, client, successor);
  }

  // A token that was unused is the head of its family: one statement finds out whether it still is,
  // and takes the family.
  private Optional<Taken> advance(
      InFamily found, TokenValue presented, RegisteredClient client, Instant now) {
    RefreshToken token = found.token();
    TokenFamily family = found.family();
    if (token.used().isPresent()
        || !now.isBefore(token.expires())
        || !now.isBefore(family.absoluteExpires())) {
      return Optional.empty();
    }
    Instant idleExpires =
        TokenIssuer.prolonged(
            family.idleExpires(),
            client.settings(),
            family.holding(),
            now,
            family.absoluteExpires());
    return families.advance(family.id(), token.generation(), idleExpires)
        ? Optional.of(new Taken(family, presented, client, Optional.empty()))
        : Optional.empty();
  }

  // Public clients have no window: nothing but the token itself tells them from a thief.
  private Optional<RefreshToken> successorInWindow(
      TokenFamily family, RefreshToken token, RegisteredClient client, Instant now) {
    Duration window = client.settings().replayWindow();
    Instant windowEnds = token.used().orElseThrow().plus(window);
    boolean isHeadsPredecessor = token.generation() + 1 == family.generation();
    if (client.isPublic() || window.isZero() || now.isAfter(windowEnds) || !isHeadsPredecessor) {
      return Optional.empty();
    }
    return families
        .findToken(family.id(), family.generation())
        .filter(head -> head.used().isEmpty() && now.isBefore(head.expires()));
  }

  /**
   * Exchanges the token for an access token of this scope and the next refresh token.
   *
   * @throws OAuthException InvalidGrant if a repeated request asks for another scope than the first
   *     one did; then the family is revoked
   */
  public IssuedTokens rotate(Taken taken, Scope scope, String source) {
    if (taken.successor().isPresent()) {
      return repeat(taken, taken.successor().get(), scope, source);
    }
    TokenFamily family = taken.family();
    RegisteredClient client = taken.client();
    Instant now = clock.now();
    // MUST be one-time: the row count decides.
    if (!families.consume(taken.presented().digest(), now)) {
      throw replayed(family, client, source);
    }
    long generation = family.generation() + 1;
    makeRoom(family, generation);
    TokenValue next = signer.successor(taken.presented(), family.id(), generation);
    IssuedTokens issued = issuer.issueInFamily(client, family, scope, next);
    issuer.addRefresh(
        next,
        family.id(),
        generation,
        TokenIssuer.refreshExpires(client.settings(), now, family.absoluteExpires()),
        issued);
    return issued;
  }

  // A family that could grow without bound could also not be revoked in one transaction any more.
  private void makeRoom(TokenFamily family, long generation) {
    if (generation >= MAX_ACCESS_TOKENS && generation % ENDED_AT_ONCE == 0) {
      long first = generation - MAX_ACCESS_TOKENS;
      families.deleteAccess(family.id(), first, first + ENDED_AT_ONCE - 1);
    }
  }

  // The reply was lost: the same refresh token again, and another access token in place of the
  // first.
  private IssuedTokens repeat(Taken taken, RefreshToken successor, Scope scope, String source) {
    TokenFamily family = taken.family();
    RegisteredClient client = taken.client();
    boolean sameScope =
        successor.accessScope().containsAll(scope) && scope.containsAll(successor.accessScope());
    if (!sameScope) {
      throw replayed(family, client, source);
    }
    accessTokens.lock(successor.accessDigest()).ifPresent(accessTokens::remove);
    TokenValue next = signer.successor(taken.presented(), family.id(), successor.generation());
    IssuedTokens issued = issuer.issueInFamily(client, family, scope, next);
    families.replaceAccess(successor.digest(), issued.accessToken().digest());
    return issued;
  }

  private OAuthException replayed(TokenFamily family, RegisteredClient client, String source) {
    families.delete(family.id(), clock.now());
    audit.happened(
        AuditTrail.FAMILY_REVOKED, client.clientId(), null, source, "reused refresh token");
    return refused(RefusalReason.TOKEN_REPLAYED);
  }

  private static OAuthException refused(RefusalReason reason) {
    return new OAuthException(new InvalidGrant(), reason);
  }
}

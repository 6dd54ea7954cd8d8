package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postern.audit.AuditTrail;
import org.postern.config.Clock;
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
 * Rotates refresh tokens on every use and notices the reuse of an old one. RFC 9700 §4.14.2. A
 * confidential client without rotation keeps the one it has: its own secret tells it from a thief,
 * and nothing is noticed. Runs in the transaction of its caller, which must be undone when it ends
 * with a refusal, except that for a replay: this ends the family, and must be committed.
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
  private final Successors successors;
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
      Successors successors,
      Clock clock,
      AuditTrail audit) {
    this.families = families;
    this.accessTokens = accessTokens;
    this.issuer = issuer;
    this.successors = successors;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * A family that this transaction holds, and the token that may be exchanged.
   *
   * @param family as it was when it was taken
   * @param presented the value that was presented
   * @param client the client that it was presented by
   * @param repeated the row of the successor that a lost reply handed out, and its value; empty for
   *     a first use, for which the family has been advanced, and for a token that is kept
   */
  public record Taken(
      TokenFamily family,
      TokenValue presented,
      RegisteredClient client,
      Optional<Repeated> repeated) {}

  /** A refresh token that is handed out once more. */
  record Repeated(RefreshToken row, TokenValue value) {}

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
    Optional<Repeated> repeated =
        successorInWindow(family, token, client, now)
            .flatMap(row -> successors.again(presented, row).map(v -> new Repeated(row, v)));
    if (repeated.isEmpty()) {
      throw replayed(family, client, source);
    }
    return new Taken(family, presented, client, repeated);
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
    boolean taken =
        client.rotatesRefreshTokens()
            ? families.advance(family.id(), token.generation(), idleExpires)
            : families.keep(family.id(), token.generation(), idleExpires);
    return taken
        ? Optional.of(new Taken(family, presented, client, Optional.empty()))
        : Optional.empty();
  }

  private Optional<RefreshToken> successorInWindow(
      TokenFamily family, RefreshToken token, RegisteredClient client, Instant now) {
    Duration window = Successors.windowOf(client);
    Instant used = token.used().orElseThrow();
    // On both sides: a use in the future was noted under a clock that was wrong.
    boolean inWindow = !now.isAfter(used.plus(window)) && !now.isBefore(used.minus(window));
    boolean isHeadsPredecessor = token.generation() + 1 == family.generation();
    if (window.isZero() || !inWindow || !isHeadsPredecessor) {
      return Optional.empty();
    }
    return families
        .findToken(family.id(), family.generation())
        .filter(head -> head.used().isEmpty() && now.isBefore(head.expires()));
  }

  /**
   * Exchanges the token for an access token of this scope and the next refresh token, or the same
   * one if the client keeps it.
   *
   * @throws OAuthException InvalidGrant if a repeated request asks for another scope than the first
   *     one did; then the family is revoked
   */
  public IssuedTokens rotate(Taken taken, Scope scope, String source) {
    if (taken.repeated().isPresent()) {
      return repeat(taken, taken.repeated().get(), scope, source);
    }
    TokenFamily family = taken.family();
    RegisteredClient client = taken.client();
    Instant now = clock.now();
    if (!client.rotatesRefreshTokens()) {
      return keep(taken, scope, now);
    }
    // MUST be one-time: the row count decides.
    if (!families.consume(taken.presented().digest(), now)) {
      throw replayed(family, client, source);
    }
    long generation = family.generation() + 1;
    makeRoom(family, generation);
    Successors.Successor next =
        successors.next(taken.presented(), family.id(), generation, client, now);
    IssuedTokens issued = issuer.issueInFamily(client, family, scope, next.value());
    RefreshToken row =
        TokenIssuer.refreshRow(
            next.value(), family.id(), generation, refreshExpires(taken, now), issued);
    next.seed().ifPresent(seed -> row.keepSeed(seed, next.seedEnds()));
    families.add(row);
    return issued;
  }

  private static Instant refreshExpires(Taken taken, Instant now) {
    return TokenIssuer.refreshExpires(
        taken.client().settings(), now, taken.family().absoluteExpires());
  }

  // RFC 6749 §6: a new refresh token MAY be issued. The answer names the old one, because some
  // clients take a missing one for none.
  private IssuedTokens keep(Taken taken, Scope scope, Instant now) {
    String familyId = taken.family().id();
    families.prolong(taken.presented().digest(), refreshExpires(taken, now));
    if (accessTokens.countLive(familyId, now) >= MAX_ACCESS_TOKENS) {
      accessTokens
          .findOldest(familyId, now, ENDED_AT_ONCE)
          .forEach(digest -> accessTokens.lock(digest).ifPresent(accessTokens::remove));
    }
    return issuer.issueInFamily(taken.client(), taken.family(), scope, taken.presented());
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
  private IssuedTokens repeat(Taken taken, Repeated repeated, Scope scope, String source) {
    RefreshToken successor = repeated.row();
    TokenFamily family = taken.family();
    RegisteredClient client = taken.client();
    boolean sameScope =
        successor.accessScope().containsAll(scope) && scope.containsAll(successor.accessScope());
    if (!sameScope) {
      throw replayed(family, client, source);
    }
    accessTokens.lock(successor.accessDigest()).ifPresent(accessTokens::remove);
    IssuedTokens issued = issuer.issueInFamily(client, family, scope, repeated.value());
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

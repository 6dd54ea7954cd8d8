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
 * Rotates refresh tokens on every use and detects the reuse of an old one. RFC 9700 §4.14.2. A
 * confidential client without rotation keeps its refresh token: its secret distinguishes it from a
 * thief, so reuse is allowed and not detected. This class runs in the transaction of its caller.
 * The caller must roll back when a method throws, except after a replay: then the family has been
 * ended, and the caller must commit.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700 §4.14.2</a>
 */
@ApplicationScoped
public class RefreshTokenRotation {

  /** How many access tokens of one family may be live. Further refreshes end the oldest ones. */
  private static final int MAX_ACCESS_TOKENS = 50;

  /**
   * How many access tokens are ended together. With rotation, only one refresh in this number has
   * to look for tokens to end.
   */
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
   * A family that this transaction has locked, and the token that may be exchanged.
   *
   * @param family the family as it was when it was locked
   * @param presented the value that was presented
   * @param client the client that presented it
   * @param latest when the access token ends, however long it would live
   * @param repeated the successor to return once more, because its first reply was lost; empty for
   *     a first use, and for a token that the client keeps
   */
  public record Taken(
      TokenFamily family,
      TokenValue presented,
      RegisteredClient client,
      Instant latest,
      Optional<Repeated> repeated) {}

  /** A refresh token that is returned once more. */
  record Repeated(RefreshToken row, TokenValue value) {}

  /** Tells whether a refusal has ended a family, so that the transaction must be committed. */
  public static boolean endsFamily(OAuthException refusal) {
    return refusal.reason() == RefusalReason.TOKEN_REPLAYED;
  }

  /**
   * Locks the family and decides whether the presented token may be exchanged.
   *
   * @param latest when the access token ends, however long it would live
   * @throws OAuthException InvalidGrant if the family is revoked, the token has expired, or it was
   *     used before and the replay window does not cover this; then the family is revoked
   */
  public Taken take(
      Authorization.Continued continued, RegisteredClient client, Instant latest, String source) {
    TokenValue presented = continued.presented();
    Instant now = clock.now();
    // Lock the family before reading it, here and in families.take below, so that a waiting request
    // sees what the previous one committed.
    Optional<Taken> first = advance(continued.found(), presented, client, latest, now);
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
      // An unused token that is the head of its family can be refused here only because it has
      // expired.
      return advance(new InFamily(token, family), presented, client, latest, now)
          .orElseThrow(() -> refused(RefusalReason.TOKEN_EXPIRED));
    }
    // Treat a used token as a replay even if it has expired, because the family may still be live
    // in the hands of a thief.
    Optional<Repeated> repeated =
        successorInWindow(family, token, client, now)
            .flatMap(row -> successors.again(presented, row).map(v -> new Repeated(row, v)));
    if (repeated.isEmpty()) {
      throw replayed(family, client, source);
    }
    return new Taken(family, presented, client, latest, repeated);
  }

  // An unused token is the head of its family. One statement checks that it still is, and locks the
  // family.
  private Optional<Taken> advance(
      InFamily found, TokenValue presented, RegisteredClient client, Instant latest, Instant now) {
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
        ? Optional.of(new Taken(family, presented, client, latest, Optional.empty()))
        : Optional.empty();
  }

  private Optional<RefreshToken> successorInWindow(
      TokenFamily family, RefreshToken token, RegisteredClient client, Instant now) {
    Duration window = Successors.windowOf(client);
    Instant used = token.used().orElseThrow();
    // Check both sides of the window: a use in the future was recorded while the clock was wrong.
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
   * Exchanges the token for an access token of this scope and the next refresh token. A client that
   * keeps its refresh token gets the same one.
   *
   * @throws OAuthException InvalidGrant if a repeated request asks for another scope than the first
   *     one, or another request has used the token; then the family is revoked
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
    // A refresh token MUST be used only once: the row count decides.
    if (!families.consume(taken.presented().digest(), now)) {
      throw replayed(family, client, source);
    }
    long generation = family.generation() + 1;
    makeRoom(family, generation);
    Successors.Successor next =
        successors.next(taken.presented(), family.id(), generation, client, now);
    IssuedTokens issued = issuer.issueInFamily(taken, scope, next.value());
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

  // RFC 6749 §6: a new refresh token MAY be issued. The answer repeats the old one, because some
  // clients forget their refresh token if the answer has none.
  private IssuedTokens keep(Taken taken, Scope scope, Instant now) {
    String familyId = taken.family().id();
    families.prolong(taken.presented().digest(), refreshExpires(taken, now));
    if (accessTokens.countLive(familyId, now) >= MAX_ACCESS_TOKENS) {
      accessTokens
          .findOldest(familyId, now, ENDED_AT_ONCE)
          .forEach(digest -> accessTokens.lock(digest).ifPresent(accessTokens::remove));
    }
    return issuer.issueInFamily(taken, scope, taken.presented());
  }

  // Limit the number of access tokens, because a family of any size could not be revoked in one
  // transaction.
  private void makeRoom(TokenFamily family, long generation) {
    if (generation >= MAX_ACCESS_TOKENS && generation % ENDED_AT_ONCE == 0) {
      long first = generation - MAX_ACCESS_TOKENS;
      families.deleteAccess(family.id(), first, first + ENDED_AT_ONCE - 1);
    }
  }

  // The first reply was lost. Return the same refresh token again, and a new access token in place
  // of the first one.
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
    IssuedTokens issued = issuer.issueInFamily(taken, scope, repeated.value());
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

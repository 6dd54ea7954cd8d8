package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postern.access.AccessGate;
import org.postern.audit.AuditTrail;
import org.postern.audit.Happening.TokenEnded;
import org.postern.audit.TokenEnd;
import org.postern.config.Clock;
import org.postern.entity.RefreshToken;
import org.postern.entity.TokenFamily;
import org.postern.entity.TokenFamily.Head;
import org.postern.entity.TokenFamily.LastReply;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.store.AccessTokenStore;
import org.postern.store.RegisteredClient;
import org.postern.store.TokenFamilyStore;
import org.postern.store.TokenFamilyStore.NextHead;
import org.postern.token.Issuance.Issued;
import org.postern.token.Issuance.Replayed;
import org.postern.token.Rotation.Repeated;
import org.postern.token.Rotation.Taken;

/**
 * Rotates refresh tokens on every use and detects the reuse of an old one. RFC 9700 §4.14.2. A
 * confidential client without rotation keeps its refresh token: its secret distinguishes it from a
 * thief, so reuse is allowed and not detected. This class runs in the transaction of its caller,
 * which must commit when a method returns and roll back when it throws.
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

  private final RefreshTokenLookup lookup;
  private final TokenFamilyStore families;
  private final AccessTokenStore accessTokens;
  private final TokenIssuer issuer;
  private final Successors successors;
  private final Clock clock;
  private final AuditTrail audit;
  private final AccessGate gate;

  /** For the proxy only. */
  protected RefreshTokenRotation() {
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  public RefreshTokenRotation(
      RefreshTokenLookup lookup,
      TokenFamilyStore families,
      AccessTokenStore accessTokens,
      TokenIssuer issuer,
      Successors successors,
      Clock clock,
      AuditTrail audit,
      AccessGate gate) {
    this.lookup = lookup;
    this.families = families;
    this.accessTokens = accessTokens;
    this.issuer = issuer;
    this.successors = successors;
    this.clock = clock;
    this.audit = audit;
    this.gate = gate;
  }

  /**
   * Finds a refresh token of the client that presents it. The method only reads and needs no
   * transaction. Whether the token may still be used is decided later.
   *
   * @param value the value that was presented
   * @throws OAuthException InvalidGrant if there is no such token, or if it was issued to another
   *     client; the token is not used up
   */
  public Authorization authorize(String value, RegisteredClient client) {
    PresentedToken presented =
        lookup.find(value).orElseThrow(() -> refused(RefusalReason.TOKEN_UNKNOWN));
    // A refresh token MUST be bound to its client: RFC 6749 §6.
    if (presented.family().holding().clientId() != client.id()) {
      throw refused(RefusalReason.TOKEN_OF_OTHER_CLIENT);
    }
    return Authorization.ofFamily(presented);
  }

  /**
   * Decides whether the presented token may be exchanged. If it was exchanged before and the replay
   * window does not cover this, the family is ended.
   *
   * @param latest when the access token ends, however long it would live
   * @throws OAuthException InvalidGrant if the family is revoked or the token has expired
   */
  public Rotation take(
      Authorization.Continued continued, RegisteredClient client, Instant latest, String source) {
    Taken taken = new Taken(continued.presented(), client, latest);
    PresentedToken presented = taken.presented();
    Instant now = clock.now();
    if (now.plus(TokenIssuer.LEAST).isAfter(presented.family().absoluteExpires())) {
      throw refused(RefusalReason.TOKEN_EXPIRED);
    }
    if (!presented.isHead() && !wasRepeatableBeforeUpgrade(taken, now)) {
      return repeatOrEnd(taken, source);
    }
    if (!now.isBefore(presented.headExpires())) {
      throw refused(RefusalReason.TOKEN_EXPIRED);
    }
    return taken;
  }

  // The server may have been stopped for the upgrade before its last reply arrived. Such a reply is
  // not repeated, so the family goes on from the token before.
  private static boolean wasRepeatableBeforeUpgrade(Taken taken, Instant now) {
    PresentedToken presented = taken.presented();
    TokenFamily family = presented.family();
    return taken.client().rotatesRefreshTokens()
        && family.head().isEmpty()
        && presented.generation() + 1 == family.generation()
        && presented
            .ofEarlierVersion()
            .flatMap(RefreshToken::used)
            .filter(used -> isInWindow(taken.client(), used, now))
            .isPresent();
  }

  // Check both sides of the window: a use in the future was recorded while the clock was wrong.
  private static boolean isInWindow(RegisteredClient client, Instant used, Instant now) {
    Duration window = Successors.windowOf(client);
    return !window.isZero() && !now.isAfter(used.plus(window)) && !now.isBefore(used.minus(window));
  }

  // Lock the family before reading it, so that this request sees what the previous one committed.
  private Rotation repeatOrEnd(Taken taken, String source) {
    TokenFamily family =
        families
            .take(taken.presented().family().id())
            .orElseThrow(() -> refused(RefusalReason.FAMILY_REVOKED));
    PresentedToken presented = taken.presented().in(family);
    if (!presented.isReplaced()) {
      // The database was set back, so it does not know the token yet.
      throw refused(RefusalReason.TOKEN_UNKNOWN);
    }
    // Treat a used token as a replay even if it has expired, because the family may still be live
    // in the hands of a thief.
    Taken again = new Taken(presented, taken.client(), taken.latest());
    Optional<Rotation> repeated =
        lastReplyInWindow(again)
            .flatMap(reply -> successors.again(presented, reply))
            .map(value -> new Repeated(again, value));
    return repeated.isPresent() ? repeated.get() : end(again, source);
  }

  private Optional<LastReply> lastReplyInWindow(Taken again) {
    PresentedToken presented = again.presented();
    TokenFamily family = presented.family();
    Instant now = clock.now();
    boolean isHeadsPredecessor = presented.generation() + 1 == family.generation();
    return family
        .lastReply()
        .filter(reply -> isHeadsPredecessor && now.isBefore(presented.headExpires()))
        .filter(reply -> isInWindow(again.client(), reply.rotated(), now));
  }

  /**
   * Exchanges the token for an access token of this scope and the next refresh token. A client that
   * keeps its refresh token gets the same one. If another request has exchanged the token since it
   * was read, its reply is repeated if the window allows this, or the family is ended.
   *
   * @throws OAuthException InvalidGrant if the family was revoked since
   */
  public Issuance rotate(Taken taken, Scope scope, String source) {
    Optional<IssuedTokens> issued =
        taken.client().rotatesRefreshTokens() ? replace(taken, scope) : keep(taken, scope);
    if (issued.isPresent()) {
      return new Issued(issued.get());
    }
    return repeatOrEnd(taken, source) instanceof Repeated repeated
        ? repeat(repeated, scope, source)
        : new Replayed();
  }

  // Empty if the token is not the head of its family any more: the row count decides. A refresh
  // token MUST be used only once.
  private Optional<IssuedTokens> replace(Taken taken, Scope scope) {
    PresentedToken presented = taken.presented();
    RegisteredClient client = taken.client();
    Instant now = clock.now();
    Successors.Successor next = successors.next(presented, client);
    TokenIssuer.Prepared prepared = issuer.prepareInFamily(taken, scope, next.value());
    NextHead head =
        new NextHead(
            new Head(next.value().digest(), refreshExpires(taken, now)),
            next.seed().map(seed -> new LastReply(seed, now, prepared.access().digest(), scope)),
            now.plus(Successors.windowOf(client)));
    if (!families.replaceHead(presented.family(), head, idleExpires(taken, now))) {
      return Optional.empty();
    }
    presented.ofEarlierVersion().ifPresent(token -> families.use(token, now));
    makeRoom(presented.family(), now);
    return Optional.of(issuer.store(prepared));
  }

  // RFC 6749 §6: a new refresh token MAY be issued. The answer repeats the old one, because some
  // clients forget their refresh token if the answer has none.
  private Optional<IssuedTokens> keep(Taken taken, Scope scope) {
    PresentedToken presented = taken.presented();
    Instant now = clock.now();
    if (!families.keepHead(
        presented.family(),
        presented.ofEarlierVersion().map(RefreshToken::digest),
        refreshExpires(taken, now),
        idleExpires(taken, now))) {
      return Optional.empty();
    }
    endOldest(presented.family(), now, MAX_ACCESS_TOKENS);
    return Optional.of(issuer.store(issuer.prepareInFamily(taken, scope, presented.value())));
  }

  private static Instant refreshExpires(Taken taken, Instant now) {
    return TokenIssuer.refreshExpires(
        taken.client().settings(), now, taken.presented().family().absoluteExpires());
  }

  private static Instant idleExpires(Taken taken, Instant now) {
    TokenFamily family = taken.presented().family();
    return TokenIssuer.prolonged(
        family.idleExpires(),
        taken.client().settings(),
        family.holding(),
        now,
        family.absoluteExpires());
  }

  // Limit the number of access tokens, because a family of any size could not be revoked in one
  // transaction.
  private void makeRoom(TokenFamily family, Instant now) {
    if ((family.generation() + 1) % ENDED_AT_ONCE == 0) {
      endOldest(family, now, MAX_ACCESS_TOKENS - ENDED_AT_ONCE + 1);
    }
  }

  // Ends the oldest access tokens if the family has at least this number, so that some are left to
  // issue until it has that many again.
  private void endOldest(TokenFamily family, Instant now, int most) {
    long live = accessTokens.countLive(family.id(), now);
    if (live >= most) {
      int left = MAX_ACCESS_TOKENS - ENDED_AT_ONCE;
      accessTokens.lockOldest(family.id(), now, (int) live - left).forEach(accessTokens::remove);
    }
  }

  /**
   * Returns the refresh token of the lost reply once more, and a new access token in place of the
   * first one. If the request asks for another scope than the first one, the family is ended.
   */
  public Issuance repeat(Repeated repeated, Scope scope, String source) {
    Taken again = repeated.again();
    TokenFamily family = again.presented().family();
    LastReply reply = family.lastReply().orElseThrow();
    boolean sameScope =
        reply.accessScope().containsAll(scope) && scope.containsAll(reply.accessScope());
    if (!sameScope) {
      return end(again, source);
    }
    accessTokens.lock(reply.accessDigest()).ifPresent(accessTokens::remove);
    TokenIssuer.Prepared prepared = issuer.prepareInFamily(again, scope, repeated.value());
    families.replaceAccess(family.id(), prepared.access().digest());
    return new Issued(issuer.store(prepared));
  }

  private Replayed end(Taken taken, String source) {
    TokenFamily family = taken.presented().family();
    families.delete(family.id(), clock.now());
    audit.ended(
        new TokenEnded(
            TokenEnd.FAMILY_BY_REPLAY,
            taken.client().clientId(),
            gate.findUsername(family.holding()),
            source));
    return new Replayed();
  }

  private static OAuthException refused(RefusalReason reason) {
    return new OAuthException(new InvalidGrant(), reason);
  }
}

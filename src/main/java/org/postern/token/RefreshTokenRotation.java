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

  private final TokenFamilyStore families;
  private final AccessTokenStore accessTokens;
  private final TokenIssuer issuer;
  private final Successors successors;
  private final Clock clock;
  private final AuditTrail audit;
  private final AccessGate gate;

  /** For the proxy only. */
  protected RefreshTokenRotation() {
    this(null, null, null, null, null, null, null);
  }

  @Inject
  public RefreshTokenRotation(
      TokenFamilyStore families,
      AccessTokenStore accessTokens,
      TokenIssuer issuer,
      Successors successors,
      Clock clock,
      AuditTrail audit,
      AccessGate gate) {
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
   * transaction. Whether the token may still be used, {@link #take} decides later under a lock.
   *
   * @param value the value that was presented
   * @throws OAuthException InvalidGrant if there is no such token, or if it was issued to another
   *     client; the token is not used up
   */
  public Authorization authorize(String value, RegisteredClient client) {
    TokenValue presented = new TokenValue(value);
    InFamily found =
        families
            .findInFamily(presented.digest())
            .orElseThrow(() -> refused(RefusalReason.TOKEN_UNKNOWN));
    // A refresh token MUST be bound to its client: RFC 6749 §6.
    if (found.family().holding().clientId() != client.id()) {
      throw refused(RefusalReason.TOKEN_OF_OTHER_CLIENT);
    }
    return Authorization.ofFamily(found, presented);
  }

  /**
   * Locks the family and decides whether the presented token may be exchanged. If it was used
   * before and the replay window does not cover this, the family is ended.
   *
   * @param latest when the access token ends, however long it would live
   * @throws OAuthException InvalidGrant if the family is revoked or the token has expired
   */
  public Rotation take(
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
    Taken again = new Taken(family, presented, client, latest);
    Optional<Rotation> repeated =
        successorInWindow(family, token, client, now)
            .flatMap(row -> successors.again(presented, row).map(v -> new Repeated(again, row, v)));
    return repeated.isPresent() ? repeated.get() : replayed(family, client, source);
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
    return taken ? Optional.of(new Taken(family, presented, client, latest)) : Optional.empty();
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
   * keeps its refresh token gets the same one. If another request has used the token, the family is
   * ended.
   */
  public Issuance rotate(Taken taken, Scope scope, String source) {
    TokenFamily family = taken.family();
    RegisteredClient client = taken.client();
    Instant now = clock.now();
    if (!client.rotatesRefreshTokens()) {
      return new Issued(keep(taken, scope, now));
    }
    // A refresh token MUST be used only once: the row count decides.
    if (!families.consume(taken.presented().digest(), now)) {
      return replayed(family, client, source);
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
    return new Issued(issued);
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

  /**
   * Returns the refresh token of the lost reply once more, and a new access token in place of the
   * first one. If the request asks for another scope than the first one, the family is ended.
   */
  public Issuance repeat(Repeated repeated, Scope scope, String source) {
    Taken again = repeated.again();
    RefreshToken successor = repeated.successor();
    boolean sameScope =
        successor.accessScope().containsAll(scope) && scope.containsAll(successor.accessScope());
    if (!sameScope) {
      return replayed(again.family(), again.client(), source);
    }
    accessTokens.lock(successor.accessDigest()).ifPresent(accessTokens::remove);
    IssuedTokens issued = issuer.issueInFamily(again, scope, repeated.value());
    families.replaceAccess(successor.digest(), issued.accessToken().digest());
    return new Issued(issued);
  }

  private Replayed replayed(TokenFamily family, RegisteredClient client, String source) {
    families.delete(family.id(), clock.now());
    audit.ended(
        new TokenEnded(
            TokenEnd.FAMILY_BY_REPLAY,
            client.clientId(),
            gate.findUsername(family.holding()),
            source));
    return new Replayed();
  }

  private static OAuthException refused(RefusalReason reason) {
    return new OAuthException(new InvalidGrant(), reason);
  }
}

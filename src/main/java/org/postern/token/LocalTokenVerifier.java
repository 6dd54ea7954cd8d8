package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.access.AccessGate;
import org.postern.access.Verdict;
import org.postern.audit.AuditTrail;
import org.postern.bearer.TokenKind;
import org.postern.bearer.TokenVerifier;
import org.postern.bearer.VerifiedToken;
import org.postern.config.Clock;
import org.postern.crypto.TokenDigest;
import org.postern.entity.AccessToken;
import org.postern.oauth.RefusalReason;
import org.postern.store.AccessTokenStore;
import org.postern.store.UserAccount;

/** Decides from the database: the row exists, it has not expired, and the gate says yes. */
@ApplicationScoped
public class LocalTokenVerifier implements TokenVerifier {

  private final AccessTokenStore accessTokens;
  private final AccessGate gate;
  private final Clock clock;
  private final AuditTrail audit;

  /** For the proxy only. */
  protected LocalTokenVerifier() {
    this(null, null, null, null);
  }

  @Inject
  public LocalTokenVerifier(
      AccessTokenStore accessTokens, AccessGate gate, Clock clock, AuditTrail audit) {
    this.accessTokens = accessTokens;
    this.gate = gate;
    this.clock = clock;
    this.audit = audit;
  }

  @Override
  public Verification verify(String token) {
    Optional<AccessToken> found = accessTokens.find(TokenDigest.of(token));
    if (found.isEmpty()) {
      return new Verification.Dead(RefusalReason.TOKEN_UNKNOWN);
    }
    AccessToken row = found.get();
    if (!clock.now().isBefore(row.expires())) {
      return new Verification.Dead(RefusalReason.TOKEN_EXPIRED);
    }
    Verdict verdict = gate.judge(row.holding());
    if (verdict instanceof Verdict.Refused refused) {
      return new Verification.Dead(refused.reason());
    }
    Verdict.Granted granted = (Verdict.Granted) verdict;
    return new Verification.Live(
        new VerifiedToken(
            granted.subject(),
            granted.user().isPresent() ? TokenKind.USER : TokenKind.CLIENT,
            granted.client().clientId().value(),
            granted.user().map(UserAccount::username),
            granted.scope(),
            row.issued(),
            row.expires()));
  }

  @Override
  public String refused(RefusalReason reason, VerifiedToken token, String source) {
    return audit.refused(
        "resource.refused",
        reason,
        token == null ? null : token.clientId(),
        token == null ? null : token.username().orElse(null),
        source);
  }
}

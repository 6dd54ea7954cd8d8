package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.postern.audit.AuditTrail;
import org.postern.bearer.TokenKind;
import org.postern.bearer.TokenVerifier;
import org.postern.bearer.VerifiedToken;
import org.postern.oauth.RefusalReason;
import org.postern.store.UserAccount;

/** Verifies bearer tokens from the database. */
@ApplicationScoped
public class LocalTokenVerifier implements TokenVerifier {

  private final LiveTokens tokens;
  private final AuditTrail audit;

  /** For the proxy only. */
  protected LocalTokenVerifier() {
    this(null, null);
  }

  @Inject
  public LocalTokenVerifier(LiveTokens tokens, AuditTrail audit) {
    this.tokens = tokens;
    this.audit = audit;
  }

  @Override
  public Verification verify(String token) {
    LiveTokens.Found found = tokens.findAccess(token);
    if (found instanceof LiveTokens.LiveAccess live) {
      return new Verification.Live(
          new VerifiedToken(
              live.granted().subject(),
              live.granted().user().isPresent() ? TokenKind.USER : TokenKind.CLIENT,
              live.granted().client().clientId().value(),
              live.granted().user().map(UserAccount::username),
              live.granted().scope(),
              live.row().issued(),
              live.row().expires()));
    }
    return new Verification.Dead(((LiveTokens.Dead) found).reason());
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

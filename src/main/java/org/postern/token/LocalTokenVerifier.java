package org.postern.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.audit.AuditTrail;
import org.postern.audit.FactKind;
import org.postern.audit.Refusal;
import org.postern.bearer.TokenKind;
import org.postern.bearer.TokenVerifier;
import org.postern.bearer.VerifiedToken;
import org.postern.oauth.ClientId;
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
    Optional<VerifiedToken> presented = Optional.ofNullable(token);
    return audit.refused(
        new Refusal(
            FactKind.RESOURCE_REFUSED,
            reason,
            presented.map(VerifiedToken::clientId).map(ClientId::new),
            presented.flatMap(VerifiedToken::username),
            Optional.of(source)));
  }
}

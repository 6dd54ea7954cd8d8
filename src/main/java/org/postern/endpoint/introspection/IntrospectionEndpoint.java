package org.postern.endpoint.introspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.audit.AuditTrail;
import org.postern.audit.Happening.TokenIntrospected;
import org.postern.clientauth.ClientAuthentication;
import org.postern.oauth.OAuthError.InvalidClient;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.InvalidToken;
import org.postern.oauth.OAuthException;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.TokenRequest;
import org.postern.store.RegisteredClient;
import org.postern.token.LiveTokens;
import org.postern.token.TokenInspection;

/** Takes the steps of an introspection in their order. RFC 7662 §2.1. */
@ApplicationScoped
public class IntrospectionEndpoint {

  private static final String BEARER = "Bearer ";
  private static final String SCOPE = "introspect";

  private final ClientAuthentication authentication;
  private final LiveTokens tokens;
  private final TokenInspection inspection;
  private final AuditTrail audit;

  /** For the proxy only. */
  protected IntrospectionEndpoint() {
    this(null, null, null, null);
  }

  @Inject
  public IntrospectionEndpoint(
      ClientAuthentication authentication,
      LiveTokens tokens,
      TokenInspection inspection,
      AuditTrail audit) {
    this.authentication = authentication;
    this.tokens = tokens;
    this.inspection = inspection;
    this.audit = audit;
  }

  /**
   * Describes the presented token; empty if it is not live or the caller may not see it. The method
   * only reads, outside any transaction.
   *
   * @throws OAuthException InvalidClient if client authentication fails or the client is public;
   *     InvalidToken if the caller's own token is not live, has a user or lacks the scope {@code
   *     introspect}; InvalidRequest if the token parameter is missing, or the caller uses two
   *     methods to authenticate; TemporarilyUnavailable (429) after too many failures
   */
  public Optional<TokenInspection.Description> introspect(TokenRequest request) {
    RegisteredClient caller = caller(request);
    try {
      // The parameter is REQUIRED: §2.1.
      String token = request.require(ParameterNames.TOKEN);
      audit.introspected(new TokenIntrospected(caller.clientId()));
      return inspection.describe(token, caller);
    } catch (OAuthException refusal) {
      throw refusal.about(caller.clientId());
    }
  }

  // The caller MUST be authenticated, to prevent token scanning: §2.1.
  private RegisteredClient caller(TokenRequest request) {
    Optional<String> bearer =
        request
            .authorization()
            .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()));
    return bearer.isPresent()
        ? callerByToken(request, bearer.get().substring(BEARER.length()).strip())
        : callerByClient(request);
  }

  private RegisteredClient callerByClient(TokenRequest request) {
    RegisteredClient caller = authentication.authenticate(request).client();
    if (caller.isPublic()) {
      throw new OAuthException(new InvalidClient(), RefusalReason.CLIENT_PUBLIC)
          .about(caller.clientId());
    }
    return caller;
  }

  private RegisteredClient callerByToken(TokenRequest request, String token) {
    if (request.find(ParameterNames.CLIENT_SECRET).isPresent()) {
      throw new OAuthException(
          new InvalidRequest("More than one client authentication method is used"),
          RefusalReason.AMBIGUOUS_CLIENT);
    }
    LiveTokens.Found found = tokens.findAccess(token);
    if (found instanceof LiveTokens.Dead dead) {
      throw new OAuthException(new InvalidToken(), dead.reason());
    }
    LiveTokens.LiveAccess live = (LiveTokens.LiveAccess) found;
    if (live.granted().user().isPresent() || !live.granted().scope().contains(SCOPE)) {
      throw new OAuthException(new InvalidToken(), RefusalReason.TOKEN_NOT_SUFFICIENT)
          .about(live.granted().client().clientId());
    }
    return live.granted().client();
  }
}

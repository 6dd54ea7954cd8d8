package org.postern.endpoint.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.postern.audit.AuditTrail;
import org.postern.clientauth.AuthenticatedClient;
import org.postern.clientauth.ClientAuthentication;
import org.postern.clientauth.PresentedCredentials;
import org.postern.grant.Grant;
import org.postern.grant.Grants;
import org.postern.grant.TokenRequest;
import org.postern.oauth.GrantType;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.UnauthorizedClient;
import org.postern.oauth.OAuthException;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;
import org.postern.token.Authorization;
import org.postern.token.IssuedTokens;

/**
 * Takes the steps of a token request in their order. RFC 6749 §3.2 and §5. No transaction is open
 * while a grant decides, because the grant may have to hash a password.
 */
@ApplicationScoped
public class TokenService {

  private final ClientAuthentication authentication;
  private final Grants grants;
  private final IssuingService issuing;
  private final AuditTrail audit;

  /** For the proxy only. */
  protected TokenService() {
    this(null, null, null, null);
  }

  @Inject
  public TokenService(
      ClientAuthentication authentication,
      Grants grants,
      IssuingService issuing,
      AuditTrail audit) {
    this.authentication = authentication;
    this.grants = grants;
    this.issuing = issuing;
    this.audit = audit;
  }

  /**
   * Issues tokens. They are committed when the method returns.
   *
   * @throws OAuthException with any code of RFC 6749 §5.2
   */
  public IssuedTokens issue(TokenRequest request, PresentedCredentials credentials) {
    AuthenticatedClient client = authentication.authenticate(credentials);
    try {
      return issue(request.toldBy(client.client()), client);
    } catch (OAuthException refusal) {
      throw refusal.about(client.client().clientId());
    }
  }

  private IssuedTokens issue(TokenRequest request, AuthenticatedClient client) {
    try {
      Map.Entry<GrantType, Grant> grant =
          grants.forType(
              request
                  .find(ParameterNames.GRANT_TYPE)
                  .orElseThrow(
                      () ->
                          new OAuthException(
                              new InvalidRequest("The parameter grant_type is missing"),
                              RefusalReason.GRANT_TYPE_UNKNOWN)));
      if (!client.client().allows(grant.getKey())) {
        throw new OAuthException(new UnauthorizedClient(), RefusalReason.GRANT_NOT_ALLOWED);
      }
      Authorization authorization = grant.getValue().authorize(request, client);
      return tokens(issuing.issue(authorization, request, client), authorization, request, client);
    } catch (OAuthException refusal) {
      throw refusal.from(request.source());
    }
  }

  private IssuedTokens tokens(
      Outcome outcome,
      Authorization authorization,
      TokenRequest request,
      AuthenticatedClient client) {
    if (outcome instanceof Outcome.FamilyEnded ended) {
      throw ended.refusal();
    }
    // Report the token only now, after the transaction has been committed.
    if (authorization.holding().userId() == null) {
      audit.issuedToClient(
          client.client().clientId(), client.secretLabel().orElse(null), request.source());
    }
    return ((Outcome.Issued) outcome).tokens();
  }
}

package org.postern.endpoint.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.access.AccessGate;
import org.postern.audit.AuditTrail;
import org.postern.audit.Happening.ClientTokenIssued;
import org.postern.clientauth.AuthenticatedClient;
import org.postern.clientauth.ClientAuthentication;
import org.postern.grant.Grant;
import org.postern.grant.Grants;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.UnauthorizedClient;
import org.postern.oauth.OAuthException;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.TokenRequest;
import org.postern.setting.IpAddress;
import org.postern.token.Authorization;
import org.postern.token.Issuance;
import org.postern.token.IssuedTokens;

/**
 * Takes the steps of a token request in their order. RFC 6749 §3.2 and §5. No transaction is open
 * while a grant decides, because the grant may have to hash a password.
 */
@ApplicationScoped
public class TokenEndpoint {

  private final ClientAuthentication authentication;
  private final Grants grants;
  private final TokenService service;
  private final AuditTrail audit;
  private final AccessGate gate;

  /** For the proxy only. */
  protected TokenEndpoint() {
    this(null, null, null, null, null);
  }

  @Inject
  public TokenEndpoint(
      ClientAuthentication authentication,
      Grants grants,
      TokenService service,
      AuditTrail audit,
      AccessGate gate) {
    this.authentication = authentication;
    this.grants = grants;
    this.service = service;
    this.audit = audit;
    this.gate = gate;
  }

  /**
   * Issues tokens. They are committed when the method returns.
   *
   * @throws OAuthException with any code of RFC 6749 §5.2
   */
  public IssuedTokens issue(TokenRequest sent) {
    AuthenticatedClient client = authentication.authenticate(sent);
    String source = sent.source();
    try {
      TokenRequest request = withStatedSource(sent, client);
      source = request.source();
      Grant grant = requireGrant(request, client);
      Authorization authorization = grant.authorize(request, client);
      IssuedTokens tokens = issue(authorization, request, client);
      countOwnToken(authorization, request, client);
      return tokens;
    } catch (OAuthException refusal) {
      throw refusal.about(client.client().clientId()).from(source);
    }
  }

  private IssuedTokens issue(
      Authorization authorization, TokenRequest request, AuthenticatedClient client) {
    try {
      return requireIssued(service.issue(authorization, request, client));
    } catch (OAuthException refusal) {
      gate.findUsername(authorization.holding()).ifPresent(refusal::aboutUser);
      throw refusal;
    }
  }

  // A client that may vouch for the addresses of its users states the source of the request in
  // caller_address. From any other client the parameter is ignored like every unknown one: RFC 6749
  // §3.2.
  private static TokenRequest withStatedSource(TokenRequest request, AuthenticatedClient client) {
    Optional<String> stated = request.find(ParameterNames.CALLER_ADDRESS);
    if (stated.isEmpty() || !client.vouchesForAddresses()) {
      return request;
    }
    return IpAddress.parse(stated.get())
        .map(address -> request.withSource(address.source()))
        .orElseThrow(
            () ->
                new OAuthException(
                    new InvalidRequest("The parameter caller_address is not an IP address"),
                    RefusalReason.MALFORMED_REQUEST));
  }

  private Grant requireGrant(TokenRequest request, AuthenticatedClient client) {
    // The parameter is REQUIRED: §4.3.2, §4.4.2, §6.
    String type = request.require(ParameterNames.GRANT_TYPE, RefusalReason.GRANT_TYPE_UNKNOWN);
    Grant grant = grants.forType(type);
    if (!client.client().allows(grant.description().type())) {
      throw new OAuthException(new UnauthorizedClient(), RefusalReason.GRANT_NOT_ALLOWED);
    }
    return grant;
  }

  private static IssuedTokens requireIssued(Issuance issuance) {
    if (issuance instanceof Issuance.Issued issued) {
      return issued.tokens();
    }
    throw new OAuthException(new InvalidGrant(), RefusalReason.TOKEN_REPLAYED);
  }

  // Count the token only now, after the transaction has been committed. A token with a user has a
  // line of its own in the audit trail.
  private void countOwnToken(
      Authorization authorization, TokenRequest request, AuthenticatedClient client) {
    if (authorization.holding().userId() == null) {
      audit.issued(
          new ClientTokenIssued(
              client.client().clientId(), client.secretLabel(), request.source()));
    }
  }
}

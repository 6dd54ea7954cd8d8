package org.postern.endpoint.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postern.access.AccessGate;
import org.postern.access.Verdict;
import org.postern.audit.AuditTrail;
import org.postern.clientauth.AuthenticatedClient;
import org.postern.entity.Holding;
import org.postern.grant.TokenRequest;
import org.postern.oauth.OAuthError;
import org.postern.oauth.OAuthError.InvalidClient;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthError.InvalidScope;
import org.postern.oauth.OAuthError.InvalidTarget;
import org.postern.oauth.OAuthError.UnauthorizedClient;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.token.Authorization;
import org.postern.token.IssuedTokens;
import org.postern.token.RefreshTokenRotation;
import org.postern.token.RefreshTokenRotation.Taken;
import org.postern.token.TokenIssuer;

/** Takes the steps that all grants share, in one transaction: gate, scope, issue, audit. */
@ApplicationScoped
public class IssuingService {

  private final AccessGate gate;
  private final TokenIssuer issuer;
  private final RefreshTokenRotation rotation;
  private final AuditTrail audit;

  /** For the proxy only. */
  protected IssuingService() {
    this(null, null, null, null);
  }

  @Inject
  public IssuingService(
      AccessGate gate, TokenIssuer issuer, RefreshTokenRotation rotation, AuditTrail audit) {
    this.gate = gate;
    this.rotation = rotation;
    this.issuer = issuer;
    this.audit = audit;
  }

  /**
   * Issues the tokens that a grant has authorized. The transaction is committed when the method
   * returns and rolled back when it throws.
   *
   * @throws OAuthException InvalidScope if the scope is malformed or larger than allowed;
   *     InvalidTarget if the request names other resources than the scope leads to; InvalidGrant,
   *     UnauthorizedClient or InvalidClient if the gate refuses; InvalidGrant if the refresh token
   *     may not be exchanged
   */
  @Transactional
  public Outcome issue(
      Authorization authorization, TokenRequest request, AuthenticatedClient client) {
    try {
      return new Outcome.Issued(tokens(authorization, request, client));
    } catch (OAuthException refusal) {
      if (RefreshTokenRotation.endsFamily(refusal)) {
        return new Outcome.FamilyEnded(refusal);
      }
      throw refusal;
    }
  }

  private IssuedTokens tokens(
      Authorization authorization, TokenRequest request, AuthenticatedClient client) {
    String source = request.source();
    Optional<Taken> taken =
        authorization
            .continued()
            .map(
                continued ->
                    rotation.take(continued, client.client(), client.latestExpiry(), source));
    Verdict.Granted granted = requireGranted(held(authorization), client);
    Scope scope = chooseScope(authorization, request.scope(), granted);
    requireTarget(request.resources(), scope);
    Holding holding = authorization.holding().withScope(scope);
    IssuedTokens issued =
        taken.isPresent()
            ? rotation.rotate(taken.get(), scope, source)
            : authorization.refresh() instanceof Authorization.NewFamily
                ? issuer.issueWithFamily(granted.client(), holding, client.latestExpiry())
                : issuer.issue(granted.client(), holding, client.latestExpiry());
    granted
        .user()
        .ifPresent(
            user ->
                audit.happened(
                    taken.isPresent() ? AuditTrail.TOKEN_REFRESHED : AuditTrail.USER_TOKEN_ISSUED,
                    granted.client().clientId(),
                    user.username(),
                    source,
                    "grant=" + holding.grantType() + " scope=" + holding.scope()));
    return issued;
  }

  // The gate refuses a family if no token of its scope is still allowed. A new token has no scope
  // yet, so the gate is asked with the empty scope.
  private static Holding held(Authorization authorization) {
    return authorization.continued().isPresent()
        ? authorization.holding()
        : authorization.holding().withScope(Scope.EMPTY);
  }

  private Verdict.Granted requireGranted(Holding holding, AuthenticatedClient client) {
    // For a client's own token, use the client that was looked up at the start of the request. For
    // a user's token, look up the client again, because checking a password takes time.
    Verdict verdict =
        holding.userId() == null ? gate.judge(holding, client.client()) : gate.judge(holding);
    if (verdict instanceof Verdict.Refused refused) {
      throw new OAuthException(errorOf(refused.reason()), refused.reason());
    }
    return (Verdict.Granted) verdict;
  }

  // The caller is told if the gate refuses the client itself. A refused user is always
  // invalid_grant.
  private static OAuthError errorOf(RefusalReason reason) {
    return switch (reason) {
      case CLIENT_UNKNOWN, CLIENT_DISABLED -> new InvalidClient();
      case GRANT_NOT_ALLOWED, OWNER_NOT_ENABLED -> new UnauthorizedClient();
      default -> new InvalidGrant();
    };
  }

  // RFC 8707 §2. The resources of a token follow from its scope, so the resources of a request must
  // be exactly those.
  private void requireTarget(List<String> resources, Scope scope) {
    if (!resources.isEmpty() && !Set.copyOf(resources).equals(Set.copyOf(gate.audienceOf(scope)))) {
      throw new OAuthException(new InvalidTarget(), RefusalReason.TARGET_NOT_OF_SCOPE);
    }
  }

  // RFC 6749 §3.3: the token gets the requested scope if all of it is allowed, and the default
  // scope if none is requested.
  private Scope chooseScope(
      Authorization authorization, Optional<String> requested, Verdict.Granted granted) {
    if (requested.isEmpty()) {
      return gate.permitted(authorization.defaultScope(), granted.client(), granted.user());
    }
    Scope scope;
    try {
      scope = Scope.parse(requested.get());
    } catch (IllegalArgumentException e) {
      throw new OAuthException(
          new InvalidScope("The scope is malformed"), RefusalReason.SCOPE_MALFORMED);
    }
    if (!authorization.holding().scope().containsAll(scope)
        || !gate.permitted(scope, granted.client(), granted.user()).equals(scope)) {
      throw new OAuthException(
          new InvalidScope("The scope is unknown or more than is allowed here"),
          RefusalReason.SCOPE_NOT_ALLOWED);
    }
    return scope;
  }
}

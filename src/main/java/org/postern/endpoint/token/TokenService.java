package org.postern.endpoint.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postern.access.AccessGate;
import org.postern.access.Admission;
import org.postern.access.Admission.Admitted;
import org.postern.access.Verdict;
import org.postern.audit.AuditTrail;
import org.postern.audit.FactKind;
import org.postern.audit.Happening.UserTokenIssued;
import org.postern.clientauth.AuthenticatedClient;
import org.postern.entity.Holding;
import org.postern.oauth.OAuthError;
import org.postern.oauth.OAuthError.InvalidClient;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthError.InvalidScope;
import org.postern.oauth.OAuthError.InvalidTarget;
import org.postern.oauth.OAuthError.UnauthorizedClient;
import org.postern.oauth.OAuthException;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.oauth.TokenRequest;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;
import org.postern.token.Authorization;
import org.postern.token.Authorization.Continued;
import org.postern.token.Issuance;
import org.postern.token.IssuedTokens;
import org.postern.token.RefreshTokenRotation;
import org.postern.token.Rotation;
import org.postern.token.TokenIssuer;

/** Takes the steps that all grants share, in one transaction: gate, scope, issue, audit. */
@ApplicationScoped
public class TokenService {

  private final AccessGate gate;
  private final TokenIssuer issuer;
  private final RefreshTokenRotation rotation;
  private final AuditTrail audit;

  /** For the proxy only. */
  protected TokenService() {
    this(null, null, null, null);
  }

  @Inject
  public TokenService(
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
   * @return the tokens, or the finding that a refresh token was replayed
   * @throws OAuthException InvalidScope if the scope is malformed or larger than allowed;
   *     InvalidTarget if the request names other resources than the scope leads to; InvalidGrant,
   *     UnauthorizedClient or InvalidClient if the gate refuses; InvalidGrant if the refresh token
   *     has expired or its family is revoked
   */
  @Transactional
  public Issuance issue(
      Authorization authorization, TokenRequest request, AuthenticatedClient client) {
    return authorization.refresh() instanceof Continued continued
        ? issueInFamily(continued, authorization, request, client)
        : issueNew(authorization, request, client);
  }

  private Issuance issueNew(
      Authorization authorization, TokenRequest request, AuthenticatedClient client) {
    Holding wanted = authorization.holding();
    // For a client's own token, use the client that was looked up at the start of the request. For
    // a user's token, look up the client again, because checking a password takes time.
    Admission admission =
        wanted.userId() == null
            ? gate.judgeHolder(wanted, client.client())
            : gate.judgeHolder(wanted);
    if (admission instanceof Verdict.Refused refused) {
      throw refusal(refused);
    }
    Admitted admitted = (Admitted) admission;
    Scope scope = chooseScope(authorization, request, admitted.client(), admitted.user());
    requireTarget(request.findAll(ParameterNames.RESOURCE), scope);
    Holding holding = wanted.withScope(scope);
    IssuedTokens issued =
        authorization.refresh() instanceof Authorization.NewFamily
            ? issuer.issueWithFamily(admitted.client(), holding, client.latestExpiry())
            : issuer.issue(admitted.client(), holding, client.latestExpiry());
    note(FactKind.USER_TOKEN_ISSUED, admitted.client(), admitted.user(), holding, request);
    return new Issuance.Issued(issued);
  }

  private Issuance issueInFamily(
      Continued continued,
      Authorization authorization,
      TokenRequest request,
      AuthenticatedClient client) {
    Rotation presented =
        rotation.take(continued, client.client(), client.latestExpiry(), request.source());
    if (presented instanceof Issuance.Replayed replayed) {
      return replayed;
    }
    // The gate also refuses a family if no token of its scope is still allowed.
    Verdict verdict = gate.judge(authorization.holding());
    if (verdict instanceof Verdict.Refused refused) {
      throw refusal(refused);
    }
    Verdict.Granted granted = (Verdict.Granted) verdict;
    Scope scope = chooseScope(authorization, request, granted.client(), granted.user());
    requireTarget(request.findAll(ParameterNames.RESOURCE), scope);
    Issuance issuance =
        presented instanceof Rotation.Repeated repeated
            ? rotation.repeat(repeated, scope, request.source())
            : rotation.rotate((Rotation.Taken) presented, scope, request.source());
    if (issuance instanceof Issuance.Issued) {
      Holding holding = authorization.holding().withScope(scope);
      note(FactKind.TOKEN_REFRESHED, granted.client(), granted.user(), holding, request);
    }
    return issuance;
  }

  // The caller is told if the gate refuses the client itself. A refused user is always
  // invalid_grant.
  private static OAuthException refusal(Verdict.Refused refused) {
    OAuthError error =
        switch (refused.reason()) {
          case CLIENT_UNKNOWN, CLIENT_DISABLED -> new InvalidClient();
          case GRANT_NOT_ALLOWED, OWNER_NOT_ENABLED -> new UnauthorizedClient();
          default -> new InvalidGrant();
        };
    return new OAuthException(error, refused.reason());
  }

  // RFC 6749 §3.3: the token gets the requested scope if all of it is allowed, and the default
  // scope if none is requested.
  private Scope chooseScope(
      Authorization authorization,
      TokenRequest request,
      RegisteredClient client,
      Optional<UserAccount> user) {
    Optional<String> requested = request.find(ParameterNames.SCOPE);
    if (requested.isEmpty()) {
      return gate.permitted(authorization.defaultScope(), client, user);
    }
    Scope scope;
    try {
      scope = Scope.parse(requested.get());
    } catch (IllegalArgumentException e) {
      throw new OAuthException(
          new InvalidScope("The scope is malformed"), RefusalReason.SCOPE_MALFORMED);
    }
    if (!authorization.holding().scope().containsAll(scope)
        || !gate.permitted(scope, client, user).equals(scope)) {
      throw new OAuthException(
          new InvalidScope("The scope is unknown or more than is allowed here"),
          RefusalReason.SCOPE_NOT_ALLOWED);
    }
    return scope;
  }

  // RFC 8707 §2. The resources of a token follow from its scope, so the resources of a request must
  // be exactly those.
  private void requireTarget(List<String> resources, Scope scope) {
    if (!resources.isEmpty() && !Set.copyOf(resources).equals(Set.copyOf(gate.audienceOf(scope)))) {
      throw new OAuthException(new InvalidTarget(), RefusalReason.TARGET_NOT_OF_SCOPE);
    }
  }

  // Record a token with a user. A client's own tokens are counted after the commit.
  private void note(
      FactKind kind,
      RegisteredClient client,
      Optional<UserAccount> user,
      Holding holding,
      TokenRequest request) {
    if (user.isPresent()) {
      audit.issued(
          new UserTokenIssued(
              kind,
              client.clientId(),
              user.get().username(),
              request.source(),
              holding.grantType(),
              holding.scope()));
    }
  }
}

package org.postern.bearer;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postern.oauth.FormEncoding;
import org.postern.oauth.OAuthError.BearerError;
import org.postern.oauth.OAuthError.InsufficientScope;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.InvalidToken;
import org.postern.oauth.OAuthError.MissingToken;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.RequestAttributes;
import org.postern.oauth.Scope;
import org.postern.oauth.TokenDigest;

/**
 * Lets a request reach a {@link RequiresScope} method only with a live token that has the required
 * scope and kind. It reads the token from the Authorization header only: RFC 6750 §2.1.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750 §2.1</a>
 */
@Provider
@RequiresScope
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class BearerFilter implements ContainerRequestFilter {

  private static final String SCHEME = "Bearer";

  // The grammar b64token of RFC 6750 §2.1, with at most 512 characters.
  private static final Pattern TOKEN = Pattern.compile("(?=.{1,512}$)[A-Za-z0-9._~+/-]+=*");

  private static final Set<String> IN_QUERY = Set.of(ParameterNames.ACCESS_TOKEN);

  @Inject private TokenVerifier verifier;

  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    String source = RequestAttributes.source(request::getProperty);
    RequiresScope rule = rule();
    // A token MUST NOT be in the query string: RFC 9700 §4.3.2. It is exposed there, so the request
    // is refused even if its header has a valid token.
    if (FormEncoding.hasAnyName(request.getUriInfo().getRequestUri().getRawQuery(), IN_QUERY)) {
      refuse(
          request,
          new InvalidRequest("An access token must not be in the query string"),
          RefusalReason.CREDENTIAL_IN_QUERY,
          null,
          source);
      return;
    }
    List<String> headers = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (headers != null && headers.size() > 1) {
      refuse(
          request,
          new InvalidRequest("More than one Authorization header"),
          RefusalReason.MALFORMED_REQUEST,
          null,
          source);
      return;
    }
    if (headers == null || !isBearer(headers.get(0))) {
      refuse(request, new MissingToken(), RefusalReason.TOKEN_MISSING, null, source);
      return;
    }
    String token = headers.get(0).substring(SCHEME.length()).strip();
    if (token.isEmpty()) {
      refuse(
          request,
          new InvalidRequest("The Authorization header holds no token"),
          RefusalReason.MALFORMED_REQUEST,
          null,
          source);
      return;
    }
    TokenVerifier.Verification verification =
        TOKEN.matcher(token).matches()
            ? verifier.verify(token)
            : new TokenVerifier.Verification.Dead(RefusalReason.TOKEN_UNKNOWN);
    if (verification instanceof TokenVerifier.Verification.Dead dead) {
      refuse(request, new InvalidToken(), dead.reason(), null, source);
      return;
    }
    if (verification instanceof TokenVerifier.Verification.Unavailable unavailable) {
      refuse(
          request,
          new TemporarilyUnavailable(false, unavailable.retryAfter()),
          RefusalReason.INTROSPECTION_FAILED,
          null,
          source);
      return;
    }
    VerifiedToken live = ((TokenVerifier.Verification.Live) verification).token();
    if (!suffices(rule, live)) {
      refuse(
          request,
          new InsufficientScope(needed(rule)),
          RefusalReason.TOKEN_NOT_SUFFICIENT,
          live,
          source);
      return;
    }
    request.setSecurityContext(
        new BearerSecurityContext(
            new BearerPrincipal(live, TokenDigest.of(token)),
            request.getSecurityContext().isSecure()));
  }

  private RequiresScope rule() {
    RequiresScope onMethod = resource.getResourceMethod().getAnnotation(RequiresScope.class);
    return onMethod != null
        ? onMethod
        : resource.getResourceClass().getAnnotation(RequiresScope.class);
  }

  private static boolean suffices(RequiresScope rule, VerifiedToken token) {
    List<String> anyOf = List.of(rule.anyOf());
    return Arrays.asList(rule.kind()).contains(token.kind())
        && (rule.evenWithOneTimePassword() || !token.scope().contains(Scope.PASSWORD_CHANGE))
        && token.scope().containsAll(Scope.of(rule.value()))
        && (anyOf.isEmpty() || anyOf.stream().anyMatch(token.scope()::contains));
  }

  private static Scope needed(RequiresScope rule) {
    return Scope.of(
        Stream.concat(Stream.of(rule.value()), Stream.of(rule.anyOf()).limit(1)).toList());
  }

  // RFC 9110 §11.1: the scheme is compared without regard to case.
  private static boolean isBearer(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && (header.length() == SCHEME.length() || header.charAt(SCHEME.length()) == ' ');
  }

  private void refuse(
      ContainerRequestContext request,
      BearerError error,
      RefusalReason reason,
      VerifiedToken token,
      String source) {
    String reference = verifier.refused(reason, token, source);
    request.abortWith(BearerChallenge.response(error, reference));
  }

  private record BearerSecurityContext(BearerPrincipal principal, boolean secure)
      implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
      return principal;
    }

    /** Always false, because tokens carry scopes and no roles. */
    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }

    @Override
    public String getAuthenticationScheme() {
      return SCHEME;
    }
  }
}

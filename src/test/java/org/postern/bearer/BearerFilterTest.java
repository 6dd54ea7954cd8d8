package org.postern.bearer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.core.interception.jaxrs.PreMatchContainerRequestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.fixtures.Fakes;
import org.postern.fixtures.Requests;
import org.postern.fixtures.Responses;
import org.postern.oauth.OAuthError.BearerError;
import org.postern.oauth.OAuthError.InsufficientScope;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.InvalidToken;
import org.postern.oauth.OAuthError.MissingToken;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.RequestAttributes;
import org.postern.oauth.Scope;
import org.postern.oauth.TokenDigest;

/** RFC 6750 §2.1 and §3.1. */
class BearerFilterTest {

  private static final VerifiedToken LIVE =
      new VerifiedToken(
          "client:reporting",
          TokenKind.CLIENT,
          "reporting",
          Optional.empty(),
          Scope.of("read", "client.self"),
          Instant.EPOCH,
          Instant.EPOCH);

  /** Methods with the rules that the cases need. */
  @RequiresScope("read")
  static final class Resource {

    @RequiresScope
    void any() {}

    @RequiresScope({"read", "client.self"})
    void both() {}

    @RequiresScope("write")
    void write() {}

    @RequiresScope(kind = TokenKind.USER)
    void users() {}

    @RequiresScope(value = "read", kind = TokenKind.CLIENT)
    void clients() {}

    void byClass() {}
  }

  /** Knows one live token, and what was refused. */
  private static final class OneToken implements TokenVerifier {
    private final List<String> asked = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    @Override
    public Verification verify(String token) {
      asked.add(token);
      if (token.equals("psa_away")) {
        return new Verification.Unavailable(Duration.ofSeconds(7));
      }
      return token.equals("psa_live==")
          ? new Verification.Live(LIVE)
          : new Verification.Dead(RefusalReason.TOKEN_EXPIRED);
    }

    @Override
    public String refused(RefusalReason reason, VerifiedToken token, String source) {
      refused.add(reason.text() + " " + (token == null ? "-" : token.clientId()) + " " + source);
      return "01REFERENCE";
    }
  }

  private final OneToken verifier = new OneToken();

  private BearerFilter filter(String method) {
    try {
      var resourceMethod = Resource.class.getDeclaredMethod(method);
      BearerFilter filter = new BearerFilter();
      inject(filter, "verifier", verifier);
      inject(
          filter,
          "resource",
          Fakes.answering(
              ResourceInfo.class,
              Map.of(
                  "getResourceMethod", arguments -> resourceMethod,
                  "getResourceClass", arguments -> Resource.class)));
      return filter;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void inject(BearerFilter filter, String name, Object value)
      throws ReflectiveOperationException {
    Field field = BearerFilter.class.getDeclaredField(name);
    field.setAccessible(true);
    field.set(filter, value);
  }

  private static PreMatchContainerRequestContext request(String uri, String... authorization) {
    String[] headers = new String[2 * authorization.length];
    for (int i = 0; i < authorization.length; i++) {
      headers[2 * i] = "Authorization";
      headers[2 * i + 1] = authorization[i];
    }
    PreMatchContainerRequestContext request = Requests.jaxRs("GET", uri, new byte[0], headers);
    request.setProperty(RequestAttributes.SOURCE, "192.0.2.1");
    request.setSecurityContext(
        Fakes.answering(SecurityContext.class, Map.of("isSecure", arguments -> true)));
    return request;
  }

  static Stream<Arguments> letIn() {
    return Stream.of(
        Arguments.of("any live token", "any", "/me", "Bearer psa_live=="),
        Arguments.of("all scopes that are asked for", "both", "/me", "Bearer psa_live=="),
        Arguments.of("the right kind", "clients", "/me", "Bearer psa_live=="),
        Arguments.of("the rule of the class", "byClass", "/me", "Bearer psa_live=="),
        Arguments.of("the scheme in other case", "any", "/me", "bEARER psa_live=="),
        Arguments.of("more than one space", "any", "/me", "Bearer   psa_live== "),
        Arguments.of("a harmless query", "any", "/me?token=x", "Bearer psa_live=="));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("letIn")
  void letsLiveTokensThatSufficeIn(String name, String method, String uri, String authorization) {
    PreMatchContainerRequestContext request = request(uri, authorization);

    filter(method).filter(request);

    assertNull(request.getResponseAbortedWith());
    SecurityContext security = request.getSecurityContext();
    assertEquals(
        new BearerPrincipal(LIVE, TokenDigest.of("psa_live==")), security.getUserPrincipal());
    assertEquals("client:reporting", security.getUserPrincipal().getName());
    assertEquals("Bearer", security.getAuthenticationScheme());
    assertTrue(security.isSecure());
    assertFalse(security.isUserInRole("read"));
    assertEquals(List.of(), verifier.refused);
  }

  static Stream<Arguments> refused() {
    BearerError inQuery = new InvalidRequest("An access token must not be in the query string");
    BearerError noToken = new InvalidRequest("The Authorization header holds no token");
    return Stream.of(
        Arguments.of(
            "no header", "any", request("/me"), new MissingToken(), "token_missing -", false),
        Arguments.of(
            "another scheme",
            "any",
            request("/me", "Basic YTpi"),
            new MissingToken(),
            "token_missing -",
            false),
        Arguments.of(
            "a scheme that only begins like it",
            "any",
            request("/me", "Bearers psa_live=="),
            new MissingToken(),
            "token_missing -",
            false),
        Arguments.of(
            "the scheme alone",
            "any",
            request("/me", "Bearer"),
            noToken,
            "malformed_request -",
            false),
        Arguments.of(
            "the scheme and spaces",
            "any",
            request("/me", "Bearer   "),
            noToken,
            "malformed_request -",
            false),
        Arguments.of(
            "two headers",
            "any",
            request("/me", "Bearer psa_live==", "Bearer psa_live=="),
            new InvalidRequest("More than one Authorization header"),
            "malformed_request -",
            false),
        Arguments.of(
            "a token in the query",
            "any",
            request("/me?access_token=psa_live%3D%3D"),
            inQuery,
            "credential_in_query -",
            false),
        Arguments.of(
            "a token in the query beside a good header",
            "any",
            request("/me?access_token=x", "Bearer psa_live=="),
            inQuery,
            "credential_in_query -",
            false),
        Arguments.of(
            "a dead token",
            "any",
            request("/me", "Bearer psa_dead"),
            new InvalidToken(),
            "token_expired -",
            true),
        Arguments.of(
            "a token in other case",
            "any",
            request("/me", "Bearer PSA_live=="),
            new InvalidToken(),
            "token_expired -",
            true),
        Arguments.of(
            "a token about which nobody can say anything now",
            "any",
            request("/me", "Bearer psa_away"),
            new TemporarilyUnavailable(false, Duration.ofSeconds(7)),
            "introspection_failed -",
            true),
        Arguments.of(
            "a character that no token has",
            "any",
            request("/me", "Bearer psa_live==!"),
            new InvalidToken(),
            "token_unknown -",
            false),
        Arguments.of(
            "two tokens",
            "any",
            request("/me", "Bearer psa_live== psa_live=="),
            new InvalidToken(),
            "token_unknown -",
            false),
        Arguments.of(
            "padding alone",
            "any",
            request("/me", "Bearer =="),
            new InvalidToken(),
            "token_unknown -",
            false),
        Arguments.of(
            "513 characters",
            "any",
            request("/me", "Bearer " + "x".repeat(513)),
            new InvalidToken(),
            "token_unknown -",
            false),
        Arguments.of(
            "513 characters with padding",
            "any",
            request("/me", "Bearer x" + "=".repeat(512)),
            new InvalidToken(),
            "token_unknown -",
            false),
        Arguments.of(
            "too little scope",
            "write",
            request("/me", "Bearer psa_live=="),
            new InsufficientScope(Scope.of("write")),
            "token_not_sufficient reporting",
            true),
        Arguments.of(
            "the wrong kind",
            "users",
            request("/me", "Bearer psa_live=="),
            new InsufficientScope(Scope.EMPTY),
            "token_not_sufficient reporting",
            true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(
      String name,
      String method,
      PreMatchContainerRequestContext request,
      BearerError error,
      String noted,
      boolean verified) {
    filter(method).filter(request);

    assertEquals(
        Responses.text(BearerChallenge.response(error, "01REFERENCE")),
        Responses.text(request.getResponseAbortedWith()));
    assertEquals(List.of(noted + " 192.0.2.1"), verifier.refused);
    assertEquals(verified, !verifier.asked.isEmpty());
  }

  @Test
  void asksAboutATokenOf512Characters() {
    filter("any").filter(request("/me", "Bearer " + "x".repeat(512)));

    assertEquals(List.of("x".repeat(512)), verifier.asked);
  }
}

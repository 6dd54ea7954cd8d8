package org.postern.endpoint.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.access.AccessGate;
import org.postern.audit.AuditBuffer;
import org.postern.audit.AuditTrail;
import org.postern.audit.UsageBuffer;
import org.postern.clientauth.ClientAuthentication;
import org.postern.clientauth.ClientSecretPost;
import org.postern.clientauth.PublicClientNone;
import org.postern.crypto.SecretHash;
import org.postern.crypto.SecureTokens;
import org.postern.entity.ClientSwitch;
import org.postern.fixtures.Beans;
import org.postern.fixtures.Configs;
import org.postern.fixtures.InMemoryAccessTokenStore;
import org.postern.fixtures.InMemoryAuditStore;
import org.postern.fixtures.InMemoryClientStore;
import org.postern.fixtures.InMemoryScopeStore;
import org.postern.fixtures.InMemoryTokenFamilyStore;
import org.postern.fixtures.InMemoryUserStore;
import org.postern.fixtures.Keys;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.ScopeDefinitions;
import org.postern.fixtures.TestClock;
import org.postern.fixtures.TokenFamilies;
import org.postern.fixtures.TokenRequests;
import org.postern.grant.ClientCredentialsGrant;
import org.postern.grant.Grants;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.OAuthError;
import org.postern.oauth.OAuthError.InvalidClient;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.InvalidScope;
import org.postern.oauth.OAuthError.UnauthorizedClient;
import org.postern.oauth.OAuthError.UnsupportedGrantType;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.throttle.SecretThrottling;
import org.postern.token.IssuedTokens;
import org.postern.token.TokenIssuer;

/** A client credentials request through all of its steps. RFC 6749 §4.4, §3.3, §5.2. */
class TokenEndpointTest {

  private static final SecretHash HASH = Keys.secretHash(1);

  private final TestClock clock = new TestClock();
  private final InMemoryAccessTokenStore accessTokens = new InMemoryAccessTokenStore();

  private static RegisteredClients client() {
    return RegisteredClients.confidential("reporting")
        .secret(HASH, "main", "secret")
        .scopes("read", "write", "users-only")
        .with(settings -> settings.defaultScopes(Scope.of("read", "users-only")));
  }

  private IssuedTokens issue(RegisteredClients built, String... namesAndValues) {
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    InMemoryClientStore clients = new InMemoryClientStore(built.build());
    AccessGate gate =
        new AccessGate(
            clients,
            new InMemoryUserStore(),
            new InMemoryScopeStore(
                ScopeDefinitions.forBoth("read"),
                ScopeDefinitions.forClients("write"),
                ScopeDefinitions.forUsers("users-only")));
    ClientAuthentication authentication =
        new ClientAuthentication(
            clients,
            HASH,
            new SecretThrottling(Configs.of(), clock),
            new UsageBuffer(clock),
            clock,
            Beans.of(List.of(new ClientSecretPost(Configs.of()), new PublicClientNone())));
    AuditTrail audit =
        new AuditTrail(
            clock,
            new InMemoryAuditStore(),
            new AuditBuffer(clock),
            Beans.eventsTo(new ArrayList<>()));
    TokenService service =
        new TokenService(
            gate,
            new TokenIssuer(
                new SecureTokens(),
                TokenFamilies.TOKENS,
                accessTokens,
                new InMemoryTokenFamilyStore(),
                clock),
            null,
            audit);
    Grants grants = new Grants(Beans.of(List.of(new ClientCredentialsGrant(gate))));
    return new TokenEndpoint(authentication, grants, service, audit, gate)
        .issue(TokenRequests.of(parameters));
  }

  private IssuedTokens issueToReporting(RegisteredClients client, String... namesAndValues) {
    String[] all = new String[namesAndValues.length + 4];
    System.arraycopy(namesAndValues, 0, all, 4, namesAndValues.length);
    all[0] = "client_id";
    all[1] = "reporting";
    all[2] = "client_secret";
    all[3] = "secret";
    return issue(client, all);
  }

  static Stream<Arguments> scopes() {
    return Stream.of(
        Arguments.of("none asked: the defaults of the right kind", null, "read"),
        Arguments.of("one asked", "write", "write"),
        Arguments.of("all asked, in the order asked", "write read", "write read"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scopes")
  void grantsTheScope(String name, String asked, String granted) {
    String[] parameters =
        asked == null
            ? new String[] {"grant_type", "client_credentials"}
            : new String[] {"grant_type", "client_credentials", "scope", asked};

    IssuedTokens issued = issueToReporting(client(), parameters);

    assertEquals(Scope.parse(granted), issued.scope());
    assertEquals(Scope.parse(granted), accessTokens.rows().get(0).holding().scope());
    assertEquals(Optional.empty(), issued.refreshToken());
  }

  static Stream<Arguments> refused() {
    OAuthError tooMuch = new InvalidScope("The scope is unknown or more than is allowed here");
    String[] good = {"grant_type", "client_credentials"};
    return Stream.of(
        Arguments.of(
            "no grant type",
            client(),
            new String[] {},
            new InvalidRequest("The parameter grant_type is missing"),
            RefusalReason.GRANT_TYPE_UNKNOWN),
        Arguments.of(
            "an unknown grant type",
            client(),
            new String[] {"grant_type", "client_credential"},
            new UnsupportedGrantType("Unsupported grant type, did you mean client_credentials?"),
            RefusalReason.GRANT_TYPE_UNKNOWN),
        Arguments.of(
            "a grant it is not registered for",
            client().with(settings -> settings.grants(List.of(GrantType.PASSWORD))),
            good,
            new UnauthorizedClient(),
            RefusalReason.GRANT_NOT_ALLOWED),
        Arguments.of(
            "an unknown scope",
            client(),
            new String[] {"grant_type", "client_credentials", "scope", "read delete"},
            tooMuch,
            RefusalReason.SCOPE_NOT_ALLOWED),
        Arguments.of(
            "a scope of the wrong kind",
            client(),
            new String[] {"grant_type", "client_credentials", "scope", "users-only"},
            tooMuch,
            RefusalReason.SCOPE_NOT_ALLOWED),
        Arguments.of(
            "a malformed scope",
            client(),
            new String[] {"grant_type", "client_credentials", "scope", "read  write"},
            new InvalidScope("The scope is malformed"),
            RefusalReason.SCOPE_MALFORMED),
        Arguments.of(
            "a missing owner",
            client().with(settings -> settings.set(ClientSwitch.ACTS_FOR_OWNER, true)),
            good,
            new UnauthorizedClient(),
            RefusalReason.OWNER_NOT_ENABLED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesAndIssuesNothing(
      String name,
      RegisteredClients client,
      String[] parameters,
      OAuthError error,
      RefusalReason reason) {
    OAuthException refusal =
        assertThrows(OAuthException.class, () -> issueToReporting(client, parameters));

    assertEquals(error, refusal.error());
    assertEquals(reason, refusal.reason());
    assertEquals(Optional.of(new ClientId("reporting")), refusal.clientId());
    assertEquals(List.of(), accessTokens.rows());
  }

  /** Nothing else in the request is examined before the client has authenticated. */
  @Test
  void authenticatesTheClientFirst() {
    OAuthException refusal =
        assertThrows(
            OAuthException.class,
            () -> issue(client(), "client_id", "reporting", "client_secret", "wrong"));

    assertEquals(new InvalidClient(), refusal.error());
  }

  /** MUST only be used by confidential clients: §4.4. */
  @Test
  void refusesAPublicClient() {
    RegisteredClients client = RegisteredClients.publicClient("app").scopes("read");

    OAuthException refusal =
        assertThrows(
            OAuthException.class,
            () -> issue(client, "client_id", "app", "grant_type", "client_credentials"));

    assertEquals(new UnauthorizedClient(), refusal.error());
    assertEquals(List.of(), accessTokens.rows());
  }
}

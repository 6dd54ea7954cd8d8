package org.postern.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.access.AccessGate;
import org.postern.crypto.TokenValue;
import org.postern.entity.AccessToken;
import org.postern.entity.ClientSwitch;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.entity.UserAccess;
import org.postern.fixtures.Configs;
import org.postern.fixtures.InMemoryAccessTokenStore;
import org.postern.fixtures.InMemoryClientStore;
import org.postern.fixtures.InMemoryScopeStore;
import org.postern.fixtures.InMemoryTokenFamilyStore;
import org.postern.fixtures.InMemoryUserStore;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.TestClock;
import org.postern.fixtures.TokenFamilies;
import org.postern.fixtures.UserAccounts;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.oauth.TokenDigest;
import org.postern.store.RegisteredClient;
import org.postern.store.ScopeDefinition;
import org.postern.token.TokenInspection.Description;

/** RFC 7662 §2.2 and §4. */
class TokenInspectionTest {

  private static final String ACCESS = "psa_token";
  private static final TokenValue REFRESH_VALUE = TokenFamilies.TOKENS.random(TokenFamilies.ID, 0);
  private static final String REFRESH = REFRESH_VALUE.value();
  private static final Instant ACCESS_EXPIRES = TestClock.START.plus(Duration.ofHours(1));
  private static final Instant REFRESH_EXPIRES = TestClock.START.plus(Duration.ofDays(30));

  private final TestClock clock = new TestClock();
  private final InMemoryAccessTokenStore accessTokens = new InMemoryAccessTokenStore();
  private final InMemoryTokenFamilyStore families = new InMemoryTokenFamilyStore();

  private static RegisteredClients owner() {
    return RegisteredClients.confidential("reporting")
        .scopes("read")
        .with(
            settings ->
                settings.grants(List.of(GrantType.PASSWORD)).userAccess(UserAccess.EVERYONE));
  }

  /** Any other client, which has no scope and no grant. */
  private static RegisteredClient other(String clientId, boolean mayIntrospectAll) {
    RegisteredClient client =
        RegisteredClients.confidential(clientId)
            .with(settings -> settings.set(ClientSwitch.MAY_INTROSPECT_ALL, mayIntrospectAll))
            .build();
    return new RegisteredClient(
        2, client.clientId(), client.settings(), List.of(), 1, client.usableGrants());
  }

  private final TokenInspection inspection =
      inspection(new ScopeDefinition("read", true, true, Set.of(), false, List.of("archive")));

  private TokenInspection inspection(ScopeDefinition... scopes) {
    AccessGate gate =
        new AccessGate(
            new InMemoryClientStore(owner().build()),
            new InMemoryUserStore(UserAccounts.named("alice").build()),
            new InMemoryScopeStore(scopes));
    return new TokenInspection(
        new LiveTokens(accessTokens, families.lookup(), gate, clock), gate, Configs.of());
  }

  @BeforeEach
  void storeTokens() {
    Holding holding = new Holding(1, 7L, GrantType.PASSWORD, Scope.of("read"), new Epochs(1, 1, 0));
    accessTokens.add(
        new AccessToken(
            TokenDigest.of(ACCESS), holding, TokenFamilies.ID, TestClock.START, ACCESS_EXPIRES));
    families.add(TokenFamilies.of(holding, REFRESH_VALUE, REFRESH_EXPIRES));
  }

  @Test
  void describesAnAccessToken() {
    assertEquals(
        Optional.of(
            new Description(
                Scope.of("read"),
                "reporting",
                Optional.of("alice"),
                Optional.of("Bearer"),
                ACCESS_EXPIRES,
                TestClock.START,
                "user:alice",
                List.of("archive"),
                "http://localhost:8080/postern",
                Optional.empty())),
        inspection.describe(ACCESS, owner().build()));
  }

  @Test
  void describesARefreshTokenWithoutTypeAndAudience() {
    assertEquals(
        Optional.of(
            new Description(
                Scope.of("read"),
                "reporting",
                Optional.of("alice"),
                Optional.empty(),
                REFRESH_EXPIRES,
                TestClock.START,
                "user:alice",
                List.of(),
                "http://localhost:8080/postern",
                Optional.empty())),
        inspection.describe(REFRESH, owner().build()));
  }

  private static Stream<Arguments> callers() {
    return Stream.of(
        Arguments.of("its client", owner().build(), true, true),
        Arguments.of("a resource server in its audience", other("archive", false), true, false),
        Arguments.of("who may introspect all", other("inspector", true), true, false),
        Arguments.of("another client", other("other", false), false, false),
        Arguments.of("a client of nearly that name", other("Archive", false), false, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("callers")
  void showsATokenTo(String name, RegisteredClient caller, boolean access, boolean refresh) {
    assertEquals(access, inspection.describe(ACCESS, caller).isPresent());
    assertEquals(refresh, inspection.describe(REFRESH, caller).isPresent());
  }

  @Test
  void showsNothingThatIsUnknownOrExpired() {
    RegisteredClient client = owner().build();
    assertEquals(Optional.empty(), inspection.describe("psa_other", client));

    clock.move(Duration.ofHours(1));
    assertEquals(Optional.empty(), inspection.describe(ACCESS, client));
    assertEquals(true, inspection.describe(REFRESH, client).isPresent());

    clock.move(Duration.ofDays(30));
    assertEquals(Optional.empty(), inspection.describe(REFRESH, client));
  }

  @Test
  void showsNothingOfWhatTheGateEnds() {
    TokenInspection withoutScopes = inspection();

    assertEquals(Optional.empty(), withoutScopes.describe(ACCESS, owner().build()));
    assertEquals(Optional.empty(), withoutScopes.describe(REFRESH, owner().build()));
  }
}

package org.postern.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.access.AccessGate;
import org.postern.bearer.TokenKind;
import org.postern.bearer.TokenVerifier.Verification;
import org.postern.bearer.VerifiedToken;
import org.postern.entity.AccessToken;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.fixtures.InMemoryAccessTokenStore;
import org.postern.fixtures.InMemoryClientStore;
import org.postern.fixtures.InMemoryScopeStore;
import org.postern.fixtures.InMemoryTokenFamilyStore;
import org.postern.fixtures.InMemoryUserStore;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.ScopeDefinitions;
import org.postern.fixtures.TestClock;
import org.postern.oauth.GrantType;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.oauth.TokenDigest;

class LocalTokenVerifierTest {

  private static final String TOKEN = "psa_token";
  private static final Instant EXPIRES = TestClock.START.plus(Duration.ofHours(1));

  private final TestClock clock = new TestClock();
  private final InMemoryAccessTokenStore accessTokens = new InMemoryAccessTokenStore();

  @BeforeEach
  void storeToken() {
    Holding holding =
        new Holding(
            1, null, GrantType.CLIENT_CREDENTIALS, Scope.of("read", "gone"), new Epochs(1, 0, 0));
    accessTokens.add(
        new AccessToken(TokenDigest.of(TOKEN), holding, null, TestClock.START, EXPIRES));
  }

  private LocalTokenVerifier verifier(RegisteredClients client) {
    AccessGate gate =
        new AccessGate(
            new InMemoryClientStore(client.build()),
            new InMemoryUserStore(),
            new InMemoryScopeStore(ScopeDefinitions.forBoth("read")));
    return new LocalTokenVerifier(
        new LiveTokens(accessTokens, new InMemoryTokenFamilyStore().lookup(), gate, clock), null);
  }

  private static RegisteredClients client() {
    return RegisteredClients.confidential("reporting").scopes("read", "gone");
  }

  @Test
  void aLiveTokenHasWhatIsLeftOfItsScope() {
    assertEquals(
        new Verification.Live(
            new VerifiedToken(
                "client:reporting",
                TokenKind.CLIENT,
                "reporting",
                Optional.empty(),
                Scope.of("read"),
                TestClock.START,
                EXPIRES)),
        verifier(client()).verify(TOKEN));
  }

  static Stream<Arguments> times() {
    return Stream.of(
        Arguments.of("one second before its expiry", Duration.ofMinutes(60).minusSeconds(1), true),
        Arguments.of("at its expiry", Duration.ofMinutes(60), false),
        Arguments.of("one second after its expiry", Duration.ofMinutes(60).plusSeconds(1), false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("times")
  void diesAtItsExpiry(String name, Duration later, boolean lives) {
    clock.move(later);

    Verification verification = verifier(client()).verify(TOKEN);

    assertEquals(
        lives ? Optional.empty() : Optional.of(new Verification.Dead(RefusalReason.TOKEN_EXPIRED)),
        Optional.of(verification).filter(Verification.Dead.class::isInstance));
  }

  @Test
  void anUnknownTokenIsDead() {
    assertEquals(
        new Verification.Dead(RefusalReason.TOKEN_UNKNOWN), verifier(client()).verify("psa_other"));
  }

  @Test
  void theGateEndsALiveToken() {
    assertEquals(
        new Verification.Dead(RefusalReason.CLIENT_DISABLED),
        verifier(client().with(settings -> settings.enabled(false))).verify(TOKEN));
  }
}

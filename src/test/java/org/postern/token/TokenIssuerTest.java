package org.postern.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.crypto.RefreshTokens;
import org.postern.crypto.SecureTokens;
import org.postern.crypto.TokenValue;
import org.postern.entity.AccessToken;
import org.postern.entity.ClientSettings;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.entity.TokenFamily;
import org.postern.entity.TokenFamily.Head;
import org.postern.entity.TokenLifetime;
import org.postern.fixtures.InMemoryAccessTokenStore;
import org.postern.fixtures.InMemoryTokenFamilyStore;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.TestClock;
import org.postern.fixtures.TokenFamilies;
import org.postern.oauth.GrantType;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;

class TokenIssuerTest {

  private final InMemoryAccessTokenStore accessTokens = new InMemoryAccessTokenStore();
  private final InMemoryTokenFamilyStore families = new InMemoryTokenFamilyStore();
  private final TokenIssuer issuer =
      new TokenIssuer(
          new SecureTokens(), TokenFamilies.TOKENS, accessTokens, families, new TestClock());

  private static final Holding OWN =
      new Holding(1, null, GrantType.CLIENT_CREDENTIALS, Scope.of("read"), new Epochs(1, 0, 0));

  private static final Holding OF_USER =
      new Holding(1, 7L, GrantType.PASSWORD, Scope.of("read"), new Epochs(1, 2, 3));

  private static RegisteredClients client() {
    return RegisteredClients.confidential("reporting")
        .with(
            settings ->
                settings
                    .set(TokenLifetime.ACCESS_TOKEN, Duration.ofMinutes(5))
                    .set(TokenLifetime.USER_ACCESS_TOKEN, Duration.ofMinutes(10)));
  }

  @Test
  void storesTheDigestAndNeverTheValue() {
    IssuedTokens issued = issuer.issue(client().build(), OWN, Instant.MAX);

    assertEquals(1, accessTokens.rows().size());
    AccessToken row = accessTokens.rows().get(0);
    assertTrue(issued.accessToken().value().startsWith("psa_"));
    assertEquals(issued.accessToken().digest(), row.digest());
    assertEquals(OWN, row.holding());
    assertEquals(Optional.empty(), row.familyId());
    assertEquals(TestClock.START, row.issued());
    assertEquals(Scope.of("read"), issued.scope());
  }

  private Head head() {
    return families.families().get(0).head().orElseThrow();
  }

  static Stream<Arguments> lifetimes() {
    return Stream.of(
        Arguments.of("a client's own", OWN, Duration.ofMinutes(5)),
        Arguments.of("with a user", OF_USER, Duration.ofMinutes(10)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lifetimes")
  void livesAsLongAsItsKindDoes(String name, Holding holding, Duration lifetime) {
    IssuedTokens issued = issuer.issue(client().build(), holding, Instant.MAX);

    assertEquals(lifetime, issued.lifetime());
    assertEquals(TestClock.START.plus(lifetime), accessTokens.rows().get(0).expires());
  }

  /** A secret that a former owner may know gives nothing that outlives it. */
  @Test
  void endsNoLaterThanIsAsked() {
    Instant latest = TestClock.START.plusSeconds(7);

    assertEquals(Duration.ofSeconds(7), issuer.issue(client().build(), OWN, latest).lifetime());
    assertEquals(
        Duration.ofSeconds(7),
        issuer.issueWithFamily(client().build(), OF_USER, latest).lifetime());
    assertEquals(latest, accessTokens.rows().get(0).expires());
    assertEquals(latest, accessTokens.rows().get(1).expires());
    // Whoever refreshes shows a secret again.
    assertEquals(TestClock.START.plus(Duration.ofDays(14)), head().expires());
  }

  /** {@code expires_in} has whole seconds, and clients take 0 for a token that does not expire. */
  @Test
  void issuesNothingThatLivesLessThanASecond() {
    OAuthException refusal =
        assertThrows(
            OAuthException.class,
            () -> issuer.issue(client().build(), OWN, TestClock.START.plusMillis(999)));

    assertEquals("invalid_client", refusal.error().code());
    assertEquals(RefusalReason.SECRET_EXPIRED, refusal.reason());
    assertEquals(List.of(), accessTokens.rows());
  }

  /** RFC 6749 §4.4.3. */
  @Test
  void issuesNoRefreshTokenUnasked() {
    IssuedTokens issued = issuer.issue(client().build(), OWN, Instant.MAX);

    assertEquals(Optional.empty(), issued.refreshToken());
    assertEquals(List.of(), families.families());
  }

  @Test
  void beginsAFamilyThatBelongsToTheUser() {
    IssuedTokens issued = issuer.issueWithFamily(client().build(), OF_USER, Instant.MAX);

    TokenFamily family = families.families().get(0);
    assertEquals(OF_USER, family.holding());
    assertEquals(0, family.generation());
    assertEquals(22, family.id().length());
    assertEquals(TestClock.START.plus(Duration.ofDays(14)), family.idleExpires());
    assertEquals(TestClock.START.plus(Duration.ofDays(90)), family.absoluteExpires());
    TokenValue refreshToken = issued.refreshToken().orElseThrow();
    assertEquals(
        Optional.of(new RefreshTokens.Content(family.id(), 0)),
        TokenFamilies.TOKENS.read(refreshToken));
    assertEquals(
        new Head(refreshToken.digest(), TestClock.START.plus(Duration.ofDays(14))), head());
    assertEquals(Optional.empty(), family.lastReply());
    assertEquals(Optional.of(family.id()), accessTokens.rows().get(0).familyId());
  }

  @Test
  void theIdleLifetimeEndsNoLaterThanTheAbsoluteOne() {
    RegisteredClients client =
        client()
            .with(settings -> settings.set(TokenLifetime.REFRESH_TOKEN_MAX, Duration.ofDays(1)));

    issuer.issueWithFamily(client.build(), OF_USER, Instant.MAX);

    assertEquals(
        TestClock.START.plus(Duration.ofDays(1)), families.families().get(0).idleExpires());
    assertEquals(TestClock.START.plus(Duration.ofDays(1)), head().expires());
  }

  /** Otherwise the purge could leave an access token behind that nothing can revoke. */
  @Test
  void aFamilyIsThereAsLongAsItsAccessToken() {
    RegisteredClients client =
        client()
            .with(settings -> settings.set(TokenLifetime.USER_ACCESS_TOKEN, Duration.ofDays(30)));

    issuer.issueWithFamily(client.build(), OF_USER, Instant.MAX);

    assertEquals(
        TestClock.START.plus(Duration.ofDays(30)), families.families().get(0).idleExpires());
    assertEquals(TestClock.START.plus(Duration.ofDays(14)), head().expires());
  }

  /**
   * The end of a family is part of an index, so a refresh should change it seldom, but never too
   * late.
   */
  @Test
  void aFamilyIsProlongedAheadOfItsTokensWithinItsAbsoluteEnd() {
    ClientSettings settings = client().build().settings();
    Instant latest = TestClock.START.plus(Duration.ofDays(90));
    Instant first = TestClock.START.plus(Duration.ofDays(14));

    Instant prolonged = prolonged(first, settings, TestClock.START.plusSeconds(1), latest);

    assertEquals(first.plusSeconds(1).plus(Duration.ofDays(14).dividedBy(16)), prolonged);
    Instant next = TestClock.START.plus(Duration.ofHours(20));
    assertEquals(prolonged, prolonged(prolonged, settings, next, latest));
    assertEquals(latest, prolonged(prolonged, settings, latest.minusSeconds(1), latest));
  }

  private static Instant prolonged(
      Instant present, ClientSettings settings, Instant now, Instant latest) {
    return TokenIssuer.prolonged(present, settings, OF_USER, now, latest);
  }
}

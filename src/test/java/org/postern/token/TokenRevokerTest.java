package org.postern.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.access.AccessGate;
import org.postern.audit.AuditBuffer;
import org.postern.audit.AuditTrail;
import org.postern.crypto.TokenValue;
import org.postern.entity.AccessToken;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.fixtures.Beans;
import org.postern.fixtures.InMemoryAccessTokenStore;
import org.postern.fixtures.InMemoryAuditStore;
import org.postern.fixtures.InMemoryTokenFamilyStore;
import org.postern.fixtures.InMemoryUserStore;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.TestClock;
import org.postern.fixtures.TokenFamilies;
import org.postern.oauth.GrantType;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.oauth.TokenDigest;
import org.postern.store.RegisteredClient;

/** RFC 7009 §2.1. */
class TokenRevokerTest {

  private static final String ACCESS = "psa_token";
  private static final TokenValue REFRESH_VALUE = TokenFamilies.TOKENS.random(TokenFamilies.ID, 0);
  private static final String REFRESH = REFRESH_VALUE.value();
  private static final Instant ACCESS_EXPIRES = TestClock.START.plus(Duration.ofHours(1));
  private static final Instant REFRESH_EXPIRES = TestClock.START.plus(Duration.ofDays(30));

  private final TestClock clock = new TestClock();
  private final InMemoryAccessTokenStore accessTokens = new InMemoryAccessTokenStore();
  private final InMemoryTokenFamilyStore families = new InMemoryTokenFamilyStore();
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final TokenRevoker revoker =
      new TokenRevoker(
          accessTokens,
          families.lookup(),
          families,
          clock,
          new AuditTrail(clock, audit, new AuditBuffer(clock), Beans.eventsTo(new ArrayList<>())),
          new AccessGate(null, new InMemoryUserStore(), null));

  @BeforeEach
  void storeTokens() {
    Holding holding = new Holding(1, 7L, GrantType.PASSWORD, Scope.of("read"), new Epochs(1, 1, 0));
    accessTokens.add(
        new AccessToken(
            TokenDigest.of(ACCESS), holding, TokenFamilies.ID, TestClock.START, ACCESS_EXPIRES));
    families.add(TokenFamilies.of(holding, REFRESH_VALUE, REFRESH_EXPIRES));
  }

  private static RegisteredClient owner() {
    return RegisteredClients.confidential("reporting").build();
  }

  private static RegisteredClient other() {
    RegisteredClient client = RegisteredClients.confidential("other").build();
    return new RegisteredClient(
        2, client.clientId(), client.settings(), List.of(), 1, client.usableGrants());
  }

  private List<String> audited() {
    return audit.rows().stream()
        .map(row -> row.kind() + ": " + row.detail().orElseThrow())
        .toList();
  }

  private void assertNothingHappened() {
    assertEquals(1, accessTokens.rows().size());
    assertEquals(1, families.families().size());
    assertEquals(List.of(), audited());
  }

  @Test
  void endsAnAccessTokenAlone() {
    revoker.revoke(ACCESS, owner(), "192.0.2.1");

    assertEquals(List.of(), accessTokens.rows());
    assertEquals(1, families.families().size());
    assertEquals(List.of("token.revoked: access token"), audited());
  }

  @Test
  void endsTheFamilyOfARefreshToken() {
    revoker.revoke(REFRESH, owner(), "192.0.2.1");

    assertEquals(List.of(), families.families());
    assertEquals(List.of("family.revoked: revoked by its client"), audited());
  }

  private static List<String> tokens() {
    return List.of(ACCESS, REFRESH);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void refusesAnotherClientAndChangesNothing(String token) {
    OAuthException refusal =
        assertThrows(OAuthException.class, () -> revoker.revoke(token, other(), "192.0.2.1"));

    assertEquals(new InvalidGrant(), refusal.error());
    assertEquals(RefusalReason.TOKEN_OF_OTHER_CLIENT, refusal.reason());
    assertNothingHappened();
  }

  @Test
  void doesNothingAboutAnUnknownToken() {
    revoker.revoke("psa_other", owner(), "192.0.2.1");

    assertNothingHappened();
  }

  @Test
  void doesNothingAboutAnExpiredAccessToken() {
    clock.move(Duration.ofHours(1));

    revoker.revoke(ACCESS, owner(), "192.0.2.1");
    revoker.revoke(ACCESS, other(), "192.0.2.1");

    assertNothingHappened();
  }

  /** The family of an expired refresh token may live on, so its own client can end it. */
  @Test
  void endsTheFamilyOfAnExpiredRefreshTokenForItsClientOnly() {
    clock.move(Duration.ofDays(30));

    revoker.revoke(REFRESH, other(), "192.0.2.1");
    assertNothingHappened();
    revoker.revoke(REFRESH, owner(), "192.0.2.1");

    assertEquals(List.of(), families.families());
    assertEquals(List.of("family.revoked: revoked by its client"), audited());
  }
}

package org.postern.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.clientauth.AuthenticatedClients;
import org.postern.crypto.TokenValue;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.fixtures.InMemoryTokenFamilyStore;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.TestClock;
import org.postern.fixtures.TokenFamilies;
import org.postern.fixtures.TokenRequests;
import org.postern.oauth.GrantType;
import org.postern.oauth.OAuthError;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.token.Authorization;
import org.postern.token.RefreshTokenRotation;
import org.postern.user.DirectoryLogin;

/** RFC 6749 §6. */
class RefreshTokenGrantTest {

  private static final TokenValue GOOD = TokenFamilies.TOKENS.random(TokenFamilies.ID, 0);

  private static Holding holding(long clientId) {
    return new Holding(
        clientId, 7L, GrantType.PASSWORD, Scope.of("read", "write"), new Epochs(1, 2, 3));
  }

  private static Authorization authorize(long familysClient, Map<String, String> parameters) {
    return authorize(familysClient, parameters, Optional.empty());
  }

  private static Authorization authorize(
      long familysClient, Map<String, String> parameters, Optional<OAuthException> ofDirectory) {
    InMemoryTokenFamilyStore families = new InMemoryTokenFamilyStore();
    families.add(TokenFamilies.of(holding(familysClient), GOOD, TestClock.START));
    return new RefreshTokenGrant(
            new RefreshTokenRotation(
                families.lookup(), families, null, null, null, null, null, null),
            new DirectoryLogin() {
              @Override
              public void updateUser(long userId, long epoch) {
                assertEquals(7, userId);
                assertEquals(2, epoch);
                ofDirectory.ifPresent(
                    refusal -> {
                      throw refusal;
                    });
              }
            })
        .authorize(
            TokenRequests.of(parameters),
            AuthenticatedClients.with(RegisteredClients.confidential("reporting").build(), "main"));
  }

  @Test
  void goesOnWithTheFamilyUnderItsEpochsAndScope() {
    Authorization authorization = authorize(1, Map.of("refresh_token", GOOD.value()));

    assertEquals(holding(1), authorization.holding());
    assertEquals(Scope.of("read", "write"), authorization.defaultScope());
    Authorization.Continued continued = authorization.continued().orElseThrow();
    assertEquals(GOOD, continued.presented().value());
    assertEquals(0, continued.presented().generation());
    assertEquals(TokenFamilies.ID, continued.presented().family().id());
  }

  @Test
  void refusesWhenTheDirectoryHasNoSuchUserAnyMore() {
    Map<String, String> parameters = Map.of("refresh_token", GOOD.value());
    OAuthException gone = new OAuthException(new InvalidGrant(), RefusalReason.USER_UNKNOWN);

    OAuthException refusal =
        assertThrows(OAuthException.class, () -> authorize(1, parameters, Optional.of(gone)));

    assertSame(gone, refusal);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "no token",
            1L,
            Map.of(),
            new InvalidRequest("The parameter refresh_token is missing"),
            RefusalReason.MALFORMED_REQUEST),
        Arguments.of(
            "an unknown token",
            1L,
            Map.of("refresh_token", TokenFamilies.TOKENS.random("B".repeat(21) + "A", 0).value()),
            new InvalidGrant(),
            RefusalReason.TOKEN_UNKNOWN),
        Arguments.of(
            "another client's token",
            2L,
            Map.of("refresh_token", GOOD.value()),
            new InvalidGrant(),
            RefusalReason.TOKEN_OF_OTHER_CLIENT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(
      String name,
      long familysClient,
      Map<String, String> parameters,
      OAuthError error,
      RefusalReason reason) {
    OAuthException refusal =
        assertThrows(OAuthException.class, () -> authorize(familysClient, parameters));

    assertEquals(error, refusal.error());
    assertEquals(reason, refusal.reason());
  }
}

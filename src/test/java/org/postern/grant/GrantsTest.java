package org.postern.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.access.AccessGate;
import org.postern.fixtures.Beans;
import org.postern.fixtures.InMemoryClientStore;
import org.postern.fixtures.InMemoryScopeStore;
import org.postern.fixtures.InMemoryUserStore;
import org.postern.oauth.OAuthError.UnsupportedGrantType;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;

class GrantsTest {

  private final ClientCredentialsGrant clientCredentials =
      new ClientCredentialsGrant(
          new AccessGate(
              new InMemoryClientStore(), new InMemoryUserStore(), new InMemoryScopeStore()));
  private final PasswordGrant password = new PasswordGrant(null, null);
  private final RefreshTokenGrant refreshToken = new RefreshTokenGrant(null, null);
  private final Grants grants =
      new Grants(Beans.of(List.of(clientCredentials, password, refreshToken)));

  @Test
  void findsTheBeanOfAType() {
    assertSame(clientCredentials, grants.forType("client_credentials"));
    assertSame(password, grants.forType("password"));
    assertSame(refreshToken, grants.forType("refresh_token"));
  }

  static Stream<Arguments> unsupported() {
    return Stream.of(
        Arguments.of("a letter missing", "client_credential", ", did you mean client_credentials?"),
        Arguments.of("a hyphen", "client-credentials", ", did you mean client_credentials?"),
        Arguments.of("other case", "Password", ", did you mean password?"),
        Arguments.of("two letters missing", "passwd", ", did you mean password?"),
        Arguments.of("three letters missing", "refresh_to", ", did you mean refresh_token?"),
        Arguments.of("four letters missing", "refresh_t", ""),
        Arguments.of("four letters wrong", "passXXXX", ""),
        Arguments.of("a grant that is not here", "authorization_code", ""),
        Arguments.of("the longest name", "x".repeat(100), ""),
        Arguments.of("what no grant type can be", "pass\"word", ", did you mean password?"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unsupported")
  void refusesOtherTypesWithAHintWhereTheNameIsNearlyRight(String name, String type, String hint) {
    OAuthException refusal = assertThrows(OAuthException.class, () -> grants.forType(type));

    assertEquals(new UnsupportedGrantType("Unsupported grant type" + hint), refusal.error());
    assertEquals(RefusalReason.GRANT_TYPE_UNKNOWN, refusal.reason());
  }

  @Test
  void givesTheCatalogueToAll() {
    assertEquals(
        List.of("client_credentials", "password", "refresh_token"), grants.catalogue().types());
  }

  @Test
  void refusesToStartWhenTwoBeansClaimOneType() {
    List<Grant> twice = List.of(new PasswordGrant(null, null), new PasswordGrant(null, null));

    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> new Grants(Beans.of(twice)));

    assertEquals("two grants claim password", refusal.getMessage());
  }
}

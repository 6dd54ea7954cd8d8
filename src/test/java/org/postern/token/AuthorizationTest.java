package org.postern.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.UserAccounts;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.store.Assignment;

class AuthorizationTest {

  static Stream<Arguments> clients() {
    return Stream.of(
        Arguments.of(
            "registered for it",
            List.of(GrantType.PASSWORD, GrantType.REFRESH_TOKEN),
            new Authorization.NewFamily()),
        Arguments.of(
            "not registered for it", List.of(GrantType.PASSWORD), new Authorization.NoRefresh()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  void aRefreshTokenComesOnlyWhereTheClientMayUseIt(
      String name, List<GrantType> grants, Authorization.Refresh refresh) {
    Authorization authorization =
        Authorization.ofUser(
            RegisteredClients.confidential("reporting")
                .with(s -> s.grants(grants))
                .epoch(4)
                .build(),
            GrantType.PASSWORD,
            UserAccounts.named("alice").epoch(5).build(),
            new Assignment(true, 6));

    assertEquals(refresh, authorization.refresh());
    assertEquals(new Epochs(4, 5, 6), authorization.holding().epochs());
    assertEquals(7L, authorization.holding().userId());
    assertEquals(Optional.empty(), authorization.continued());
  }

  @Test
  void aOneTimePasswordAllowsNothingButToSetAnother() {
    Authorization authorization =
        Authorization.ofUser(
            RegisteredClients.confidential("reporting")
                .scopes("read")
                .with(s -> s.grants(List.of(GrantType.PASSWORD, GrantType.REFRESH_TOKEN)))
                .epoch(4)
                .build(),
            GrantType.PASSWORD,
            UserAccounts.named("alice").epoch(5).oneTimePassword().build(),
            new Assignment(true, 6));

    Scope scope = Scope.of(Scope.PASSWORD_CHANGE);
    assertEquals(
        new Authorization(
            new Holding(1, 7L, GrantType.PASSWORD, scope, new Epochs(4, 5, 6)),
            scope,
            new Authorization.NoRefresh()),
        authorization);
  }
}

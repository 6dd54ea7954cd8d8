package org.postern.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postern.access.AccessGate;
import org.postern.clientauth.AuthenticatedClient;
import org.postern.clientauth.AuthenticatedClients;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.fixtures.InMemoryClientStore;
import org.postern.fixtures.InMemoryScopeStore;
import org.postern.fixtures.InMemoryUserStore;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.TokenRequests;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.token.Authorization;

/** RFC 6749 §4.4. */
class ClientCredentialsGrantTest {

  @Test
  void asksForNoUserAndNoRefreshToken() {
    AuthenticatedClient client =
        AuthenticatedClients.with(
            RegisteredClients.confidential("reporting")
                .scopes("read", "write")
                .with(settings -> settings.defaultScopes(Scope.of("read")))
                .epoch(5)
                .build(),
            "main");

    Authorization authorization =
        new ClientCredentialsGrant(
                new AccessGate(
                    new InMemoryClientStore(), new InMemoryUserStore(), new InMemoryScopeStore()))
            .authorize(TokenRequests.of(Map.of()), client);

    assertEquals(
        new Authorization(
            new Holding(
                1,
                null,
                GrantType.CLIENT_CREDENTIALS,
                Scope.of("read", "write"),
                new Epochs(5, 0, 0)),
            Scope.of("read"),
            new Authorization.NoRefresh()),
        authorization);
  }
}

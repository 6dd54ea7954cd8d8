package org.postern.admin.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Actors;
import org.postern.admin.common.ProblemLists;
import org.postern.admin.transfer.Administrations;
import org.postern.config.Clock;
import org.postern.crypto.TokenValue;
import org.postern.entity.AccessToken;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.fixtures.TokenFamilies;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.oauth.TokenDigest;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;

class TokenLookupTest {

  private static final ClientId CLIENT = new ClientId("portal");
  private static final String ACCESS = "psa_access";
  private static final String EXPIRED = "psa_expired";
  private static final TokenValue REFRESH_VALUE = TokenFamilies.TOKENS.random(TokenFamilies.ID, 0);
  private static final String REFRESH = REFRESH_VALUE.value();

  private final Administrations admin = new Administrations();
  private final Instant now = new Clock().now().truncatedTo(ChronoUnit.SECONDS);

  @BeforeEach
  void createTokens() {
    admin.apply(
        "{'version': 1, 'scopes': [{'name': 'read', 'for': 'both'}], 'users': [{'username':"
            + " 'alice'}, {'username': 'owner'}, {'username': 'other'}], 'clients': [{'client_id':"
            + " 'portal', 'grants': ['password', 'refresh_token'], 'scopes': ['read'], 'users':"
            + " ['alice'], 'owner': 'owner'}]}");
    RegisteredClient client = admin.clientStore.findByClientId(CLIENT).orElseThrow();
    UserAccount user = user("alice");
    Holding holding =
        new Holding(
            client.id(),
            user.id(),
            GrantType.PASSWORD,
            Scope.of("read"),
            new Epochs(
                client.epoch(),
                user.epoch(),
                admin.clientStore.findAssignment(client.id(), user.id()).epoch()));
    admin.inTransaction(
        () -> {
          admin.tokenStore.add(token(ACCESS, holding, now.plus(Duration.ofHours(1))));
          admin.tokenStore.add(token(EXPIRED, holding, now.minusSeconds(1)));
          admin.familyStore.add(
              TokenFamilies.of(holding, REFRESH_VALUE, now.plus(Duration.ofDays(1))));
        });
  }

  private AccessToken token(String value, Holding holding, Instant expires) {
    return new AccessToken(
        TokenDigest.of(value), holding, null, now.minus(Duration.ofHours(1)), expires);
  }

  private UserAccount user(String username) {
    return admin.userStore.findByUsername(username).orElseThrow();
  }

  private static Actor reader() {
    return Actors.ofToken(
        "subject", Optional.empty(), "caller", Scope.of("postern.admin.read"), "192.0.2.1");
  }

  private Actor owner(String username) {
    return Actors.ofToken(
        user(username).subject(),
        Optional.of(username),
        "caller",
        Scope.of("postern.clients"),
        "192.0.2.1");
  }

  private TokenFinding find(Actor actor, String value) {
    return admin.tokenLookup.find(actor, value);
  }

  @Test
  void describesALiveAccessToken() {
    TokenFinding found = find(reader(), ACCESS);

    assertFalse(found.refresh());
    assertEquals("portal", found.token().orElseThrow().clientId());
    assertEquals(Optional.of("alice"), found.token().orElseThrow().username());
    assertEquals("read", found.token().orElseThrow().scope());
    assertFalse(found.toString().contains(ACCESS));
  }

  @Test
  void describesALiveRefreshTokenByItsFamily() {
    TokenFinding found = find(reader(), REFRESH);

    assertTrue(found.refresh());
    assertEquals(TokenFamilies.ID, found.token().orElseThrow().id());
    assertFalse(found.toString().contains(REFRESH));
  }

  @Test
  void tellsWhyATokenDoesNotLive() {
    assertEquals(Optional.of(RefusalReason.TOKEN_EXPIRED), find(reader(), EXPIRED).refused());
    assertEquals(Optional.of(RefusalReason.TOKEN_UNKNOWN), find(reader(), "psa_nothing").refused());
    assertEquals(Optional.of(RefusalReason.TOKEN_UNKNOWN), find(reader(), "").refused());

    admin.inTransaction(
        () -> admin.userStore.lock(user("alice").id()).orElseThrow().changeEnabled(false, now));
    assertEquals(Optional.of(RefusalReason.USER_DISABLED), find(reader(), ACCESS).refused());
    assertEquals(Optional.of(RefusalReason.USER_DISABLED), find(reader(), REFRESH).refused());
  }

  @Test
  void tellsAnOwnerAboutTokensOfTheOwnClientsOnly() {
    assertTrue(find(owner("owner"), ACCESS).token().isPresent());
    for (String value : List.of(ACCESS, EXPIRED, REFRESH)) {
      assertEquals(Optional.of(RefusalReason.TOKEN_UNKNOWN), find(owner("other"), value).refused());
      assertFalse(find(owner("other"), value).refresh());
    }
  }

  @Test
  void refusesWhoMayLookAtNoClient() {
    Actor nobody = Actors.ofToken("s", Optional.empty(), "caller", Scope.of("read"), "192.0.2.1");

    assertEquals(
        List.of("FORBIDDEN only an administrator or a viewer may see this"),
        ProblemLists.of(() -> find(nobody, ACCESS)));
  }
}

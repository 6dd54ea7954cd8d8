package org.postern.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.access.AccessGate;
import org.postern.admin.common.Databases;
import org.postern.audit.AuditBuffer;
import org.postern.audit.AuditTrail;
import org.postern.crypto.SecureTokens;
import org.postern.entity.ClientSwitch;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.entity.TokenFamily;
import org.postern.entity.TokenLifetime;
import org.postern.fixtures.Beans;
import org.postern.fixtures.InMemoryAuditStore;
import org.postern.fixtures.InMemoryUserStore;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.TestClock;
import org.postern.fixtures.TokenFamilies;
import org.postern.oauth.GrantType;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.store.AccessTokenStore;
import org.postern.store.RegisteredClient;
import org.postern.store.TokenFamilyStore;
import org.postern.token.Issuance.Issued;
import org.postern.token.Issuance.Replayed;
import org.postern.token.Rotation.Repeated;
import org.postern.token.Rotation.Taken;

/** The rotation on a real database, with requests in an order that a race would need luck for. */
class RefreshTokenRotationTest {

  private static final Scope READ = Scope.of("read");
  private static final Holding HOLDING =
      new Holding(1, 7L, GrantType.PASSWORD, Scope.of("read", "write"), new Epochs(1, 1, 0));

  private final TestClock clock = new TestClock();
  private final InMemoryAuditStore audit = new InMemoryAuditStore();
  private Databases database;
  private TokenFamilyStore families;
  private AccessTokenStore accessTokens;
  private RefreshTokenLookup lookup;
  private TokenIssuer issuer;
  private RefreshTokenRotation rotation;

  @BeforeEach
  void wire() {
    database = new Databases();
    families = database.connect(new TokenFamilyStore());
    accessTokens = database.connect(new AccessTokenStore());
    lookup = new RefreshTokenLookup(TokenFamilies.TOKENS, families);
    issuer =
        new TokenIssuer(new SecureTokens(), TokenFamilies.TOKENS, accessTokens, families, clock);
    rotation =
        new RefreshTokenRotation(
            lookup,
            families,
            accessTokens,
            issuer,
            new Successors(new SecureTokens(), TokenFamilies.TOKENS),
            clock,
            new AuditTrail(clock, audit, new AuditBuffer(clock), Beans.eventsTo(new ArrayList<>())),
            new AccessGate(null, new InMemoryUserStore(), null));
  }

  private static RegisteredClient client(Duration window) {
    return RegisteredClients.confidential("shop")
        .with(settings -> settings.set(TokenLifetime.REPLAY_WINDOW, window))
        .build();
  }

  private static RegisteredClient client() {
    return client(Duration.ZERO);
  }

  private String login(RegisteredClient client) {
    return database
        .inTransaction(() -> issuer.issueWithFamily(client, HOLDING, Instant.MAX))
        .refreshToken()
        .orElseThrow()
        .value();
  }

  private Taken read(RegisteredClient client, String token) {
    return assertInstanceOf(Taken.class, take(client, token));
  }

  private Rotation take(RegisteredClient client, String token) {
    Authorization authorization = rotation.authorize(token, client);
    return database.inTransaction(
        () ->
            rotation.take(
                authorization.continued().orElseThrow(), client, Instant.MAX, "192.0.2.1"));
  }

  private Issuance rotate(Taken taken) {
    return database.inTransaction(() -> rotation.rotate(taken, READ, "192.0.2.1"));
  }

  private IssuedTokens refresh(RegisteredClient client, String token) {
    return tokens(rotate(read(client, token)));
  }

  private static IssuedTokens tokens(Issuance issuance) {
    return assertInstanceOf(Issued.class, issuance).tokens();
  }

  private static String refreshToken(IssuedTokens issued) {
    return issued.refreshToken().orElseThrow().value();
  }

  private TokenFamily family(String token) {
    return lookup.find(token).orElseThrow().family();
  }

  private static RefusalReason reason(Supplier<?> refused) {
    return assertThrows(OAuthException.class, refused::get).reason();
  }

  @Test
  void replacesTheHeadByARandomOne() {
    String first = login(client());

    IssuedTokens issued = refresh(client(), first);

    TokenFamily family = family(first);
    assertEquals(1, family.generation());
    assertEquals(
        issued.refreshToken().orElseThrow().digest(), family.head().orElseThrow().digest());
    assertEquals(Optional.empty(), family.lastReply());
    assertEquals(READ, issued.scope());
    assertEquals(2, accessTokens.countLive(family.id(), clock.now()));
  }

  /** Both have read the family before one of them replaces its head. */
  @Test
  void endsTheFamilyIfTwoRequestsUseOneToken() {
    String first = login(client());
    Taken one = read(client(), first);
    Taken other = read(client(), first);

    String second = refreshToken(tokens(rotate(one)));
    Issuance late = rotate(other);

    assertEquals(new Replayed(), late);
    assertEquals(Optional.empty(), lookup.find(second));
    assertEquals(List.of("family.revoked"), audit.rows().stream().map(row -> row.kind()).toList());
  }

  @Test
  void repeatsTheReplyIfTwoRequestsUseOneTokenInTheWindow() {
    RegisteredClient client = client(Duration.ofSeconds(10));
    String first = login(client);
    Taken one = read(client, first);
    Taken other = read(client, first);

    IssuedTokens lost = tokens(rotate(one));
    IssuedTokens repeated = tokens(rotate(other));

    assertEquals(refreshToken(lost), refreshToken(repeated));
    assertEquals(Optional.empty(), accessTokens.find(lost.accessToken().digest()));
    assertEquals(1, family(first).generation());
    assertEquals(2, accessTokens.countLive(family(first).id(), clock.now()));
  }

  @Test
  void repeatsTheReplyUntilTheWindowEndsOrTheSuccessorIsUsed() {
    RegisteredClient client = client(Duration.ofSeconds(10));
    String first = login(client);
    String second = refreshToken(refresh(client, first));
    clock.move(Duration.ofSeconds(10));

    Repeated repeated = assertInstanceOf(Repeated.class, take(client, first));
    assertEquals(second, repeated.value().value());
    clock.move(Duration.ofMillis(1));
    assertEquals(new Replayed(), take(client, first));

    String other = login(client);
    refresh(client, refreshToken(refresh(client, other)));
    assertEquals(new Replayed(), take(client, other));
  }

  @Test
  void refusesATokenWhoseFamilyWasEndedMeanwhile() {
    String first = login(client());
    Taken taken = read(client(), first);
    String familyId = family(first).id();
    database.inTransaction(
        () -> {
          families.delete(familyId, clock.now());
          return null;
        });

    assertEquals(RefusalReason.FAMILY_REVOKED, reason(() -> rotate(taken)));
    assertEquals(RefusalReason.TOKEN_UNKNOWN, reason(() -> take(client(), first)));
  }

  /** Who has the server's key can make such tokens. They give nothing. */
  @Test
  void refusesATagWithoutTheSecretOfTheHead() {
    String first = login(client());
    String familyId = family(first).id();

    for (long generation : List.of(0L, 1L, Long.MAX_VALUE)) {
      String forged = TokenFamilies.TOKENS.random(familyId, generation).value();
      assertEquals(RefusalReason.TOKEN_UNKNOWN, reason(() -> take(client(), forged)));
    }
    assertNotEquals(first, refreshToken(refresh(client(), first)));
  }

  @Test
  void refusesWhatHasLessThanASecondLeft() {
    RegisteredClient client =
        RegisteredClients.confidential("shop")
            .with(settings -> settings.set(TokenLifetime.REFRESH_TOKEN_MAX, Duration.ofMinutes(1)))
            .build();
    String first = login(client);
    clock.move(Duration.ofSeconds(59));

    String second = refreshToken(refresh(client, first));
    clock.move(Duration.ofMillis(1));

    assertEquals(RefusalReason.TOKEN_EXPIRED, reason(() -> take(client, second)));
  }

  /** A family has to stay small enough to be ended in one transaction. */
  @Test
  void endsTheOldestAccessTokensOfALongFamily() {
    String token = login(client());
    String first = token;
    long most = 0;
    for (int i = 0; i < 120; i++) {
      clock.move(Duration.ofMillis(1));
      token = refreshToken(refresh(client(), token));
      most = Math.max(most, accessTokens.countLive(family(first).id(), clock.now()));
    }

    assertEquals(50, most);
    assertEquals(41, accessTokens.countLive(family(first).id(), clock.now()));
  }

  @Test
  void keepsTheTokenOfAClientWithoutRotationAndPutsItsEndOff() {
    RegisteredClient client =
        RegisteredClients.confidential("shop")
            .with(settings -> settings.set(ClientSwitch.ROTATE_REFRESH_TOKENS, false))
            .build();
    String first = login(client);
    Instant expires = family(first).head().orElseThrow().expires();
    clock.move(Duration.ofHours(1));

    assertEquals(first, refreshToken(refresh(client, first)));
    for (int i = 0; i < 60; i++) {
      refresh(client, first);
    }

    assertEquals(0, family(first).generation());
    assertEquals(expires.plus(Duration.ofHours(1)), family(first).head().orElseThrow().expires());
    assertEquals(41, accessTokens.countLive(family(first).id(), clock.now()));
  }
}

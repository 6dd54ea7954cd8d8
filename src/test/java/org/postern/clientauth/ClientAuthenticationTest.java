package org.postern.clientauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.audit.UsageBuffer;
import org.postern.crypto.SecretHash;
import org.postern.entity.ClientSwitch;
import org.postern.fixtures.Beans;
import org.postern.fixtures.Configs;
import org.postern.fixtures.InMemoryClientStore;
import org.postern.fixtures.Keys;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.TestClock;
import org.postern.fixtures.TokenRequests;
import org.postern.oauth.ClientId;
import org.postern.oauth.OAuthError;
import org.postern.oauth.OAuthError.InvalidClient;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.TokenRequest;
import org.postern.store.RegisteredClient;
import org.postern.throttle.SecretThrottling;

/** RFC 6749 §2.3. */
class ClientAuthenticationTest {

  private static final SecretHash HASH = Keys.secretHash(1);

  private static final String STRONG = "7Fjfp0ZBr1KtDRbnfVdmIw";

  private final TestClock clock = new TestClock();

  private static RegisteredClients client() {
    return RegisteredClients.confidential("reporting").secret(HASH, "main", "right secret");
  }

  private static RegisteredClients publicClient() {
    return RegisteredClients.publicClient("reporting");
  }

  private ClientAuthentication authentication(RegisteredClient client, boolean postEnabled) {
    return authentication(new InMemoryClientStore(client), postEnabled);
  }

  private ClientAuthentication authentication(InMemoryClientStore clients, boolean postEnabled) {
    ClientSecretPost post =
        new ClientSecretPost(
            Configs.of("postern.client-secret-post", Boolean.toString(postEnabled)));
    return new ClientAuthentication(
        clients,
        HASH,
        new SecretThrottling(Configs.of(), clock),
        new UsageBuffer(clock),
        clock,
        Beans.of(List.of(new ClientSecretBasic(), post, new PublicClientNone())));
  }

  private static TokenRequest presented(String pair, String clientId, String secret) {
    String header =
        pair == null
            ? null
            : "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return TokenRequests.by(header, clientId, secret);
  }

  private static TokenRequest header(String value, String clientId, String secret) {
    return TokenRequests.by(value, clientId, secret);
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        Arguments.of(
            "the header", client(), presented("reporting:right secret", null, null), "main"),
        Arguments.of(
            "the header, form-encoded",
            client(),
            presented("reporting:right+secret", null, null),
            "main"),
        Arguments.of(
            "the header, and the same client in the body",
            client(),
            presented("reporting:right secret", "reporting", null),
            "main"),
        Arguments.of(
            "a secret that was not encoded although it should have been",
            RegisteredClients.confidential("reporting").secret(HASH, "odd", "a+b%20c"),
            presented("reporting:a+b%20c", null, null),
            "odd"),
        Arguments.of(
            "a secret with a lone percent sign, not encoded",
            RegisteredClients.confidential("reporting").secret(HASH, "odd", "100%"),
            presented("reporting:100%", null, null),
            "odd"),
        Arguments.of(
            "an identifier that needs encoding",
            RegisteredClients.confidential("https://app.example/x").secret(HASH, "main", "s"),
            presented("https%3A%2F%2Fapp.example%2Fx:s", null, null),
            "main"),
        Arguments.of(
            "an identifier that needs encoding, and itself in the body",
            RegisteredClients.confidential("https://app.example/x").secret(HASH, "main", "s"),
            presented("https%3A%2F%2Fapp.example%2Fx:s", "https://app.example/x", null),
            "main"),
        Arguments.of("the body", client(), presented(null, "reporting", "right secret"), "main"),
        Arguments.of(
            "the second secret",
            client().secret(HASH, "next", "new secret"),
            presented("reporting:new secret", null, null),
            "next"),
        Arguments.of(
            "a secret one second before its expiry",
            RegisteredClients.confidential("reporting")
                .secret(HASH, "old", "s", TestClock.START.plusSeconds(1)),
            presented("reporting:s", null, null),
            "old"),
        Arguments.of("a public client", publicClient(), presented(null, "reporting", null), null),
        Arguments.of(
            "a public client by a header without a secret",
            publicClient(),
            presented("reporting:", null, null),
            null),
        Arguments.of(
            "a public client by both",
            publicClient(),
            presented("reporting:", "reporting", null),
            null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void authenticates(
      String name, RegisteredClients built, TokenRequest credentials, String secretLabel) {
    RegisteredClient client = built.build();

    AuthenticatedClient authenticated = authentication(client, true).authenticate(credentials);

    assertEquals(client, authenticated.client());
    assertEquals(Optional.ofNullable(secretLabel), authenticated.secretLabel());
  }

  static Stream<Arguments> refused() {
    OAuthError twoMethods =
        new InvalidRequest("More than one client authentication method is used");
    OAuthError sameTwice =
        new InvalidRequest(
            "The same credentials are in the Authorization header and in the body: leave"
                + " client_secret out of the body");
    OAuthError disagrees = new InvalidRequest("client_id disagrees with the Authorization header");
    OAuthError invalid = new InvalidClient();
    return Stream.of(
        Arguments.of(
            "two methods, both right",
            client().secret(HASH, "next", "new secret"),
            presented("reporting:right secret", "reporting", "new secret"),
            twoMethods,
            RefusalReason.AMBIGUOUS_CLIENT,
            false),
        Arguments.of(
            "the same twice",
            client(),
            presented("reporting:right secret", "reporting", "right secret"),
            sameTwice,
            RefusalReason.AMBIGUOUS_CLIENT,
            false),
        Arguments.of(
            "the same wrong secret twice",
            client(),
            presented("reporting:wrong", "reporting", "wrong"),
            sameTwice,
            RefusalReason.AMBIGUOUS_CLIENT,
            false),
        Arguments.of(
            "the same secret of two clients",
            client(),
            presented("reporting:right secret", "other", "right secret"),
            twoMethods,
            RefusalReason.AMBIGUOUS_CLIENT,
            false),
        Arguments.of(
            "a secret in the body beside another scheme",
            client(),
            header("Bearer abc", "reporting", "right secret"),
            twoMethods,
            RefusalReason.AMBIGUOUS_CLIENT,
            false),
        Arguments.of(
            "another client in the body",
            client(),
            presented("reporting:right secret", "other", null),
            disagrees,
            RefusalReason.AMBIGUOUS_CLIENT,
            false),
        Arguments.of(
            "nothing",
            client(),
            presented(null, null, null),
            invalid,
            RefusalReason.CLIENT_NOT_PRESENTED,
            false),
        Arguments.of(
            "an unreadable header",
            client(),
            header("Basic !", null, null),
            invalid,
            RefusalReason.CLIENT_NOT_PRESENTED,
            false),
        Arguments.of(
            "another scheme beside a public client",
            publicClient(),
            header("Bearer abc", "reporting", null),
            invalid,
            RefusalReason.CLIENT_NOT_PRESENTED,
            false),
        Arguments.of(
            "a secret without a client",
            client(),
            presented(null, null, "right secret"),
            invalid,
            RefusalReason.CLIENT_NOT_PRESENTED,
            false),
        Arguments.of(
            "an unknown client",
            client(),
            presented("unknown:right secret", null, null),
            invalid,
            RefusalReason.CLIENT_UNKNOWN,
            false),
        Arguments.of(
            "an identifier in other case",
            client(),
            presented("Reporting:right secret", null, null),
            invalid,
            RefusalReason.CLIENT_UNKNOWN,
            false),
        Arguments.of(
            "an identifier that cannot be one",
            client(),
            presented("caf\u00e9:right secret", null, null),
            invalid,
            RefusalReason.CLIENT_UNKNOWN,
            false),
        Arguments.of(
            "no identifier",
            client(),
            presented(":right secret", null, null),
            invalid,
            RefusalReason.CLIENT_NOT_PRESENTED,
            false),
        Arguments.of(
            "a wrong secret in the header",
            client(),
            presented("reporting:wrong", null, null),
            invalid,
            RefusalReason.SECRET_WRONG,
            true),
        Arguments.of(
            "a wrong secret in the body",
            client(),
            presented(null, "reporting", "wrong"),
            invalid,
            RefusalReason.SECRET_WRONG,
            true),
        Arguments.of(
            "the stored form as the secret",
            client(),
            presented(null, "reporting", client().build().secrets().get(0).hash()),
            invalid,
            RefusalReason.SECRET_WRONG,
            true),
        Arguments.of(
            "an empty secret in the header",
            client(),
            presented("reporting:", null, null),
            invalid,
            RefusalReason.SECRET_MISSING,
            true),
        Arguments.of(
            "no secret",
            client(),
            presented(null, "reporting", null),
            invalid,
            RefusalReason.SECRET_MISSING,
            true),
        Arguments.of(
            "a client without any secret",
            RegisteredClients.confidential("reporting"),
            presented("reporting:right secret", null, null),
            invalid,
            RefusalReason.SECRET_WRONG,
            true),
        Arguments.of(
            "a secret at its expiry",
            RegisteredClients.confidential("reporting").secret(HASH, "old", "s", TestClock.START),
            presented("reporting:s", null, null),
            invalid,
            RefusalReason.SECRET_EXPIRED,
            true),
        Arguments.of(
            "a disabled client with the right secret",
            client().with(settings -> settings.enabled(false)),
            presented("reporting:right secret", null, null),
            invalid,
            RefusalReason.CLIENT_DISABLED,
            true),
        Arguments.of(
            "a disabled public client",
            publicClient().with(settings -> settings.enabled(false)),
            presented(null, "reporting", null),
            invalid,
            RefusalReason.CLIENT_DISABLED,
            true),
        Arguments.of(
            "a secret for a public client",
            publicClient(),
            presented(null, "reporting", "any"),
            invalid,
            RefusalReason.SECRET_FOR_PUBLIC_CLIENT,
            true),
        Arguments.of(
            "a secret in the header for a public client",
            publicClient(),
            presented("reporting:any", null, null),
            invalid,
            RefusalReason.SECRET_FOR_PUBLIC_CLIENT,
            true),
        Arguments.of(
            "the body switched off for the client",
            client().with(settings -> settings.set(ClientSwitch.ALLOW_CLIENT_SECRET_POST, false)),
            presented(null, "reporting", "right secret"),
            invalid,
            RefusalReason.CLIENT_SECRET_POST_OFF,
            true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(
      String name,
      RegisteredClients client,
      TokenRequest credentials,
      OAuthError error,
      RefusalReason reason,
      boolean aboutTheClient) {
    ClientAuthentication authentication = authentication(client.build(), true);

    OAuthException refusal =
        assertThrows(OAuthException.class, () -> authentication.authenticate(credentials));

    assertEquals(error, refusal.error());
    assertEquals(reason, refusal.reason());
    assertEquals(
        aboutTheClient ? Optional.of(new ClientId("reporting")) : Optional.empty(),
        refusal.clientId());
  }

  @Test
  void refusesTheBodyWhereTheServerSwitchedItOff() {
    ClientAuthentication authentication = authentication(client().build(), false);

    OAuthException refusal =
        assertThrows(
            OAuthException.class,
            () -> authentication.authenticate(presented(null, "reporting", "right secret")));

    assertEquals(new InvalidClient(), refusal.error());
    assertEquals(RefusalReason.CLIENT_SECRET_POST_OFF, refusal.reason());
  }

  @Test
  void takesTheHeaderWhereTheServerSwitchedTheBodyOff() {
    ClientAuthentication authentication = authentication(client().build(), false);

    AuthenticatedClient authenticated =
        authentication.authenticate(presented("reporting:right secret", null, null));

    assertEquals(Optional.of("main"), authenticated.secretLabel());
  }

  @Test
  void switchedOffMethodsCountWhenTwoAreUsed() {
    ClientAuthentication authentication = authentication(client().build(), false);
    TokenRequest both = presented("reporting:right secret", "reporting", "right secret");

    OAuthException refusal =
        assertThrows(OAuthException.class, () -> authentication.authenticate(both));

    assertEquals(RefusalReason.AMBIGUOUS_CLIENT, refusal.reason());
  }

  @Test
  void aSecretDiesAsTheClockMoves() {
    RegisteredClient client =
        RegisteredClients.confidential("reporting")
            .secret(HASH, "old", "s", TestClock.START.plusSeconds(1))
            .build();
    ClientAuthentication authentication = authentication(client, true);
    TokenRequest credentials = presented("reporting:s", null, null);
    authentication.authenticate(credentials);

    clock.move(Duration.ofSeconds(1));

    OAuthException refusal =
        assertThrows(OAuthException.class, () -> authentication.authenticate(credentials));
    assertEquals(RefusalReason.SECRET_EXPIRED, refusal.reason());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "an unknown client, unknown:wrong, 3",
    "an unknown client whose pair can be read twice, unknown:a+b, 6",
    "a known client with a wrong secret, reporting:wrong, 3",
    "a known client whose pair can be read twice, reporting:a+b, 6",
    "a known client with the right secret, reporting:right secret, 0"
  })
  void asksTheDatabaseAsOftenForKnownClientsAsForUnknownOnes(
      String name, String pair, int queries) {
    InMemoryClientStore clients = new InMemoryClientStore(client().build());
    ClientAuthentication authentication = authentication(clients, true);

    try {
      authentication.authenticate(presented(pair, null, null));
    } catch (OAuthException refusal) {
      assertEquals(new InvalidClient(), refusal.error());
    }

    assertEquals(queries, clients.queries());
  }

  static Stream<Arguments> afterTenFailures() {
    TemporarilyUnavailable wait = new TemporarilyUnavailable(true, Duration.ofSeconds(901));
    return Stream.of(
        Arguments.of("a wrong secret", "reporting:wrong", "192.0.2.1", wait),
        Arguments.of("the right secret, but weak", "reporting:right secret", "192.0.2.1", wait),
        Arguments.of("the right secret, strong", "reporting:" + STRONG, "192.0.2.1", null),
        Arguments.of("the weak one from another source", "reporting:right secret", "::/64", null),
        Arguments.of(
            "a wrong one from another source", "reporting:no", "::/64", new InvalidClient()),
        Arguments.of("another client here", "unknown:no", "192.0.2.1", new InvalidClient()));
  }

  /** A correct strong secret is never refused, so that a stranger cannot lock a service out. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("afterTenFailures")
  void slowsDownGuessingAfterTenFailures(
      String name, String pair, String source, OAuthError error) {
    ClientAuthentication authentication =
        authentication(client().secret(HASH, "strong", STRONG).build(), true);
    for (int i = 0; i < 10; i++) {
      assertThrows(
          OAuthException.class,
          () -> authentication.authenticate(presented("reporting:wrong", null, null)));
    }
    TokenRequest credentials = presented(pair, null, null).withSource(source);

    Optional<OAuthError> answer = Optional.empty();
    try {
      authentication.authenticate(credentials);
    } catch (OAuthException refusal) {
      answer = Optional.of(refusal.error());
    }

    assertEquals(Optional.ofNullable(error), answer);
  }

  /** Else the time of the answer would tell that the secret was right. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"wrong", "right secret", "right+secret"})
  void asksTheDatabaseAsOftenForARightSecretAfterTenFailures(String secret) {
    InMemoryClientStore clients = new InMemoryClientStore(client().build());
    ClientAuthentication authentication = authentication(clients, true);
    for (int i = 0; i < 10; i++) {
      assertThrows(
          OAuthException.class,
          () -> authentication.authenticate(presented("reporting:no", null, null)));
    }
    int before = clients.queries();

    OAuthException refusal =
        assertThrows(
            OAuthException.class,
            () -> authentication.authenticate(presented("reporting:" + secret, null, null)));

    assertEquals(RefusalReason.THROTTLED, refusal.reason());
    assertEquals(secret.contains("+") ? 6 : 3, clients.queries() - before);
  }

  @Test
  void countsAnewWhenTheWindowEnds() {
    ClientAuthentication authentication = authentication(client().build(), true);
    TokenRequest wrong = presented("reporting:wrong", null, null);
    for (int i = 0; i < 10; i++) {
      assertThrows(OAuthException.class, () -> authentication.authenticate(wrong));
    }
    clock.move(Duration.ofMinutes(15));

    OAuthException refusal =
        assertThrows(OAuthException.class, () -> authentication.authenticate(wrong));

    assertEquals(new InvalidClient(), refusal.error());
  }

  @Test
  void refusesToStartWhenTwoBeansClaimOneMethod() {
    InMemoryClientStore clients = new InMemoryClientStore();

    IllegalStateException refusal =
        assertThrows(
            IllegalStateException.class,
            () ->
                new ClientAuthentication(
                    clients,
                    HASH,
                    new SecretThrottling(Configs.of(), clock),
                    new UsageBuffer(clock),
                    clock,
                    Beans.of(List.of(new ClientSecretBasic(), new ClientSecretBasic()))));

    assertEquals("two beans claim client_secret_basic", refusal.getMessage());
  }
}

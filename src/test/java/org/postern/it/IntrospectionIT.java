package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** RFC 7662 §2. */
class IntrospectionIT extends DeployedWar {

  private static final String PATH = "oauth2/introspect";
  private static final String[] EPOCH_MASKS = {"iat", "exp"};

  private final Postern postern = Postern.MANAGED;

  @AfterEach
  void resetClock() {
    postern.control("clock.reset");
  }

  private Answer introspect(Registered caller, String token, String... more) {
    return Tokens.introspect(postern, caller, token, more);
  }

  private Answer introspectAsBearer(String bearer, String... form) {
    return postern.post(PATH, Optional.of("Bearer " + bearer), form);
  }

  private boolean isActive(Registered caller, String token) {
    return Tokens.isActive(postern, caller, token);
  }

  private static Registered serviceClient() {
    String scope = Scopes.forKind("client").create();
    return Clients.confidential()
        .grants("client_credentials")
        .scopes(scope)
        .defaultScopes(scope)
        .create();
  }

  private String ownToken(Registered client) {
    return Tokens.ofClient(postern, client);
  }

  /** A client's own token with the scope of bearers. */
  private String introspectingToken(Clients client) {
    return ownToken(
        client
            .grants("client_credentials")
            .scopes("introspect")
            .defaultScopes("introspect")
            .create());
  }

  private static void assertDescribed(String file, Answer answer, String... masks) {
    JsonObject body = answer.json();
    String[] all = new String[masks.length + 2 * EPOCH_MASKS.length];
    System.arraycopy(masks, 0, all, 0, masks.length);
    for (int i = 0; i < EPOCH_MASKS.length; i++) {
      all[masks.length + 2 * i] = EPOCH_MASKS[i];
      all[masks.length + 2 * i + 1] = Integer.toString(body.getInt(EPOCH_MASKS[i]));
    }
    Golden.assertAnswer(file, answer, all);
  }

  private static void assertInactive(Answer answer) {
    Golden.assertAnswer("introspection/inactive.http", answer);
    assertEquals(Tokens.INACTIVE, answer.body());
  }

  // ---- the caller: §2.1

  private static Stream<Arguments> callers() {
    return Stream.of(
        Arguments.of(
            "client_secret_basic",
            (BiFunction<Registered, String, Answer>)
                (client, token) -> Tokens.introspect(Postern.MANAGED, client, token)),
        Arguments.of(
            "client_secret_post",
            (BiFunction<Registered, String, Answer>)
                (client, token) ->
                    Postern.MANAGED.post(
                        PATH,
                        Optional.empty(),
                        "token",
                        token,
                        "client_id",
                        client.clientId(),
                        "client_secret",
                        client.secret())),
        Arguments.of(
            "a token of its own with the scope introspect",
            (BiFunction<Registered, String, Answer>)
                (client, token) ->
                    Postern.MANAGED.post(
                        PATH,
                        Optional.of(
                            "Bearer "
                                + Postern.MANAGED
                                    .token(
                                        client,
                                        "grant_type",
                                        "client_credentials",
                                        "scope",
                                        "introspect")
                                    .accessToken()),
                        "token",
                        token)),
        Arguments.of(
            "the scheme of that token in other letters",
            (BiFunction<Registered, String, Answer>)
                (client, token) ->
                    Postern.MANAGED.post(
                        PATH,
                        Optional.of(
                            "bEARER "
                                + Postern.MANAGED
                                    .token(
                                        client,
                                        "grant_type",
                                        "client_credentials",
                                        "scope",
                                        "introspect")
                                    .accessToken()),
                        "token",
                        token)));
  }

  /** The server MUST require some form of authorization: §2.1. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("callers")
  void describesTokensToClientsThatAuthenticate(
      String name, BiFunction<Registered, String, Answer> ask) {
    String scope = Scopes.forKind("client").create();
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .scopes("introspect", scope)
            .defaultScopes(scope)
            .create();
    String token = ownToken(client);

    Answer answer = ask.apply(client, token);

    assertDescribed(
        "introspection/client.http", answer, "client_id", client.clientId(), "scope", scope);
  }

  private static Stream<Arguments> strangers() {
    return Stream.of(
        Arguments.of("nobody", "client_not_presented", Optional.empty(), new String[0]),
        Arguments.of(
            "an unknown client",
            "client_unknown",
            Optional.of(Postern.basic("no-such-client", "secret")),
            new String[0]),
        Arguments.of(
            "a client with a wrong secret",
            "secret_wrong",
            Optional.of(Postern.basic(serviceClient().clientId(), "wrong")),
            new String[0]),
        Arguments.of(
            "a public client",
            "client_public",
            Optional.empty(),
            new String[] {"client_id", Clients.publicClient().create().clientId()}),
        Arguments.of(
            "a confidential client without its secret",
            "secret_missing",
            Optional.empty(),
            new String[] {"client_id", serviceClient().clientId()}),
        Arguments.of(
            "another scheme",
            "client_not_presented",
            Optional.of("Digest username=\"x\""),
            new String[0]),
        Arguments.of(
            "a bearer without a token",
            "client_not_presented",
            Optional.of("Bearer"),
            new String[0]));
  }

  /** RFC 7662 §2.1: to prevent token scanning; §2.3: 401 as in RFC 6749 §5.2. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void refusesCallersThatAreNotConfidentialClients(
      String name, String reason, Optional<String> authorization, String[] form) {
    String token = ownToken(serviceClient());
    String[] all = new String[form.length + 2];
    System.arraycopy(form, 0, all, 0, form.length);
    all[form.length] = "token";
    all[form.length + 1] = token;

    Answer answer = postern.post(PATH, authorization, all);

    Golden.assertAnswer("introspection/invalid_client.http", answer);
    assertEquals(reason, AuditRows.of(answer).getString("reason"));
  }

  @Test
  void refusesADisabledClientAndOneThatIsEnabledIsAnswered() {
    Registered client = serviceClient();
    Registered other = serviceClient();
    String token = ownToken(other);
    assertInactive(introspect(client, token));

    postern.control("client.disable", "client_id", client.clientId());

    Golden.assertAnswer("introspection/invalid_client.http", introspect(client, token));
  }

  private static Stream<Arguments> insufficientTokens() {
    Postern postern = Postern.MANAGED;
    return Stream.of(
        Arguments.of("an unknown token", "token_unknown", "psa_" + "x".repeat(43)),
        Arguments.of("what cannot be a token", "token_unknown", "two words"),
        Arguments.of(
            "a client's token without the scope",
            "token_not_sufficient",
            Tokens.ofClient(postern, serviceClient())),
        Arguments.of(
            "a user's token",
            "token_not_sufficient",
            Login.anyWithScope().password().accessToken()),
        Arguments.of(
            "a user's refresh token", "token_unknown", Login.any().password().refreshToken()));
  }

  /** §2.3: an insufficient token is refused with 401 as described in RFC 6750 §3. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("insufficientTokens")
  void refusesBearersThatMayNotIntrospect(String name, String reason, String bearer) {
    String token = ownToken(serviceClient());

    Answer answer = introspectAsBearer(bearer, "token", token);

    Golden.assertAnswer("introspection/invalid_token.http", answer);
    assertEquals(reason, AuditRows.of(answer).getString("reason"));
  }

  @Test
  void refusesTheTokenOfACallerWhenItHasEnded() {
    Registered caller =
        Clients.confidential()
            .grants("client_credentials")
            .scopes("introspect")
            .defaultScopes("introspect")
            .create();
    String bearer = ownToken(caller);
    assertEquals(200, introspectAsBearer(bearer, "token", bearer).status());

    Tokens.revoke(postern, caller, bearer);

    Golden.assertAnswer(
        "introspection/invalid_token.http", introspectAsBearer(bearer, "token", bearer));
  }

  private static Stream<Arguments> twoWays() {
    Registered client = serviceClient();
    return Stream.of(
        Arguments.of("a token and a secret in the body", "Bearer psa_x", client),
        Arguments.of("the header and a secret in the body", client.basic(), client));
  }

  /** RFC 6749 §2.3: MUST NOT use more than one method. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("twoWays")
  void refusesTwoWaysToAuthenticate(String name, String authorization, Registered client) {
    Answer answer =
        postern.post(
            PATH,
            Optional.of(authorization),
            "token",
            "psa_x",
            "client_id",
            client.clientId(),
            "client_secret",
            client.secret());

    assertEquals(400, answer.status());
    assertEquals("invalid_request", answer.error());
  }

  // ---- the request: §2.1

  private static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("no token", ""),
        Arguments.of("an empty token", "token="),
        Arguments.of("only a hint", "token_type_hint=access_token"),
        Arguments.of("two tokens", "token=psa_x&token=psa_y"),
        Arguments.of("a broken escape", "token=%zz"));
  }

  /** {@code token} is REQUIRED: §2.1. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refusesARequestWithoutExactlyOneToken(String name, String form) {
    Registered client = serviceClient();

    Answer answer = postern.post(PATH, Optional.of(client.basic()), (CharSequence) form);

    assertEquals(400, answer.status(), answer.toString());
    assertEquals("invalid_request", answer.error());
  }

  /** Parameters are sent in the body, not in the URI: §4. */
  @Test
  void refusesATokenInTheQuery() {
    Registered client = serviceClient();
    String token = ownToken(client);

    Answer inQuery =
        postern.post(PATH + "?token=" + token, Optional.of(client.basic()), "token", token);
    Answer inBody = introspect(client, token);

    assertEquals(400, inQuery.status());
    assertEquals("invalid_request", inQuery.error());
    assertTrue(inBody.json().getBoolean("active"));
  }

  /** The endpoint takes POST: §2.1. */
  @Test
  void refusesGet() {
    Answer answer =
        postern.send(postern.request(PATH).header("Authorization", serviceClient().basic()).GET());

    Golden.assertAnswer("token/method_not_allowed.http", answer);
  }

  /** §2.1: MUST extend its search across all types that it supports. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "the right hint for an access token, access_token, true",
    "the wrong hint for an access token, refresh_token, true",
    "an unknown hint for an access token, urn:example:other, true",
    "an over-long hint for an access token, LONG, true",
    "an empty hint for an access token, '', true",
    "the right hint for a refresh token, refresh_token, false",
    "the wrong hint for a refresh token, access_token, false",
    "an unknown hint for a refresh token, saml2, false",
    "an empty hint for a refresh token, '', false"
  })
  void findsTheTokenWhateverTheHint(String name, String hint, boolean access) {
    Login login = Login.any();
    Answer issued = login.password();
    String token = access ? issued.accessToken() : issued.refreshToken();
    Answer plain = introspect(login.client(), token);

    String sent = hint.equals("LONG") ? "x".repeat(9_000) : hint;
    Answer hinted = introspect(login.client(), token, "token_type_hint", sent);

    assertTrue(hinted.json().getBoolean("active"));
    assertEquals(plain.body(), hinted.body());
  }

  // ---- the answer: §2.2

  @Test
  void describesAClientsOwnTokenWithAudience() {
    Registered server = Clients.confidential().create();
    String scope = Scopes.forKind("client").resourceServers(server.clientId()).create();
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .scopes(scope)
            .defaultScopes(scope)
            .create();

    Answer answer = introspect(client, ownToken(client));

    assertDescribed(
        "introspection/client_with_audience.http",
        answer,
        "server",
        server.clientId(),
        "client_id",
        client.clientId(),
        "scope",
        scope);
    assertEquals(3600, answer.json().getInt("exp") - answer.json().getInt("iat"));
  }

  @Test
  void namesSeveralResourceServersInOrder() {
    Registered one = Clients.confidential().create();
    Registered other = Clients.confidential().create();
    String both =
        Scopes.forKind("client").resourceServers(other.clientId(), one.clientId()).create();
    String again = Scopes.forKind("client").resourceServers(one.clientId()).create();
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .scopes(both, again)
            .defaultScopes(both, again)
            .create();

    Answer answer = introspect(client, ownToken(client));

    assertEquals(
        Json.createArrayBuilder().add(one.clientId()).add(other.clientId()).build(),
        answer.json().getJsonArray("aud"));
  }

  @Test
  void leavesEmptyScopeAndAudienceOut() {
    Registered client = Clients.confidential().grants("client_credentials").create();

    Answer answer = introspect(client, ownToken(client));

    assertDescribed(
        "introspection/client_without_scope.http", answer, "client_id", client.clientId());
  }

  @Test
  void describesAUsersToken() {
    Login login = Login.anyWithScope();
    Answer issued = login.password();

    Answer answer = introspect(login.client(), issued.accessToken());

    assertDescribed(
        "introspection/user.http",
        answer,
        "sub",
        postern.get("api/me", issued.accessToken()).json().getString("sub"),
        "username",
        login.user().username(),
        "client_id",
        login.client().clientId(),
        "scope",
        issued.json().getString("scope"));
  }

  @Test
  void describesARefreshTokenToItsClientWithoutTokenType() {
    Login login = Login.anyWithScope();
    Answer issued = login.password();

    Answer answer = introspect(login.client(), issued.refreshToken());

    assertDescribed(
        "introspection/refresh.http",
        answer,
        "sub",
        postern.get("api/me", issued.accessToken()).json().getString("sub"),
        "username",
        login.user().username(),
        "client_id",
        login.client().clientId(),
        "scope",
        issued.json().getString("scope"));
  }

  @Test
  void namesTheOwnerAsSubjectWhereTheClientActsForTheOwner() {
    Login owner = Login.any();
    String subject = postern.get("api/me", owner.password().accessToken()).json().getString("sub");
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .with("owner", owner.user().username())
            .with("acts_for_owner", true)
            .create();

    Answer answer = introspect(client, ownToken(client));

    assertEquals(subject, answer.json().getString("sub"));
    assertFalse(answer.json().containsKey("username"), answer.body());
  }

  @Test
  void tellsOfTheScopeThatIsLeft() {
    String kept = Scopes.forKind("user").create();
    String removed = Scopes.forKind("user").create();
    Login login =
        Login.with(
            Clients.confidential()
                .grants("password")
                .scopes(kept, removed)
                .defaultScopes(kept, removed));
    String token = login.password().accessToken();

    setScopes(login.client(), kept);

    assertEquals(kept, introspect(login.client(), token).json().getString("scope"));
  }

  // ---- the callers that get an answer: §2.2, §4

  @Test
  void describesATokenToTheResourceServersThatItIsMeantFor() {
    Registered named = Clients.confidential().create();
    Registered ofAnotherScope = Clients.confidential().create();
    String scope = Scopes.forKind("user").resourceServers(named.clientId()).create();
    String other = Scopes.forKind("user").resourceServers(ofAnotherScope.clientId()).create();
    Login login =
        Login.with(
            Clients.confidential()
                .grants("password", "refresh_token")
                .scopes(scope, other)
                .defaultScopes(scope));
    Answer issued = login.password();

    Answer toNamed = introspect(named, issued.accessToken());
    Answer toOther = introspect(ofAnotherScope, issued.accessToken());
    Answer refreshToNamed = introspect(named, issued.refreshToken());

    assertEquals(introspect(login.client(), issued.accessToken()).body(), toNamed.body());
    assertTrue(toNamed.json().getBoolean("active"));
    assertInactive(toOther);
    assertInactive(refreshToNamed);
  }

  @Test
  void forgetsTheResourceServerWithTheScope() {
    Registered server = Clients.confidential().create();
    String scope = Scopes.forKind("client").resourceServers(server.clientId()).create();
    String kept = Scopes.forKind("client").create();
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .scopes(scope, kept)
            .defaultScopes(scope, kept)
            .create();
    String token = ownToken(client);
    assertTrue(isActive(server, token));

    setScopes(client, kept);

    assertInactive(introspect(server, token));
    assertTrue(isActive(client, token));
  }

  @Test
  void describesEveryAccessTokenButNoRefreshTokenToWhoMayIntrospectAll() {
    Login login = Login.any();
    Answer issued = login.password();
    Registered inspector = Tokens.inspector();

    Answer access = introspect(inspector, issued.accessToken());
    Answer refresh = introspect(inspector, issued.refreshToken());

    assertEquals(introspect(login.client(), issued.accessToken()).body(), access.body());
    assertTrue(access.json().getBoolean("active"));
    assertInactive(refresh);
  }

  @Test
  void tellsAnotherClientNothing() {
    Login login = Login.anyWithScope();
    Answer issued = login.password();
    Registered other = serviceClient();

    assertInactive(introspect(other, issued.accessToken()));
    assertInactive(introspect(other, issued.refreshToken()));
    assertTrue(isActive(login.client(), issued.accessToken()));
    assertTrue(isActive(login.client(), issued.refreshToken()));
  }

  @Test
  void showsABearerWhatItsClientSees() {
    Registered other = serviceClient();
    String token = ownToken(other);
    String ofInspector =
        introspectingToken(Clients.confidential().with("may_introspect_all", true));
    String ofAnybody = introspectingToken(Clients.confidential());

    Answer all = introspectAsBearer(ofInspector, "token", token);
    Answer nothing = introspectAsBearer(ofAnybody, "token", token);

    assertEquals(introspect(other, token).body(), all.body());
    assertInactive(nothing);
  }

  // ---- tokens that are not active: §2.2, last paragraph

  private static Stream<Arguments> unknown() {
    return Stream.of(
        Arguments.of("of the form of an access token", "psa_" + "A".repeat(43)),
        Arguments.of("of the form of a refresh token", "psr_" + "A".repeat(43)),
        Arguments.of("of no form", "x"),
        Arguments.of("with blanks and beyond ASCII", " \u00fc \u20ac "),
        Arguments.of("as long as a JWT", "eyJ" + "x".repeat(1_280)),
        Arguments.of("as long as a body may be", "x".repeat(16_000)),
        Arguments.of("with a line feed", "psa_x\n"),
        Arguments.of("with NUL", "psa_\0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unknown")
  void tellsNothingOfAnUnknownToken(String name, String token) {
    assertInactive(introspect(serviceClient(), token));
    assertInactive(introspect(Tokens.inspector(), token));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"one second before the end, PT9S, true", "at the end, PT10S, false"})
  void knowsAnAccessTokenUntilItExpires(String name, String later, boolean active) {
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .with("access_token_lifetime", "PT10S")
            .create();
    postern.control("clock.stop");
    String token = ownToken(client);

    postern.control("clock.advance", "by", later);

    assertEquals(active, isActive(client, token));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"one second before the end, PT9S, true", "at the end, PT10S, false"})
  void knowsARefreshTokenUntilItExpires(String name, String later, boolean active) {
    Login login =
        Login.with(
            Clients.confidential()
                .grants("password", "refresh_token")
                .with("refresh_token_lifetime", "PT10S"));
    postern.control("clock.stop");
    String token = login.password().refreshToken();

    postern.control("clock.advance", "by", later);

    assertEquals(active, isActive(login.client(), token));
  }

  @Test
  void tellsNothingOfAUsedRefreshTokenAndKnowsItsSuccessor() {
    Login login =
        Login.with(
            Clients.confidential()
                .grants("password", "refresh_token")
                .with("replay_window", "PT60S"));
    Answer first = login.password();

    Answer second = login.refresh(first.refreshToken());

    assertInactive(introspect(login.client(), first.refreshToken()));
    assertTrue(isActive(login.client(), second.refreshToken()));
    assertTrue(isActive(login.client(), first.accessToken()));
    assertTrue(isActive(login.client(), second.accessToken()));
  }

  @Test
  void tellsNothingOfAFamilyThatAReplayEnded() {
    Login login = Login.any();
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());
    assertTrue(isActive(login.client(), second.refreshToken()));

    login.refresh(first.refreshToken());

    assertInactive(introspect(login.client(), first.accessToken()));
    assertInactive(introspect(login.client(), second.accessToken()));
    assertInactive(introspect(login.client(), second.refreshToken()));
  }

  /** Removing a secret does not end the tokens that were issued with it. */
  @Test
  void stillKnowsATokenWhenTheSecretThatGotItIsRemoved() {
    Registered client = serviceClient();
    String token = ownToken(client);
    Registered inspector = Tokens.inspector();

    postern.control("secret.remove", "client_id", client.clientId(), "label", "default");

    assertTrue(isActive(inspector, token));
  }

  // ---- the gate

  private void setScopes(Registered client, String... scopes) {
    var array = Json.createArrayBuilder(List.of(scopes));
    postern.control(
        Json.createObjectBuilder()
            .add("do", "client.scopes")
            .add("client_id", client.clientId())
            .add("scopes", array)
            .add("default_scopes", Json.createArrayBuilder())
            .build());
  }

  private static void setGrants(Registered client, String... grants) {
    Postern.MANAGED.control(
        Json.createObjectBuilder()
            .add("do", "client.grants")
            .add("client_id", client.clientId())
            .add("grants", Json.createArrayBuilder(List.of(grants)))
            .build());
  }

  private static Consumer<Login> user(String what) {
    return login -> Postern.MANAGED.control(what, "username", login.user().username());
  }

  private static Consumer<Login> pair(String what) {
    return login ->
        Postern.MANAGED.control(
            what, "client_id", login.client().clientId(), "username", login.user().username());
  }

  private static Consumer<Login> client(String what) {
    return login -> Postern.MANAGED.control(what, "client_id", login.client().clientId());
  }

  private static void nothing(Login login) {}

  private static Stream<Arguments> endsOfUsersTokens() {
    return Stream.of(
        Arguments.of("the user is disabled", user("user.disable"), user("user.enable")),
        Arguments.of(
            "the user is locked", user("user.lock"), (Consumer<Login>) IntrospectionIT::nothing),
        Arguments.of(
            "the user is deleted", user("user.delete"), (Consumer<Login>) IntrospectionIT::nothing),
        Arguments.of("the user is not assigned any more", pair("unassign"), pair("assign")),
        Arguments.of(
            "the password is changed",
            (Consumer<Login>)
                login ->
                    Postern.MANAGED.control(
                        "user.password",
                        "username",
                        login.user().username(),
                        "password",
                        "Another Passw0rd"),
            (Consumer<Login>) IntrospectionIT::nothing),
        Arguments.of("the client is disabled", client("client.disable"), client("client.enable")),
        Arguments.of(
            "the client is deleted",
            client("client.delete"),
            (Consumer<Login>) IntrospectionIT::nothing));
  }

  /**
   * A token that is ended becomes inactive for introspection at once, and never becomes active
   * again.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("endsOfUsersTokens")
  void tellsNothingOfAUsersTokensWhen(String name, Consumer<Login> end, Consumer<Login> undo) {
    Login login = Login.anyWithScope();
    Registered inspector = Tokens.inspector();
    Answer issued = login.password();
    assertTrue(isActive(inspector, issued.accessToken()));
    assertTrue(isActive(login.client(), issued.refreshToken()));

    end.accept(login);

    assertInactive(introspect(inspector, issued.accessToken()));
    if (!name.startsWith("the client")) {
      assertInactive(introspect(login.client(), issued.accessToken()));
      assertInactive(introspect(login.client(), issued.refreshToken()));
    }
    undo.accept(login);
    assertInactive(introspect(inspector, issued.accessToken()));
  }

  @Test
  void tellsNothingOfARefreshTokenWhoseClientWasDisabledInBetween() {
    Login login = Login.any();
    Answer issued = login.password();
    assertTrue(isActive(login.client(), issued.refreshToken()));

    client("client.disable").accept(login);
    client("client.enable").accept(login);

    assertInactive(introspect(login.client(), issued.refreshToken()));
    assertTrue(isActive(login.client(), login.password().refreshToken()));
  }

  @Test
  void tellsNothingOfTokensWhoseGrantTheClientLost() {
    Login login = Login.any();
    Answer issued = login.password();
    Registered service = serviceClient();
    String own = ownToken(service);
    assertTrue(isActive(login.client(), issued.accessToken()));

    setGrants(login.client(), "refresh_token");
    setGrants(service);

    assertInactive(introspect(login.client(), issued.accessToken()));
    assertInactive(introspect(login.client(), issued.refreshToken()));
    assertInactive(introspect(service, own));
  }

  /** If the client has lost all scopes of a token, the token is not active. */
  @Test
  void tellsNothingOfTokensWhoseScopesTheClientLost() {
    Login login = Login.anyWithScope();
    Answer issued = login.password();
    Registered service = serviceClient();
    String own = ownToken(service);
    assertTrue(isActive(login.client(), issued.refreshToken()));
    assertTrue(isActive(service, own));

    setScopes(login.client());
    setScopes(service);

    assertInactive(introspect(login.client(), issued.accessToken()));
    assertInactive(introspect(login.client(), issued.refreshToken()));
    assertInactive(introspect(service, own));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"the owner is disabled, user.disable", "the owner is locked, user.lock"})
  void tellsNothingOfTheTokensThatSpeakForTheOwnerWhen(String name, String what) {
    Users.Registered owner = Users.any().create();
    Registered client =
        Clients.confidential()
            .grants("client_credentials")
            .with("owner", owner.username())
            .with("acts_for_owner", true)
            .create();
    String token = ownToken(client);
    assertTrue(isActive(client, token));

    postern.control(what, "username", owner.username());

    assertInactive(introspect(client, token));
  }
}

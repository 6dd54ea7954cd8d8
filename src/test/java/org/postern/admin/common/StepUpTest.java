package org.postern.admin.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.client.SecretChange;
import org.postern.admin.client.SecretWish;
import org.postern.admin.scope.ScopeChange;
import org.postern.admin.scope.ScopeSetting;
import org.postern.admin.transfer.Administrations;
import org.postern.admin.transfer.ImportOptions;
import org.postern.admin.user.HashedPassword;
import org.postern.admin.user.UserChange;
import org.postern.admin.user.UserSetting;
import org.postern.fixtures.TestClock;
import org.postern.oauth.AdminScopes;
import org.postern.oauth.ClientId;
import org.postern.oauth.Scope;
import org.postern.store.TokenFamilyStore;

/**
 * Tests that a change that gives rights, shows hashes or ends a last safeguard needs a recent
 * login.
 */
class StepUpTest {

  private static final ClientId PLAIN = new ClientId("plain");
  private static final ClientId POWERFUL = new ClientId("powerful");
  private static final List<String> WITH_RIGHTS =
      List.of("jobs", "introspecting", "everyone", "passwords", "all", "vouching", "acting");
  private static final ClientId ORDINARY = new ClientId("ordinary");
  private static final Instant LATER = Instant.parse("2098-01-01T00:00:00Z");
  private static final String REFUSED =
      "LOGIN_TOO_OLD gives rights, shows hashes or ends a last safeguard, for which the password or"
          + " secret must have been given in the last 5 minutes; get a new token with it";

  private final Administrations admin = new Administrations();

  @BeforeEach
  void fill() {
    admin.apply(
        """
        {'version': 1,
         'scopes': [{'name': 'staff', 'for': 'user', 'roles': ['staff'],
                     'resource_servers': []},
                    {'name': 'shared', 'for': 'user'},
                    {'name': 'jobs', 'for': 'both', 'roles': ['staff']},
                    {'name': 'open'}],
         'users': [{'username': 'root', 'password': 'a long password', 'roles': ['administrator']},
                   {'username': 'alice', 'roles': ['viewer']},
                   {'username': 'clerk', 'enabled': false, 'locked': true, 'roles': ['x']},
                   {'username': 'off', 'enabled': false, 'locked': true, 'roles': ['viewer']}],
         'clients': [{'client_id': 'plain', 'client_secret': 'a plain secret of 22 chars'},
                     {'client_id': 'server'},
                     {'client_id': 'powerful', 'secrets': SECRETS, 'scopes': ['postern.admin']},
                     {'client_id': 'ordinary', 'secrets': SECRETS},
                     {'client_id': 'disabled', 'enabled': false, 'scopes': ['postern.admin']},
                     {'client_id': 'jobs', 'enabled': false, 'secrets': SECRETS, 'scopes': ['jobs']},
                     {'client_id': 'introspecting', 'enabled': false, 'secrets': SECRETS,
                      'scopes': ['introspect']},
                     {'client_id': 'everyone', 'enabled': false, 'secrets': SECRETS,
                      'user_access': 'everyone'},
                     {'client_id': 'passwords', 'enabled': false, 'secrets': SECRETS,
                      'grants': ['password']},
                     {'client_id': 'all', 'enabled': false, 'secrets': SECRETS,
                      'may_introspect_all': true},
                     {'client_id': 'vouching', 'enabled': false, 'secrets': SECRETS,
                      'vouches_for_addresses': true},
                     {'client_id': 'acting', 'enabled': false, 'secrets': SECRETS,
                      'owner': 'root', 'acts_for_owner': true},
                     {'client_id': 'app', 'enabled': false, 'type': 'public',
                      'grants': ['password'], 'allow_password_grant_for_public_client': true}]}
        """
            .replace(
                "SECRETS",
                """
                [{'label': 'a', 'value': 'a secret of 22 characters'},
                 {'label': 'ends', 'value': 'b secret of 22 characters',
                  'expires': '2097-01-01T00:00:00Z'},
                 {'label': 'ended', 'value': 'c secret of 22 characters',
                  'expires': '2020-01-01T00:00:00Z'}]
                """));
    admin.apply(
        """
        {'version': 1,
         'scopes': [{'name': 'staff', 'resource_servers': ['server']},
                    {'name': 'shared', 'resource_servers': ['server', 'plain']}]}
        """);
  }

  private static Actor actor(Instant login) {
    return Actor.ofToken(
        "user:root",
        Optional.of("root"),
        "cli",
        Scope.of(AdminScopes.ADMIN),
        new Actor.Login(login, Optional.empty()),
        "192.0.2.1");
  }

  private interface Act {
    void by(Administrations admin, Actor actor);
  }

  private static Arguments row(String name, Act act) {
    return Arguments.of(name, act);
  }

  private static Arguments client(String name, ClientId id, UnaryOperator<ClientChange> set) {
    return row(
        name,
        (admin, actor) -> {
          admin.clients.change(actor, id, Precondition.NONE, set.apply(ClientChange.NONE));
        });
  }

  private static ScopeChange scope(String audience, List<String> roles, List<String> servers) {
    SettingValues.Builder values = new SettingValues.Builder();
    Optional.ofNullable(audience).ifPresent(text -> values.put(ScopeSetting.AUDIENCE, text));
    Optional.ofNullable(roles).ifPresent(list -> values.put(ScopeSetting.ROLES, list));
    Optional.ofNullable(servers).ifPresent(list -> values.put(ScopeSetting.RESOURCE_SERVERS, list));
    return new ScopeChange(values.build());
  }

  private static Arguments expiry(
      String name, ClientId id, String label, boolean never, Instant expires) {
    SecretChange change = new SecretChange(Optional.empty(), never, Optional.ofNullable(expires));
    return row(
        name,
        (admin, actor) ->
            admin.clients.changeSecret(actor, id, label, Precondition.NONE, change, false));
  }

  static Stream<Arguments> grave() {
    HashedPassword password = new HashedPassword("hash").oneTime(Optional.empty());
    return Stream.of(
        row("an export", (admin, actor) -> admin.exports.export(actor)),
        row(
            "a user with a role",
            (admin, actor) ->
                admin.users.create(
                    actor,
                    "new",
                    UserChange.NONE.with(UserSetting.ROLES, List.of("x")),
                    Optional.empty())),
        row(
            "another role",
            (admin, actor) ->
                admin.users.change(
                    actor,
                    "alice",
                    UserChange.NONE.with(UserSetting.ROLES, List.of("client-owner")))),
        row(
            "enabling somebody who has a role",
            (admin, actor) ->
                admin.users.change(actor, "off", UserChange.NONE.with(UserSetting.ENABLED, true))),
        row(
            "enabling somebody who has a role of an application",
            (admin, actor) ->
                admin.users.change(
                    actor, "clerk", UserChange.NONE.with(UserSetting.ENABLED, true))),
        row(
            "unlocking somebody who has a role of an application",
            (admin, actor) ->
                admin.users.change(
                    actor, "clerk", UserChange.NONE.with(UserSetting.LOCKED, false))),
        row(
            "unlocking somebody who has a role",
            (admin, actor) ->
                admin.users.change(actor, "off", UserChange.NONE.with(UserSetting.LOCKED, false))),
        row(
            "deleting a scope that needs a role",
            (admin, actor) -> admin.scopes.delete(actor, "staff", Precondition.NONE)),
        row(
            "a one-time password",
            (admin, actor) -> admin.users.changePassword(actor, "alice", password)),
        row(
            "a client with a built-in scope",
            (admin, actor) ->
                admin.clients.create(
                    actor,
                    "new",
                    ClientChange.NONE.with(ClientSetting.SCOPES, List.of("postern.admin.read")),
                    List.of())),
        client("a built-in scope", PLAIN, c -> c.with(ClientSetting.SCOPES, List.of("introspect"))),
        client(
            "a scope that users need a role for",
            PLAIN,
            c -> c.with(ClientSetting.SCOPES, List.of("jobs"))),
        client("introspecting all", PLAIN, c -> c.with(ClientSetting.MAY_INTROSPECT_ALL, true)),
        client("the password grant", PLAIN, c -> c.with(ClientSetting.GRANTS, List.of("password"))),
        client("everyone", PLAIN, c -> c.with(ClientSetting.USER_ACCESS, "everyone")),
        client("another owner", PLAIN, c -> c.with(ClientSetting.OWNER, "alice")),
        client(
            "a grant where there are rights",
            POWERFUL,
            c -> c.with(ClientSetting.GRANTS, List.of("refresh_token"))),
        client(
            "enabling one with rights",
            new ClientId("disabled"),
            c -> c.with(ClientSetting.ENABLED, true)),
        row(
            "a secret of a client with rights",
            (admin, actor) -> admin.clients.addSecret(actor, POWERFUL, made("more"))),
        row(
            "a chosen secret, as the answer tells whether the client has it",
            (admin, actor) ->
                admin.clients.addSecret(
                    actor, PLAIN, new SecretWish("more", Optional.of("value"), Optional.empty()))),
        expiry("a longer life of a secret of a client with rights", POWERFUL, "ends", false, LATER),
        expiry("no end of such a secret", POWERFUL, "ends", true, null),
        expiry("the return of one that ended", POWERFUL, "ended", false, LATER),
        expiry("the return of one that ended, for good", POWERFUL, "ended", true, null),
        row(
            "a user of a client with rights",
            (admin, actor) -> admin.clients.assign(actor, POWERFUL, "alice")),
        row(
            "the end of a last secret",
            (admin, actor) ->
                admin.clients.removeSecret(actor, PLAIN, "default", Precondition.NONE, true)),
        row(
            "a scope without its role",
            (admin, actor) -> admin.scopes.change(actor, "staff", scope(null, List.of(), null))),
        row(
            "a scope for one more role",
            (admin, actor) ->
                admin.scopes.change(actor, "staff", scope(null, List.of("staff", "x"), null))),
        row(
            "a scope for clients too",
            (admin, actor) -> admin.scopes.change(actor, "staff", scope("both", null, null))),
        row(
            "a scope without its resource server",
            (admin, actor) -> admin.scopes.change(actor, "staff", scope(null, null, List.of()))),
        row(
            "a scope with a further resource server",
            (admin, actor) ->
                admin.scopes.change(actor, "staff", scope(null, null, List.of("server", "plain")))),
        row(
            "a new scope with a resource server",
            (admin, actor) ->
                admin.scopes.create(actor, "new", scope(null, null, List.of("plain")))),
        row(
            "a scope with its first resource server",
            (admin, actor) ->
                admin.scopes.change(actor, "open", scope(null, null, List.of("plain")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"grave", "everyWayToUseARight"})
  void needsARecentLogin(String name, Act act) {
    Instant now = admin.clock.now();

    assertEquals(
        List.of(REFUSED),
        ProblemLists.of(
            () ->
                admin.inTransaction(
                    () -> act.by(admin, actor(now.minus(Duration.ofMinutes(5)).minusMillis(1))))));
    admin.inTransaction(() -> act.by(admin, actor(now)));
  }

  static Stream<Arguments> everyWayToUseARight() {
    Stream<Arguments> confidential =
        WITH_RIGHTS.stream()
            .flatMap(
                name -> {
                  ClientId id = new ClientId(name);
                  return Stream.of(
                      row(
                          "a secret of " + name,
                          (admin, actor) -> admin.clients.addSecret(actor, id, made("more"))),
                      expiry("a longer life of a secret of " + name, id, "ends", false, LATER));
                });
    return Stream.concat(
        confidential,
        Stream.concat(WITH_RIGHTS.stream(), Stream.of("app"))
            .flatMap(
                name -> {
                  ClientId id = new ClientId(name);
                  return Stream.of(
                      row(
                          "a user of " + name,
                          (admin, actor) -> admin.clients.assign(actor, id, "alice")),
                      client("enabling " + name, id, c -> c.with(ClientSetting.ENABLED, true)),
                      client(
                          "a group of " + name,
                          id,
                          c -> c.with(ClientSetting.USER_GROUPS, List.of("g"))),
                      client(
                          "a grant of " + name,
                          id,
                          c -> c.with(ClientSetting.GRANTS, List.of("password", "refresh_token"))));
                }));
  }

  private static SecretWish made(String label) {
    return new SecretWish(label, Optional.empty(), Optional.empty());
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        row(
            "a user without a role",
            (admin, actor) -> admin.users.create(actor, "new", UserChange.NONE, Optional.empty())),
        row(
            "a role less",
            (admin, actor) ->
                admin.users.change(
                    actor, "alice", UserChange.NONE.with(UserSetting.ROLES, List.of()))),
        row(
            "disabling",
            (admin, actor) ->
                admin.users.change(
                    actor, "alice", UserChange.NONE.with(UserSetting.ENABLED, false))),
        client("a scope for everybody", PLAIN, c -> c.with(ClientSetting.SCOPES, List.of("open"))),
        client(
            "a scope that only users have",
            PLAIN,
            c -> c.with(ClientSetting.SCOPES, List.of("staff"))),
        client("a scope less", POWERFUL, c -> c.with(ClientSetting.SCOPES, List.of())),
        client("a name", POWERFUL, c -> c.with(ClientSetting.NAME, "N")),
        row(
            "a secret that is made",
            (admin, actor) -> admin.clients.addSecret(actor, PLAIN, made("more"))),
        client("a grant", PLAIN, c -> c.with(ClientSetting.GRANTS, List.of("client_credentials"))),
        client("disabling one with rights", POWERFUL, c -> c.with(ClientSetting.ENABLED, false)),
        expiry("a longer life of a secret", ORDINARY, "ends", false, LATER),
        expiry("the return of a secret that ended", ORDINARY, "ended", false, LATER),
        expiry(
            "an earlier end of a secret of a client with rights",
            POWERFUL,
            "ends",
            false,
            Instant.parse("2096-01-01T00:00:00Z")),
        row("a user of a client", (admin, actor) -> admin.clients.assign(actor, PLAIN, "alice")),
        row(
            "a scope without one of its resource servers",
            (admin, actor) ->
                admin.scopes.change(actor, "shared", scope(null, null, List.of("server")))),
        row(
            "a narrower scope",
            (admin, actor) ->
                admin.scopes.change(actor, "open", scope("user", List.of("x"), null))),
        row(
            "deleting a scope without limits",
            (admin, actor) -> admin.scopes.delete(actor, "open", Precondition.NONE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmless")
  void leavesOtherChangesAlone(String name, Act act) {
    int audited = admin.auditLines().size();

    admin.inTransaction(() -> act.by(admin, actor(Instant.EPOCH)));

    assertFalse(admin.auditLines().size() == audited);
  }

  // A plan that overwrites passwords or secrets reveals whether the one in the file is the stored
  // one.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true  | 0 | 'users': [{'username': 'n', 'roles': ['viewer']}]",
        "false | 1 | 'users': [{'username': 'n', 'roles': ['viewer']}]",
        "true  | 0 | 'users': [{'username': 'root', 'password': 'a long password'}]",
        "true  | 0 | 'overwrite_secrets': true, 'users': [{'username': 'root'}]",
        "true  | 1 | 'overwrite_secrets': true, 'users': [{'username': 'root', 'password': 'a"
            + " guessed password'}]",
        "true  | 1 | 'overwrite_secrets': true, 'clients': [{'client_id': 'plain', 'client_secret':"
            + " 'a guess of 22 letters!'}]"
      })
  void asksForAnImportAndForAPlanThatComparesSecrets(boolean dryRun, int problems, String parts) {
    String file = ("{'version': 1, " + parts + "}").replace('\'', '"');
    ImportOptions options = new ImportOptions(dryRun, false);

    Runnable late = () -> admin.configurationImport.run(actor(Instant.EPOCH), file, options);

    if (problems == 0) {
      late.run();
    } else {
      assertEquals(List.of(REFUSED), ProblemLists.of(late));
    }
    admin.configurationImport.run(actor(admin.clock.now()), file, options);
  }

  @Test
  void aRefreshedTokenIsAsOldAsItsLogin() {
    TestClock clock = new TestClock();
    Map<String, Instant> began =
        Map.of("old", TestClock.START.minus(Duration.ofMinutes(6)), "new", TestClock.START);
    StepUp stepUp =
        new StepUp(
            new TokenFamilyStore() {
              @Override
              public Optional<Instant> findCreated(String familyId) {
                return Optional.ofNullable(began.get(familyId));
              }
            },
            clock);

    stepUp.require(refreshed("new"));
    assertEquals(List.of(REFUSED), ProblemLists.of(() -> stepUp.require(refreshed("old"))));
    stepUp.require(Actor.SETUP);

    clock.move(Duration.ofMinutes(5));
    stepUp.require(refreshed("new"));
    stepUp.require(refreshed("a family that is gone"));
    clock.move(Duration.ofMillis(1));
    assertEquals(List.of(REFUSED), ProblemLists.of(() -> stepUp.require(refreshed("new"))));
  }

  private static Actor refreshed(String familyId) {
    return Actor.ofToken(
        "user:root",
        Optional.of("root"),
        "cli",
        Scope.of(AdminScopes.ADMIN),
        new Actor.Login(TestClock.START, Optional.of(familyId)),
        "192.0.2.1");
  }
}

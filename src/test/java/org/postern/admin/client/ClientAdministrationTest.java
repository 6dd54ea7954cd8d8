package org.postern.admin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Actors;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.ProblemLists;
import org.postern.admin.common.Query;
import org.postern.admin.common.SettingValues;
import org.postern.admin.overview.Warning;
import org.postern.admin.scope.ScopeChange;
import org.postern.admin.scope.ScopeDetails;
import org.postern.admin.scope.ScopeSetting;
import org.postern.admin.transfer.Administrations;
import org.postern.admin.user.UserChange;
import org.postern.admin.user.UserSetting;
import org.postern.audit.Author;
import org.postern.entity.Client;
import org.postern.entity.ClientSettings;
import org.postern.oauth.ClientId;
import org.postern.oauth.Scope;
import org.postern.store.RegisteredClient;
import org.postern.user.DirectoryUserGone;

class ClientAdministrationTest {

  private static final Actor SELF = Actors.client("Client 1", "client.self");

  private static final ClientId CLIENT = new ClientId("Client 1");
  private static final Author DIRECTORY = new Author("system:directory", Optional.empty());

  private final Administrations admin = new Administrations();

  @BeforeEach
  void createClientAndUsers() {
    admin.inTransaction(
        () -> {
          admin.users.create(Actor.SETUP, "alice", UserChange.NONE, Optional.empty());
          admin.users.create(Actor.SETUP, "bob", UserChange.NONE, Optional.empty());
          admin.clients.create(
              Actor.SETUP,
              CLIENT.value(),
              ClientChange.NONE.with(ClientSetting.OWNER, "ALICE"),
              List.of(secret("first", "1")));
        });
  }

  private static NewSecret secret(String label, String value) {
    return new NewSecret(label, value, Optional.empty());
  }

  private RegisteredClient client() {
    return admin.clientStore.findByClientId(CLIENT).orElseThrow();
  }

  private void change(ClientChange change) {
    admin.inTransaction(() -> admin.clients.change(Actor.SETUP, CLIENT, Precondition.NONE, change));
  }

  private List<String> refusal(Runnable work) {
    return ProblemLists.of(() -> admin.inTransaction(work));
  }

  private String lastAudit() {
    List<String> lines = admin.auditLines();
    return lines.get(lines.size() - 1);
  }

  @Test
  void refusesAClientIdThatExists() {
    List<String> problems =
        refusal(
            () -> admin.clients.create(Actor.SETUP, CLIENT.value(), ClientChange.NONE, List.of()));

    assertEquals(List.of("CONFLICT /client_id: there is already a client 'Client 1'"), problems);
  }

  @Test
  void takesClientIdsAsCaseSensitive() {
    admin.inTransaction(
        () -> admin.clients.create(Actor.SETUP, "client 1", ClientChange.NONE, List.of()));

    assertNotEquals(
        client().id(),
        admin.clientStore.findByClientId(new ClientId("client 1")).orElseThrow().id());
  }

  @Test
  void tellsEverythingThatIsWrongWithANewClient() {
    ClientChange change =
        ClientChange.NONE
            .with(ClientSetting.TYPE, "public")
            .with(ClientSetting.OWNER, "ghost")
            .with(ClientSetting.NAME, "\t");

    assertEquals(
        List.of(
            "INVALID /client_id: must have 1 to 128 printable ASCII characters",
            "INVALID /owner: there is no user 'ghost'",
            "INVALID /name: must not contain control characters",
            "INVALID a public client has no secrets",
            "INVALID /secrets/0/value: must have 1 to 512 printable ASCII characters"),
        refusal(() -> admin.clients.create(Actor.SETUP, "ü", change, List.of(secret("a", "")))));
  }

  @Test
  void endsEveryTokenByDisablingAndRevivesNoneByEnabling() {
    long epoch = client().epoch();
    change(ClientChange.NONE.with(ClientSetting.ENABLED, false));
    long disabled = client().epoch();
    change(ClientChange.NONE.with(ClientSetting.ENABLED, true));

    assertTrue(disabled > epoch);
    assertEquals(disabled, client().epoch());
    assertTrue(client().settings().enabled());
  }

  @Test
  void writesNothingWhenNothingDiffers() {
    RegisteredClient before = client();
    int audited = admin.auditLines().size();
    change(ClientChange.NONE.with(ClientSetting.ENABLED, true).with(ClientSetting.OWNER, "alice"));

    assertEquals(before, client());
    assertEquals(audited, admin.auditLines().size());
  }

  @Test
  void changesItsOwnNameAndDescription() {
    ClientDetails changed =
        admin.inTransaction(
            () -> admin.clients.changeSelf(SELF, SettingValues.NONE.with(ClientSetting.NAME, "N")));

    assertEquals("N", changed.get(ClientSetting.NAME));
    assertEquals(Optional.of(changed), admin.clients.findSelf(SELF));
    assertEquals("alice", changed.get(ClientSetting.OWNER));
    assertEquals(
        "client.changed client:Client 1 Client 1 -"
            + " {\"before\":{\"name\":\"\"},\"after\":{\"name\":\"N\"}}",
        lastAudit());
  }

  @Test
  void leavesWhatAClientMayNotChangeOfItself() {
    SettingValues values =
        SettingValues.NONE
            .with(ClientSetting.DESCRIPTION, "D")
            .with(ClientSetting.ENABLED, false)
            .with(ClientSetting.OWNER, "");
    ClientDetails before = admin.clients.findSelf(SELF).orElseThrow();

    ClientDetails changed = admin.inTransaction(() -> admin.clients.changeSelf(SELF, values));

    assertEquals(before.values().with(ClientSetting.DESCRIPTION, "D"), changed.values());
  }

  @Test
  void refusesAnOverlongOwnName() {
    assertEquals(
        List.of("INVALID /name: must have 0 to 200 characters"),
        refusal(
            () ->
                admin.clients.changeSelf(
                    SELF, SettingValues.NONE.with(ClientSetting.NAME, "n".repeat(201)))));
    assertEquals("", client().settings().name());
  }

  @Test
  void givesTheIdentifierOfADeletedClientToNobody() {
    admin.inTransaction(() -> admin.clients.delete(Actor.SETUP, CLIENT, Precondition.NONE));
    ClientChange none = ClientChange.NONE;

    assertEquals(
        List.of(
            "CONFLICT /client_id: was the identifier of a client that is deleted, and is never"
                + " given to another one"),
        refusal(() -> admin.clients.create(Actor.SETUP, CLIENT.value(), none, List.of())));
    AdministrationException imported =
        assertThrows(
            AdministrationException.class,
            () -> admin.apply("{'version': 1, 'clients': [{'client_id': 'Client 1'}]}"));
    assertEquals("/clients/0/client_id", imported.problems().get(0).pointer());
    assertEquals(
        List.of("CONFLICT /client_id: could be confused with a deleted client"),
        refusal(
            () ->
                admin.clients.create(
                    Actors.client("ops", "postern.admin"), "CLIENT1", none, List.of())));
    admin.inTransaction(() -> admin.clients.create(Actor.SETUP, "Client 2", none, List.of()));
  }

  /**
   * A node of an older version, which does not retire identifiers, may have registered it again.
   */
  @Test
  void deletesAClientWhoseIdentifierIsRetiredAlready() {
    ClientSettings settings = client().settings();
    admin.inTransaction(() -> admin.clients.delete(Actor.SETUP, CLIENT, Precondition.NONE));
    admin.inTransaction(
        () -> admin.clientStore.add(new Client(CLIENT, settings, admin.clock.now())));

    admin.inTransaction(() -> admin.clients.delete(Actor.SETUP, CLIENT, Precondition.NONE));

    assertEquals(Optional.empty(), admin.clientStore.findByClientId(CLIENT));
    assertTrue(admin.clientStore.isRetired(CLIENT));
  }

  private SecretDetails first() {
    return admin.inTransaction(() -> admin.clients.secret(Actor.SETUP, CLIENT, "first"));
  }

  private static ClientChange toBob(Optional<Duration> grace) {
    return ClientChange.NONE.with(ClientSetting.OWNER, "bob").withSecretGrace(grace);
  }

  @Test
  void marksTheSecretsOfAClientThatGetsAnotherOwner() {
    Instant before = admin.clock.now();
    change(toBob(Optional.empty()));
    SecretDetails marked = first();

    assertTrue(marked.review().isPresent());
    Instant end = marked.expires().orElseThrow();
    assertFalse(end.isBefore(before.plus(Duration.ofDays(30)).minusMillis(1)));
    assertFalse(end.isAfter(admin.clock.now().plus(Duration.ofDays(30))));
    // An administrator who sets the expiry has thereby reviewed the secret.
    Instant later = Instant.parse("2099-01-01T00:00:00Z");
    admin.inTransaction(
        () ->
            admin.clients.changeSecret(
                Actor.SETUP,
                CLIENT,
                "first",
                Precondition.NONE,
                new SecretChange(Optional.empty(), false, Optional.of(later)),
                false));
    assertEquals(Optional.empty(), first().review());
    assertEquals(Optional.of(later), first().expires());
  }

  @Test
  void endsTheSecretsAtOnceWhereThatIsSaid() {
    long epoch = client().epoch();
    change(toBob(Optional.of(Duration.ZERO)));

    assertFalse(first().expires().orElseThrow().isAfter(admin.clock.now()));
    assertTrue(client().epoch() > epoch);
  }

  /**
   * A token that is being issued has no row yet, so it cannot be seen that it would outlive them.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"P29D, P29D, false", "P365D, PT1H, true", "PT1H, P365D, true", "P30D, PT1H, true"})
  void endsTheTokensOfAClientWhoseNextOnesWouldOutliveTheSecrets(
      Duration own, Duration ofUsers, boolean ends) {
    change(
        ClientChange.NONE
            .with(ClientSetting.ACCESS_TOKEN_LIFETIME, own)
            .with(ClientSetting.USER_ACCESS_TOKEN_LIFETIME, ofUsers));
    long epoch = client().epoch();

    admin.inTransaction(
        () ->
            admin.users.change(
                Actor.SETUP, "alice", UserChange.NONE.with(UserSetting.ENABLED, false)));

    assertEquals(ends, client().epoch() > epoch);
    assertTrue(first().review().isPresent());
  }

  @Test
  void leavesSecretsAloneWhereNobodyLost() {
    change(ClientChange.NONE.with(ClientSetting.OWNER, "alice").with(ClientSetting.NAME, "N"));

    assertEquals(Optional.empty(), first().review());
    assertEquals(Optional.empty(), first().expires());
  }

  @Test
  void marksTheSecretsOfTheClientsOfAUserWhoIsDisabled() {
    admin.inTransaction(
        () ->
            admin.users.change(
                Actor.SETUP, "alice", UserChange.NONE.with(UserSetting.LOCKED, true)));
    assertEquals(Optional.empty(), first().review());

    admin.inTransaction(
        () ->
            admin.users.change(
                Actor.SETUP, "alice", UserChange.NONE.with(UserSetting.ENABLED, false)));
    assertTrue(first().review().isPresent());
    assertTrue(first().expires().orElseThrow().isAfter(admin.clock.now()));

    // The administrator may also set the grace later.
    admin.inTransaction(
        () ->
            admin.users.change(
                Actor.SETUP,
                "alice",
                UserChange.NONE
                    .with(UserSetting.ENABLED, false)
                    .withSecretGrace(Optional.of(Duration.ZERO))));
    assertFalse(first().expires().orElseThrow().isAfter(admin.clock.now()));
  }

  private void roles(String... roles) {
    admin.inTransaction(
        () ->
            admin.users.change(
                Actor.SETUP, "alice", UserChange.NONE.with(UserSetting.ROLES, List.of(roles))));
  }

  @Test
  void marksTheSecretsOfTheClientsOfAUserWhoMayNoLongerAdministerThem() {
    roles("client-owner", "administrator");
    roles("administrator");
    roles("client-owner", "viewer");
    roles("client-owner");
    assertEquals(Optional.empty(), first().review());

    roles("viewer");
    assertTrue(first().review().isPresent());
    assertTrue(first().expires().orElseThrow().isAfter(admin.clock.now()));

    // The administrator may also set the grace later.
    admin.inTransaction(
        () ->
            admin.users.change(
                Actor.SETUP, "alice", UserChange.NONE.withSecretGrace(Optional.of(Duration.ZERO))));
    assertFalse(first().expires().orElseThrow().isAfter(admin.clock.now()));
  }

  @Test
  void keepsTheSecretsOfAUserWhoMayAdministerThemWhateverTheGrace() {
    roles("client-owner");
    admin.inTransaction(
        () ->
            admin.users.change(
                Actor.SETUP, "alice", UserChange.NONE.withSecretGrace(Optional.of(Duration.ZERO))));

    assertEquals(Optional.empty(), first().review());
    assertEquals(Optional.empty(), first().expires());
  }

  @Test
  void marksTheSecretsWhenAnImportTakesTheRole() {
    roles("client-owner");
    admin.apply("{'version': 1, 'users': [{'username': 'alice', 'display_name': 'A'}]}");
    assertEquals(Optional.empty(), first().review());

    admin.apply("{'version': 1, 'users': [{'username': 'alice', 'roles': []}]}");
    assertTrue(first().review().isPresent());
  }

  @Test
  void marksTheSecretsOfTheClientsOfAUserWhoIsGoneFromTheDirectory() {
    long alice = admin.userStore.findByUsername("alice").orElseThrow().id();
    long bob = admin.userStore.findByUsername("bob").orElseThrow().id();
    admin.inTransaction(() -> admin.formerOwners.left(new DirectoryUserGone(bob, DIRECTORY)));
    assertEquals(Optional.empty(), first().review());

    admin.inTransaction(() -> admin.formerOwners.left(new DirectoryUserGone(alice, DIRECTORY)));

    assertTrue(first().review().isPresent());
    assertTrue(first().expires().orElseThrow().isAfter(admin.clock.now()));
    assertTrue(
        lastAudit().startsWith("client.secret_changed system:directory Client 1 - "),
        this::lastAudit);
  }

  private List<Warning> warnings(String owner) {
    String subject = admin.userStore.findByUsername(owner).orElseThrow().subject();
    Actor actor = Actors.user(subject, owner, "postern.clients");
    return admin.inTransaction(
        () ->
            admin.overviews.warnings(actor).stream()
                .filter(warning -> warning.kind() == Warning.Kind.SECRETS_FOR_REVIEW)
                .toList());
  }

  @Test
  void warnsTheOwnerOfSecretsThatTheFormerOneMayKnow() {
    assertEquals(List.of(), warnings("alice"));

    change(toBob(Optional.empty()));

    assertEquals(List.of(), warnings("alice"));
    assertEquals(List.of(new Warning(Warning.Kind.SECRETS_FOR_REVIEW, 1)), warnings("bob"));
  }

  private List<String> forReview(String value) {
    return admin.inTransaction(
        () ->
            admin.clients.list(Actor.SETUP, Query.of("secret_review", value)).items().stream()
                .map(client -> client.details().clientId().value())
                .toList());
  }

  @Test
  void listsTheClientsWithSecretsForReview() {
    assertEquals(List.of(), forReview("true"));
    assertEquals(List.of("Client 1"), forReview("false"));

    change(toBob(Optional.empty()));

    assertEquals(List.of("Client 1"), forReview("true"));
    assertEquals(List.of(), forReview("false"));
  }

  @Test
  void refusesAGraceThatIsNone() {
    assertEquals(
        List.of("INVALID /secret_grace: must be from PT0S to PT87600H"),
        refusal(
            () ->
                admin.clients.change(
                    Actor.SETUP,
                    CLIENT,
                    Precondition.NONE,
                    toBob(Optional.of(Duration.ofSeconds(-1))))));
  }

  @Test
  void addsASecret() {
    Instant expires = Instant.parse("2030-01-01T00:00:00Z");
    SecretDetails added =
        admin.inTransaction(
            () ->
                admin.clients.addSecret(
                    Actor.SETUP,
                    CLIENT,
                    new NewSecret("second", "0123456789abcdefghijkl", Optional.of(expires))));

    assertFalse(added.weak());
    assertEquals(2, client().secrets().size());
    assertEquals(expires, client().secrets().get(1).expires());
    assertEquals(
        "client.secret_added system:setup Client 1 - {\"after\":{\"label\":\"second\","
            + "\"value\":\"(hidden)\",\"expires\":\"2030-01-01T00:00:00Z\"}}",
        lastAudit());
  }

  @Test
  void refusesASecondSecretOfTheSameLabelOrValue() {
    assertEquals(
        List.of("CONFLICT /label: is the label of another secret"),
        refusal(() -> admin.clients.addSecret(Actor.SETUP, CLIENT, secret("first", "2"))));
    assertEquals(
        List.of("CONFLICT /value: is the same as the secret 'first'"),
        refusal(() -> admin.clients.addSecret(Actor.SETUP, CLIENT, secret("second", "1"))));
  }

  @Test
  void refusesASecretForAPublicClient() {
    admin.inTransaction(
        () ->
            admin.clients.create(
                Actor.SETUP,
                "app",
                ClientChange.NONE.with(ClientSetting.TYPE, "public"),
                List.of()));

    assertEquals(
        List.of("INVALID a public client has no secrets"),
        refusal(() -> admin.clients.addSecret(Actor.SETUP, new ClientId("app"), secret("a", "1"))));
  }

  @Test
  void removesASecretAndEndsNoToken() {
    long epoch = client().epoch();
    admin.inTransaction(
        () -> {
          admin.clients.addSecret(Actor.SETUP, CLIENT, secret("second", "2"));
          admin.clients.removeSecret(Actor.SETUP, CLIENT, "first", Precondition.NONE, false);
        });

    assertEquals(
        List.of("second"),
        client().secrets().stream().map(RegisteredClient.Secret::label).toList());
    assertEquals(epoch, client().epoch());
  }

  @Test
  void removesTheLastSecretThatWorksOnlyWhenTold() {
    NewSecret expired = new NewSecret("expired", "0", Optional.of(Instant.EPOCH));
    admin.inTransaction(() -> admin.clients.addSecret(Actor.SETUP, CLIENT, expired));

    assertEquals(
        List.of(
            "CONFLICT this is the last secret that works (even_last=true ends it all the same)"),
        refusal(
            () ->
                admin.clients.removeSecret(
                    Actor.SETUP, CLIENT, "first", Precondition.NONE, false)));

    admin.inTransaction(
        () -> admin.clients.removeSecret(Actor.SETUP, CLIENT, "expired", Precondition.NONE, false));
    admin.inTransaction(
        () -> admin.clients.removeSecret(Actor.SETUP, CLIENT, "first", Precondition.NONE, true));
    assertEquals(List.of(), client().secrets());
  }

  /** When the other one has ended, nothing works. */
  @ParameterizedTest
  @CsvSource({"PT23H, refused", "PT25H, "})
  void aSecretThatEndsSoonDoesNotStandInForTheLast(Duration rest, String refused) {
    Optional<Instant> end = Optional.of(admin.clock.now().plus(rest));
    admin.inTransaction(
        () -> admin.clients.addSecret(Actor.SETUP, CLIENT, new NewSecret("other", "0", end)));
    Runnable removal =
        () -> admin.clients.removeSecret(Actor.SETUP, CLIENT, "first", Precondition.NONE, false);

    if (refused == null) {
      admin.inTransaction(removal);
      assertEquals(1, client().secrets().size());
    } else {
      assertEquals(
          List.of(
              "CONFLICT this is the last secret that works (even_last=true ends it all the same)"),
          refusal(removal));
    }
  }

  @Test
  void assignsAndUnassignsAUser() {
    long bob = admin.userStore.findByUsername("bob").orElseThrow().id();
    admin.inTransaction(() -> admin.clients.assign(Actor.SETUP, CLIENT, "Bob"));
    assertTrue(admin.clientStore.findAssignment(client().id(), bob).assigned());
    long epoch = admin.clientStore.findAssignment(client().id(), bob).epoch();

    admin.inTransaction(() -> admin.clients.unassign(Actor.SETUP, CLIENT, "bob"));
    assertFalse(admin.clientStore.findAssignment(client().id(), bob).assigned());
    assertTrue(admin.clientStore.findAssignment(client().id(), bob).epoch() > epoch);
    assertEquals("client.user_unassigned system:setup Client 1 bob -", lastAudit());

    assertEquals(
        List.of("NOT_FOUND the user 'bob' is not assigned to the client"),
        refusal(() -> admin.clients.unassign(Actor.SETUP, CLIENT, "bob")));

    admin.inTransaction(() -> admin.clients.assign(Actor.SETUP, CLIENT, "bob"));
    assertTrue(admin.clientStore.findAssignment(client().id(), bob).assigned());
    assertTrue(admin.clientStore.findAssignment(client().id(), bob).epoch() > epoch);
  }

  @Test
  void deletesAClientWithAllThatHangsOnIt() {
    admin.inTransaction(
        () -> {
          admin.clients.assign(Actor.SETUP, CLIENT, "bob");
          admin.clients.create(Actor.SETUP, "other", ClientChange.NONE, List.of(secret("a", "2")));
          admin.scopes.create(Actor.SETUP, "s", resourceServers(CLIENT.value(), "other"));
        });
    long id = client().id();
    admin.inTransaction(() -> admin.clients.delete(Actor.SETUP, CLIENT, Precondition.NONE));

    assertEquals(Optional.empty(), admin.clientStore.findByClientId(CLIENT));
    assertEquals(List.of(), admin.clientStore.findSecrets(id));
    assertEquals(List.of(), admin.clientStore.findAssignments(id));
    assertEquals(List.of("other"), admin.scopeStore.find("s").orElseThrow().resourceServers());
  }

  @Test
  void keepsTheOnlyResourceServerOfAScope() {
    admin.inTransaction(
        () -> {
          admin.scopes.create(Actor.SETUP, "s1", resourceServers(CLIENT.value()));
          admin.scopes.create(Actor.SETUP, "s2", resourceServers(CLIENT.value()));
        });

    assertEquals(
        List.of(
            "CONFLICT the client is the only resource server of these scopes, whose tokens would"
                + " then be for any: s1, s2; give them another one, or none, before"),
        refusal(() -> admin.clients.delete(Actor.SETUP, CLIENT, Precondition.NONE)));

    admin.inTransaction(
        () -> {
          admin.scopes.change(Actor.SETUP, "s1", resourceServers());
          admin.scopes.change(Actor.SETUP, "s2", resourceServers());
          admin.clients.delete(Actor.SETUP, CLIENT, Precondition.NONE);
        });
    assertEquals(Optional.empty(), admin.clientStore.findByClientId(CLIENT));
  }

  private static ScopeChange resourceServers(String... clientIds) {
    return ScopeChange.NONE.with(ScopeSetting.RESOURCE_SERVERS, List.of(clientIds));
  }

  static Stream<Arguments> changes() {
    ClientChange change = ClientChange.NONE;
    return Stream.of(
        row("create", (clients, actor, id) -> clients.create(actor, "new", change, List.of())),
        row("change", (clients, actor, id) -> clients.change(actor, id, Precondition.NONE, change)),
        row("delete", (clients, actor, id) -> clients.delete(actor, id, Precondition.NONE)),
        row("addSecret", (clients, actor, id) -> clients.addSecret(actor, id, secret("a", "2"))),
        row(
            "removeSecret",
            (clients, actor, id) ->
                clients.removeSecret(actor, id, "first", Precondition.NONE, true)),
        row("assign", (clients, actor, id) -> clients.assign(actor, id, "bob")),
        row("unassign", (clients, actor, id) -> clients.unassign(actor, id, "bob")));
  }

  static Stream<Arguments> givenByOwners() {
    String refused =
        "FORBIDDEN /scopes: a scope that needs a role which the owner does not have may be given by"
            + " an administrator only";
    return Stream.of(
        Arguments.of("a role that the owner has not", "both", List.of("viewer"), List.of(refused)),
        Arguments.of("for clients only", "client", List.of("viewer"), List.of(refused)),
        Arguments.of("one of the roles", "both", List.of("viewer", "staff"), List.of()),
        Arguments.of("for users, whom roles bind", "user", List.of("viewer"), List.of()),
        Arguments.of("no role", "both", List.of(), List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("givenByOwners")
  void letsAnOwnerGiveNoScopeBeyondTheOwnRoles(
      String name, String audience, List<String> roles, List<String> problems) {
    admin.inTransaction(
        () -> {
          admin.users.change(
              Actor.SETUP,
              "alice",
              Precondition.NONE,
              UserChange.NONE.with(UserSetting.ROLES, List.of("staff")));
          admin.scopes.create(
              Actor.SETUP,
              "desk",
              ScopeChange.NONE
                  .with(ScopeSetting.AUDIENCE, audience)
                  .with(ScopeSetting.ROLES, roles));
        });
    String subject = admin.userStore.findByUsername("alice").orElseThrow().subject();
    Actor owner =
        Actors.ofToken(subject, Optional.of("alice"), "c", Scope.of("postern.clients"), null);
    ClientChange change = ClientChange.NONE.with(ClientSetting.SCOPES, List.of("desk"));

    assertEquals(
        problems, outcome(() -> admin.clients.change(owner, CLIENT, Precondition.NONE, change)));
    assertEquals(
        problems, outcome(() -> admin.clients.create(owner, "another", change, List.of())));
    assertEquals(problems.isEmpty() ? List.of("desk") : List.of(), givable(owner));
    assertTrue(givable(Actor.SETUP).containsAll(List.of("desk", "postern.admin")));
    change(change);
    assertEquals(
        List.of(),
        outcome(
            () ->
                admin.clients.change(
                    owner,
                    CLIENT,
                    Precondition.NONE,
                    ClientChange.NONE.with(ClientSetting.NAME, "N"))));
  }

  private List<String> givable(Actor actor) {
    return admin.inTransaction(() -> admin.clients.givableScopes(actor)).stream()
        .map(ScopeDetails::name)
        .toList();
  }

  @Test
  void tellsWhoMayChangeAClient() {
    String subject = admin.userStore.findByUsername("alice").orElseThrow().subject();
    Actor owner =
        Actors.ofToken(subject, Optional.of("alice"), "c", Scope.of("postern.clients"), null);
    Actor viewer =
        Actors.ofToken("s", Optional.of("bob"), "c", Scope.of("postern.admin.read"), null);

    assertTrue(mayChange(Actor.SETUP));
    assertTrue(mayChange(owner));
    assertFalse(mayChange(viewer));
    change(ClientChange.NONE.with(ClientSetting.MAY_INTROSPECT_ALL, true));
    assertTrue(mayChange(Actor.SETUP));
    assertFalse(mayChange(owner));
    assertEquals(
        List.of("FORBIDDEN only an administrator may do this"),
        refusal(() -> admin.clients.givableScopes(viewer)));
  }

  private boolean mayChange(Actor actor) {
    return admin.inTransaction(() -> admin.clients.mayChange(actor, CLIENT));
  }

  @Test
  void findsNoClientOfAnIdentifierThatNoneCanHave() {
    assertEquals(
        List.of("NOT_FOUND there is no such client"), refusal(() -> admin.clients.requireId("")));
    assertEquals(CLIENT, admin.clients.requireId("Client 1"));
  }

  @Test
  void tellsASecretByTheBeginningOfWhatIsStored() {
    SecretDetails secret =
        admin.inTransaction(() -> admin.clients.secret(Actor.SETUP, CLIENT, "first"));

    assertEquals(admin.secretHash.hash(CLIENT, "1").substring(0, 8), secret.fingerprint());
    assertEquals(
        List.of("NOT_FOUND there is no secret 'other'"),
        refusal(() -> admin.clients.secret(Actor.SETUP, CLIENT, "other")));
  }

  private List<String> outcome(Runnable work) {
    try {
      admin.inTransaction(work);
      return List.of();
    } catch (AdministrationException e) {
      return e.problems().stream().map(problem -> e.kind() + " " + problem).toList();
    }
  }

  static Stream<Arguments> changesOfOneThatExists() {
    return changes().filter(row -> !row.get()[0].equals("create"));
  }

  private interface Change {
    void apply(ClientAdministration clients, Actor actor, ClientId clientId);
  }

  private static Arguments row(String name, Change change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void refusesEveryoneButAdministrators(String name, Change change) {
    for (Actor actor :
        List.of(Actors.client("c", "client.self"), Actors.user("s", "alice", "profile"))) {
      assertEquals(
          List.of("FORBIDDEN only an administrator may do this"),
          refusal(() -> change.apply(admin.clients, actor, CLIENT)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changesOfOneThatExists")
  void findsNoClientThatDoesNotExist(String name, Change change) {
    assertEquals(
        List.of("NOT_FOUND there is no client 'gone'"),
        refusal(() -> change.apply(admin.clients, Actor.SETUP, new ClientId("gone"))));
  }
}

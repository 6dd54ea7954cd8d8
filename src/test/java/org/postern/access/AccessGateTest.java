package org.postern.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.entity.ClientSwitch;
import org.postern.entity.Epochs;
import org.postern.entity.Holding;
import org.postern.entity.UserAccess;
import org.postern.fixtures.InMemoryClientStore;
import org.postern.fixtures.InMemoryScopeStore;
import org.postern.fixtures.InMemoryUserStore;
import org.postern.fixtures.RegisteredClients;
import org.postern.fixtures.ScopeDefinitions;
import org.postern.fixtures.UserAccounts;
import org.postern.oauth.GrantType;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.store.Assignment;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;

/** The gate in the order of its questions: client, grant, owner or user, epochs, scope. */
class AccessGateTest {

  private static final String[] ALL = {
    "read", "own", "profile", "staff", "postern.admin", "postern.clients", "undefined"
  };

  private static final InMemoryScopeStore SCOPES =
      new InMemoryScopeStore(
          ScopeDefinitions.forBoth("read"),
          ScopeDefinitions.forClients("own"),
          ScopeDefinitions.forUsers("profile"),
          ScopeDefinitions.forUsers("staff", "employee", "contractor"),
          ScopeDefinitions.forBoth("postern.admin", "administrator"),
          ScopeDefinitions.forUsers("postern.clients", "administrator", "client-owner"),
          ScopeDefinitions.forBoth("unregistered"));

  private static RegisteredClients client() {
    return RegisteredClients.confidential("reporting")
        .scopes(ALL)
        .with(
            settings -> settings.grants(List.of(GrantType.CLIENT_CREDENTIALS, GrantType.PASSWORD)));
  }

  private static UserAccounts user() {
    return UserAccounts.named("alice");
  }

  private static Holding own(String... scope) {
    return new Holding(1, null, GrantType.CLIENT_CREDENTIALS, Scope.of(scope), new Epochs(1, 0, 0));
  }

  private static Holding forOwner(long ownerEpoch, String... scope) {
    return new Holding(
        1, null, GrantType.CLIENT_CREDENTIALS, Scope.of(scope), new Epochs(1, ownerEpoch, 0));
  }

  private static Holding ofUser(Epochs epochs, String... scope) {
    return new Holding(1, 7L, GrantType.PASSWORD, Scope.of(scope), epochs);
  }

  private static Verdict judge(
      Holding holding, RegisteredClient client, UserAccount user, Assignment assignment) {
    InMemoryClientStore clients = new InMemoryClientStore(client);
    clients.assign(7, assignment);
    return new AccessGate(clients, new InMemoryUserStore(user), SCOPES).judge(holding);
  }

  @Test
  void anUnknownClientHoldsNothing() {
    AccessGate gate = new AccessGate(new InMemoryClientStore(), new InMemoryUserStore(), SCOPES);

    assertEquals(new Verdict.Refused(RefusalReason.CLIENT_UNKNOWN), gate.judge(own("read")));
  }

  static Stream<Arguments> clientsOwn() {
    return Stream.of(
        Arguments.of("an enabled client", client(), null),
        Arguments.of(
            "a disabled client",
            client().with(settings -> settings.enabled(false)),
            RefusalReason.CLIENT_DISABLED),
        Arguments.of("a raised epoch", client().epoch(2), RefusalReason.EPOCH_PASSED),
        Arguments.of("a lower epoch", client().epoch(0), RefusalReason.EPOCH_PASSED),
        Arguments.of(
            "the grant removed",
            client().with(settings -> settings.grants(List.of(GrantType.PASSWORD))),
            RefusalReason.GRANT_NOT_ALLOWED),
        Arguments.of(
            "no grant at all",
            client().with(settings -> settings.grants(List.of())),
            RefusalReason.GRANT_NOT_ALLOWED),
        Arguments.of(
            "a public client, though registered for the grant",
            RegisteredClients.publicClient("app").scopes(ALL),
            RefusalReason.GRANT_NOT_ALLOWED),
        Arguments.of(
            "a client that no user may use",
            client().with(settings -> settings.userAccess(UserAccess.NOBODY)),
            null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clientsOwn")
  void judgesAClientsOwnToken(String name, RegisteredClients built, RefusalReason refused) {
    RegisteredClient client = built.build();

    Verdict verdict = judge(own("read"), client, user().build(), Assignment.NONE);

    assertEquals(
        refused == null
            ? new Verdict.Granted(client, Optional.empty(), "client:reporting", Scope.of("read"))
            : new Verdict.Refused(refused),
        verdict);
  }

  static Stream<Arguments> owners() {
    return Stream.of(
        Arguments.of("an enabled owner", 7L, user(), "user:alice", null),
        Arguments.of("no owner", null, user(), null, RefusalReason.OWNER_NOT_ENABLED),
        Arguments.of("a deleted owner", 8L, user(), null, RefusalReason.OWNER_NOT_ENABLED),
        Arguments.of(
            "a disabled owner", 7L, user().disabled(), null, RefusalReason.OWNER_NOT_ENABLED),
        Arguments.of("a locked owner", 7L, user().locked(), null, RefusalReason.OWNER_NOT_ENABLED),
        Arguments.of(
            "an owner enabled again", 7L, user().epoch(2), null, RefusalReason.EPOCH_PASSED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("owners")
  void speaksForTheOwnerOnlyWhileThereIsOne(
      String name, Long ownerId, UserAccounts owner, String subject, RefusalReason refused) {
    RegisteredClient client =
        client()
            .with(settings -> settings.set(ClientSwitch.ACTS_FOR_OWNER, true).ownerId(ownerId))
            .build();

    Verdict verdict = judge(forOwner(1, "read"), client, owner.build(), Assignment.NONE);

    assertEquals(
        refused == null
            ? new Verdict.Granted(client, Optional.empty(), subject, Scope.of("read"))
            : new Verdict.Refused(refused),
        verdict);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "for its owner: one of the roles,          true,  contractor, true",
    "for its owner: another role,              true,  viewer,     false",
    "for itself: roles bind users alone,       false, viewer,     true",
  })
  void givesAClientForItsOwnerNoMoreThanTheOwnersRolesDo(
      String name, boolean actsForOwner, String role, boolean allowed) {
    RegisteredClient client =
        client()
            .scopes("desk")
            .with(s -> s.set(ClientSwitch.ACTS_FOR_OWNER, actsForOwner).ownerId(7L))
            .build();
    Holding holding = actsForOwner ? forOwner(1, "desk") : own("desk");
    InMemoryUserStore users = new InMemoryUserStore(user().roles(role).build());
    InMemoryScopeStore scopes =
        new InMemoryScopeStore(ScopeDefinitions.forBoth("desk", "employee", "contractor"));

    Verdict verdict = new AccessGate(new InMemoryClientStore(client), users, scopes).judge(holding);

    assertEquals(
        allowed
            ? new Verdict.Granted(
                client,
                Optional.empty(),
                actsForOwner ? "user:alice" : "client:reporting",
                Scope.of("desk"))
            : new Verdict.Refused(RefusalReason.SCOPE_NOT_ALLOWED),
        verdict);
  }

  /** A token never changes whom it speaks for. */
  @Test
  void doesNotOutliveTheSwitchEitherWay() {
    RegisteredClient on =
        client().with(s -> s.set(ClientSwitch.ACTS_FOR_OWNER, true).ownerId(7L)).build();
    RegisteredClient off = client().with(s -> s.ownerId(7L)).build();

    assertEquals(
        new Verdict.Refused(RefusalReason.EPOCH_PASSED),
        judge(own("read"), on, user().build(), Assignment.NONE));
    assertEquals(
        new Verdict.Refused(RefusalReason.EPOCH_PASSED),
        judge(forOwner(1, "read"), off, user().build(), Assignment.NONE));
  }

  /**
   * A client does not speak for its owner just because it has one. Only the switch makes it do so.
   */
  @Test
  void doesNotSpeakForAnOwnerUnasked() {
    RegisteredClient client = client().with(settings -> settings.ownerId(7L)).build();

    Verdict verdict = judge(own("read"), client, user().disabled().build(), Assignment.NONE);

    assertEquals(
        new Verdict.Granted(client, Optional.empty(), "client:reporting", Scope.of("read")),
        verdict);
  }

  static Stream<Arguments> users() {
    Epochs good = new Epochs(1, 1, 3);
    Assignment assigned = new Assignment(true, 3);
    return Stream.of(
        Arguments.of("assigned and enabled", UserAccess.ASSIGNED, user(), assigned, good, null),
        Arguments.of(
            "unknown",
            UserAccess.ASSIGNED,
            user().id(8),
            assigned,
            good,
            RefusalReason.USER_UNKNOWN),
        Arguments.of(
            "disabled",
            UserAccess.ASSIGNED,
            user().disabled(),
            assigned,
            good,
            RefusalReason.USER_DISABLED),
        Arguments.of(
            "locked",
            UserAccess.ASSIGNED,
            user().locked(),
            assigned,
            good,
            RefusalReason.USER_LOCKED),
        Arguments.of(
            "the user's epoch raised",
            UserAccess.ASSIGNED,
            user().epoch(2),
            assigned,
            good,
            RefusalReason.EPOCH_PASSED),
        Arguments.of(
            "the client's epoch raised",
            UserAccess.ASSIGNED,
            user(),
            assigned,
            new Epochs(0, 1, 3),
            RefusalReason.EPOCH_PASSED),
        Arguments.of(
            "un-assigned",
            UserAccess.ASSIGNED,
            user(),
            new Assignment(false, 4),
            good,
            RefusalReason.USER_NOT_ASSIGNED),
        Arguments.of(
            "un-assigned and assigned again",
            UserAccess.ASSIGNED,
            user(),
            new Assignment(true, 4),
            good,
            RefusalReason.EPOCH_PASSED),
        Arguments.of(
            "never assigned",
            UserAccess.ASSIGNED,
            user(),
            Assignment.NONE,
            new Epochs(1, 1, 0),
            RefusalReason.USER_NOT_ASSIGNED),
        Arguments.of(
            "never assigned, open to everyone",
            UserAccess.EVERYONE,
            user(),
            Assignment.NONE,
            new Epochs(1, 1, 0),
            null),
        Arguments.of(
            "un-assigned, open to everyone, a token from before",
            UserAccess.EVERYONE,
            user(),
            new Assignment(false, 4),
            good,
            RefusalReason.EPOCH_PASSED),
        Arguments.of(
            "un-assigned, open to everyone, a token from after",
            UserAccess.EVERYONE,
            user(),
            new Assignment(false, 4),
            new Epochs(1, 1, 4),
            null),
        Arguments.of(
            "assigned, open to nobody",
            UserAccess.NOBODY,
            user(),
            assigned,
            good,
            RefusalReason.USER_NOT_ASSIGNED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("users")
  void judgesATokenWithAUser(
      String name,
      UserAccess userAccess,
      UserAccounts built,
      Assignment assignment,
      Epochs epochs,
      RefusalReason refused) {
    RegisteredClient client = client().with(settings -> settings.userAccess(userAccess)).build();
    UserAccount user = built.build();

    Verdict verdict = judge(ofUser(epochs, "read"), client, user, assignment);

    assertEquals(
        refused == null
            ? new Verdict.Granted(client, Optional.of(user), "user:alice", Scope.of("read"))
            : new Verdict.Refused(refused),
        verdict);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the group,           staff,  true",
    "in other case,       STAFF,  true",
    "another group,       guests, false",
    "a part of its name,  sta,    false",
  })
  void letsMembersOfAGroupInWhereUsersAreAssigned(String name, String group, boolean allowed) {
    UserAccount user = user().groups("others", group).build();
    RegisteredClient assigned = ofGroup(UserAccess.ASSIGNED);
    RegisteredClient closed = ofGroup(UserAccess.NOBODY);
    Holding holding = ofUser(new Epochs(1, 1, 0), "read");

    assertEquals(
        allowed
            ? new Verdict.Granted(assigned, Optional.of(user), "user:alice", Scope.of("read"))
            : new Verdict.Refused(RefusalReason.USER_NOT_ASSIGNED),
        judge(holding, assigned, user, Assignment.NONE));
    assertEquals(
        new Verdict.Refused(RefusalReason.USER_NOT_ASSIGNED),
        judge(holding, closed, user, Assignment.NONE));
  }

  private static RegisteredClient ofGroup(UserAccess userAccess) {
    return client()
        .with(settings -> settings.userAccess(userAccess).userGroups(List.of("staff")))
        .build();
  }

  @Test
  void leavesAOneTimePasswordNothingButToSetAnother() {
    RegisteredClient client = client().build();
    UserAccount user = user().oneTimePassword().build();
    Assignment assigned = new Assignment(true, 3);
    Epochs epochs = new Epochs(1, 1, 3);

    assertEquals(
        new Verdict.Granted(
            client, Optional.of(user), "user:alice", Scope.of(Scope.PASSWORD_CHANGE)),
        judge(ofUser(epochs, Scope.PASSWORD_CHANGE, "read"), client, user, assigned));
    assertEquals(
        new Verdict.Refused(RefusalReason.SCOPE_NOT_ALLOWED),
        judge(ofUser(epochs, "read", "profile"), client, user, assigned));
    assertEquals(
        new Verdict.Refused(RefusalReason.SCOPE_NOT_ALLOWED),
        judge(ofUser(epochs, Scope.PASSWORD_CHANGE), client, user().build(), assigned));
  }

  static Stream<Arguments> publicPasswordClients() {
    return Stream.of(
        Arguments.of("with the loud switch", true, null),
        Arguments.of("without it", false, RefusalReason.GRANT_NOT_ALLOWED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("publicPasswordClients")
  void asksForTheSwitchBeforeAPublicClientUsesPasswords(
      String name, boolean allowed, RefusalReason refused) {
    RegisteredClient client =
        RegisteredClients.publicClient("app")
            .scopes(ALL)
            .with(
                settings ->
                    settings
                        .grants(List.of(GrantType.PASSWORD))
                        .userAccess(UserAccess.EVERYONE)
                        .set(ClientSwitch.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT, allowed))
            .build();
    UserAccount user = user().build();

    Verdict verdict = judge(ofUser(new Epochs(1, 1, 0), "read"), client, user, Assignment.NONE);

    assertEquals(
        refused == null
            ? new Verdict.Granted(client, Optional.of(user), "user:alice", Scope.of("read"))
            : new Verdict.Refused(refused),
        verdict);
  }

  static Stream<Arguments> scopes() {
    Scope all = Scope.of(ALL);
    return Stream.of(
        Arguments.of(
            "a client's own: not what is for users only",
            client(),
            null,
            all,
            Scope.of("read", "own", "postern.admin")),
        Arguments.of(
            "speaking for its owner: no administration",
            client().with(settings -> settings.set(ClientSwitch.ACTS_FOR_OWNER, true).ownerId(7L)),
            null,
            all,
            Scope.of("read", "own")),
        Arguments.of(
            "a user's token of such a client carries the user's roles",
            client().with(settings -> settings.set(ClientSwitch.ACTS_FOR_OWNER, true).ownerId(7L)),
            user().roles("administrator"),
            all,
            Scope.of("read", "profile", "postern.admin", "postern.clients")),
        Arguments.of(
            "a user without roles: not what is for clients only or needs a role",
            client(),
            user(),
            all,
            Scope.of("read", "profile")),
        Arguments.of(
            "one role of two is enough",
            client(),
            user().roles("contractor"),
            all,
            Scope.of("read", "profile", "staff")),
        Arguments.of(
            "a role carries what it carries",
            client(),
            user().roles("client-owner"),
            all,
            Scope.of("read", "profile", "postern.clients")),
        Arguments.of(
            "roles do not widen what the client may ask for",
            client().scopes("read"),
            user().roles("administrator"),
            all,
            Scope.of("read")),
        Arguments.of(
            "what the client is not registered for",
            client(),
            null,
            Scope.of("unregistered"),
            Scope.EMPTY),
        Arguments.of(
            "a client registered for nothing has nothing",
            client().scopes(),
            null,
            all,
            Scope.EMPTY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scopes")
  void leavesOfAScopeWhatIsAllowedNow(
      String name, RegisteredClients client, UserAccounts user, Scope asked, Scope left) {
    AccessGate gate = new AccessGate(new InMemoryClientStore(), new InMemoryUserStore(), SCOPES);

    assertEquals(
        left,
        gate.permitted(asked, client.build(), Optional.ofNullable(user).map(UserAccounts::build)));
  }

  static Stream<Arguments> held() {
    return Stream.of(
        Arguments.of("all of it is left", own("read", "own"), Scope.of("read", "own")),
        Arguments.of("a part is left", own("profile", "read"), Scope.of("read")),
        Arguments.of("none of it is left", own("profile"), null),
        Arguments.of("it never had any", own(), Scope.EMPTY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("held")
  void aTokenDiesWhenNothingOfItsScopeIsLeft(String name, Holding holding, Scope left) {
    RegisteredClient client = client().build();

    Verdict verdict = judge(holding, client, user().build(), Assignment.NONE);

    assertEquals(
        left == null
            ? new Verdict.Refused(RefusalReason.SCOPE_NOT_ALLOWED)
            : new Verdict.Granted(client, Optional.empty(), "client:reporting", left),
        verdict);
  }

  /** A scope is chosen only after the holder has been judged. */
  @Test
  void judgesTheHolderWhateverTheScope() {
    RegisteredClient client = client().build();
    RegisteredClient disabled = client().with(settings -> settings.enabled(false)).build();
    UserAccount user = user().build();
    Assignment assigned = new Assignment(true, 3);
    Holding own = own("profile");
    Holding users = ofUser(new Epochs(1, 1, 3), "own");
    InMemoryClientStore clients = new InMemoryClientStore(client);
    clients.assign(7, assigned);
    AccessGate gate = new AccessGate(clients, new InMemoryUserStore(user), SCOPES);

    Admission.Admitted ofClient =
        new Admission.Admitted(client, Optional.empty(), "client:reporting");
    Admission.Admitted ofUser = new Admission.Admitted(client, Optional.of(user), "user:alice");
    assertEquals(ofClient, gate.judgeHolder(own));
    assertEquals(ofClient, gate.judgeHolder(own, client));
    assertEquals(ofUser, gate.judgeHolder(users));
    assertEquals(ofUser, gate.judgeHolder(users, client, user, assigned));
    assertEquals(
        new Verdict.Refused(RefusalReason.USER_NOT_ASSIGNED),
        gate.judgeHolder(users, client, user, Assignment.NONE));
    assertEquals(
        new Verdict.Refused(RefusalReason.CLIENT_DISABLED), gate.judgeHolder(own, disabled));
  }
}

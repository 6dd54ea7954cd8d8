package org.postern.admin.user;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Actors;
import org.postern.admin.common.Operator;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.ProblemLists;
import org.postern.admin.common.SettingValues;
import org.postern.admin.transfer.Administrations;
import org.postern.config.Clock;
import org.postern.oauth.ClientId;
import org.postern.store.UserAccount;

class UserAdministrationTest {

  private final Administrations admin = new Administrations();

  @BeforeEach
  void createUser() {
    HashedPassword password = admin.passwords.prepare("alice", "correct horse");
    admin.inTransaction(
        () ->
            admin.users.create(
                Actor.SETUP,
                "Alice",
                UserChange.NONE.with(UserSetting.ROLES, List.of("viewer")),
                Optional.of(password)));
  }

  private UserAccount alice() {
    return admin.userStore.findByUsername("alice").orElseThrow();
  }

  private Actor self() {
    return Actors.user(alice().subject(), "alice", "profile");
  }

  private void change(UserChange change) {
    admin.inTransaction(() -> admin.users.change(Actor.SETUP, "ALICE", change));
  }

  private List<String> refusal(Runnable work) {
    return ProblemLists.of(() -> admin.inTransaction(work));
  }

  private String lastAudit() {
    List<String> lines = admin.auditLines();
    return lines.get(lines.size() - 1);
  }

  @Test
  void createsAUserInTheFormOfRfc8265() {
    assertEquals("alice", alice().username());
    assertEquals(Set.of("viewer"), alice().roles());
    assertTrue(admin.passwordHash.matches("correct horse", alice().passwordHash()));
    assertEquals(
        "user.created system:setup - alice {\"after\":{\"username\":\"alice\","
            + "\"display_name\":\"\",\"email\":\"\",\"roles\":[\"viewer\"],\"enabled\":true,"
            + "\"locked\":false,\"password\":\"(hidden)\"}}",
        lastAudit());
  }

  @Test
  void refusesAUserNameThatExistsInAnotherForm() {
    assertEquals(
        List.of("CONFLICT /username: there is already a user of this name"),
        refusal(() -> admin.users.create(Actor.SETUP, "ALICE", UserChange.NONE, Optional.empty())));
  }

  @Test
  void refusesAPasswordThatIsNotAllowed() {
    assertEquals(
        List.of("INVALID /password: must have 12 to 256 characters"),
        ProblemLists.of(() -> admin.passwords.prepare("alice", "")));
  }

  @Test
  void endsEveryTokenByDisablingAndRevivesNoneByEnabling() {
    long epoch = alice().epoch();
    change(UserChange.NONE.with(UserSetting.ENABLED, false));
    assertFalse(alice().enabled());
    long disabled = alice().epoch();
    change(UserChange.NONE.with(UserSetting.ENABLED, true));

    assertTrue(disabled > epoch);
    assertEquals(disabled, alice().epoch());
    assertTrue(alice().enabled());
  }

  @Test
  void endsEveryTokenByLocking() {
    long epoch = alice().epoch();
    change(UserChange.NONE.with(UserSetting.LOCKED, true));

    assertTrue(alice().locked());
    assertTrue(alice().epoch() > epoch);

    change(UserChange.NONE.with(UserSetting.LOCKED, false));
    assertFalse(alice().locked());
  }

  /** A new password and unlocking both reset the count of failed passwords. */
  @Test
  void forgivesFailedPasswordsWithAnotherPasswordAndByUnlocking() {
    assertEquals(List.of("alice"), admin.forgiven);
    change(UserChange.NONE.with(UserSetting.LOCKED, true));
    change(UserChange.NONE.with(UserSetting.ENABLED, false));
    change(UserChange.NONE.with(UserSetting.ENABLED, true));
    assertEquals(List.of("alice"), admin.forgiven);

    change(UserChange.NONE.with(UserSetting.LOCKED, false));
    assertEquals(List.of("alice", "alice"), admin.forgiven);
    change(UserChange.NONE.with(UserSetting.LOCKED, false));
    assertEquals(List.of("alice", "alice"), admin.forgiven);
    HashedPassword password = admin.passwords.prepare("alice", "quite another one");
    admin.inTransaction(() -> admin.users.changePassword(Actor.SETUP, "alice", password));

    assertEquals(List.of("alice", "alice", "alice"), admin.forgiven);
  }

  @Test
  void endsNoTokenByChangingTheProfile() {
    long epoch = alice().epoch();
    UserDetails changed =
        admin.inTransaction(
            () ->
                admin.users.changeProfile(
                    self(), SettingValues.NONE.with(UserSetting.DISPLAY_NAME, "Alice A")));

    assertEquals("Alice A", changed.get(UserSetting.DISPLAY_NAME));
    assertEquals(Optional.of(changed), admin.users.findProfile(self()));
    assertEquals(epoch, alice().epoch());
    assertEquals(
        "user.changed user:alice - alice {\"before\":{\"display_name\":\"\"},"
            + "\"after\":{\"display_name\":\"Alice A\"}}",
        lastAudit());
  }

  @Test
  void leavesWhatIsNotTheProfile() {
    SettingValues values =
        UserSetting.DEFAULTS
            .with(UserSetting.EMAIL, "a@example.org")
            .with(UserSetting.ROLES, List.of("administrator"))
            .with(UserSetting.ENABLED, false)
            .with(UserSetting.LOCKED, true);

    UserDetails changed = admin.inTransaction(() -> admin.users.changeProfile(self(), values));

    assertEquals(
        UserSetting.DEFAULTS
            .with(UserSetting.EMAIL, "a@example.org")
            .with(UserSetting.ROLES, List.of("viewer")),
        changed.values());
  }

  @Test
  void refusesAProfileThatIsNotAllowed() {
    SettingValues wrong =
        SettingValues.NONE.with(UserSetting.DISPLAY_NAME, "a\u0085").with(UserSetting.EMAIL, "x");

    assertEquals(
        List.of(
            "INVALID /display_name: must not contain control characters",
            "INVALID /email: must be an e-mail address, or empty"),
        refusal(() -> admin.users.changeProfile(self(), wrong)));
    assertEquals(
        List.of("NOT_FOUND there is no such user"),
        refusal(
            () ->
                admin.users.changeProfile(
                    Actors.user("user:gone", "gone", "profile"), SettingValues.NONE)));
  }

  @Test
  void endsEveryTokenByANewPassword() {
    long epoch = alice().epoch();
    HashedPassword password = admin.passwords.prepare("alice", "battery staple");
    admin.inTransaction(() -> admin.users.changePassword(Actor.SETUP, "alice", password));

    assertTrue(admin.passwordHash.matches("battery staple", alice().passwordHash()));
    assertTrue(alice().epoch() > epoch);
    assertEquals("user.password_changed system:setup - alice -", lastAudit());
  }

  @Test
  void resetsAPasswordByAOneTimeValueThatIsShownOnce() {
    long epoch = alice().epoch();
    Instant before = new Clock().now();
    OneTimePassword password =
        admin.passwordReset.reset(Actor.SETUP, "alice", Optional.of(Duration.ofHours(2)));

    assertTrue(password.value().matches("[0-9a-z]{5}(-[0-9a-z]{5}){3}"), password.value());
    assertTrue(admin.passwordHash.matches(password.value(), alice().passwordHash()));
    assertTrue(alice().oneTimePassword());
    assertEquals(password.expires().truncatedTo(MICROS), alice().passwordExpires());
    assertFalse(password.expires().isBefore(before.plus(Duration.ofHours(2))));
    assertTrue(alice().epoch() > epoch);
    assertEquals("user.password_reset system:setup - alice -", lastAudit());
    assertFalse(password.toString().contains(password.value()));
  }

  @Test
  void resetsNoPasswordForAnyoneElseOrForLong() {
    String hash = alice().passwordHash();

    assertEquals(
        List.of("FORBIDDEN only an administrator may do this"),
        ProblemLists.of(() -> admin.passwordReset.reset(self(), "alice", Optional.empty())));
    assertEquals(
        List.of("INVALID /lifetime: must be from PT1M to PT720H"),
        ProblemLists.of(
            () ->
                admin.passwordReset.reset(
                    Actor.SETUP, "alice", Optional.of(Duration.ofDays(30).plusSeconds(1)))));
    assertEquals(hash, alice().passwordHash());
  }

  @Test
  void makesAnOrdinaryPasswordOfAOneTimePassword() {
    admin.passwordReset.reset(Actor.SETUP, "alice", Optional.empty());
    HashedPassword password = admin.passwords.prepare("alice", "battery staple");
    UserAccount verified = alice();
    admin.inTransaction(() -> admin.users.changeOwnPassword(self(), verified, password));

    assertFalse(alice().oneTimePassword());
    assertEquals(Instant.MAX, alice().passwordExpires());
    assertTrue(alice().epoch() > verified.epoch());
    assertEquals("user.password_changed user:alice - alice -", lastAudit());
    assertEquals(
        List.of("CONFLICT the account was changed meanwhile"),
        refusal(() -> admin.users.changeOwnPassword(self(), verified, password)));
  }

  @Test
  void deletesAUserWithTheAssignments() {
    admin.apply("{'version': 1, 'clients': [{'client_id': 'c', 'users': ['alice']}]}");
    long client = admin.clientStore.findByClientId(new ClientId("c")).orElseThrow().id();
    admin.inTransaction(() -> admin.users.delete(Actor.SETUP, "alice", Precondition.NONE));

    assertEquals(Optional.empty(), admin.userStore.findByUsername("alice"));
    assertEquals(List.of(), admin.clientStore.findAssignments(client));
  }

  @Test
  void refusesToDeleteTheOwnerOfAClient() {
    admin.apply(
        """
        {'version': 1, 'clients': [{'client_id': 'd', 'owner': 'alice'},
                                   {'client_id': 'c', 'owner': 'alice'}]}
        """);

    assertEquals(
        List.of("CONFLICT the user owns the clients c, d"),
        refusal(() -> admin.users.delete(Actor.SETUP, "alice", Precondition.NONE)));
  }

  private interface Ending {
    void of(Administrations admin, Actor actor);
  }

  private static final String LAST = LastAdministrator.MESSAGE;

  static Stream<Arguments> endings() {
    return Stream.of(
        ending(
            "the role is taken",
            (admin, actor) ->
                admin.users.change(
                    actor, "Root", UserChange.NONE.with(UserSetting.ROLES, List.of("viewer")))),
        ending(
            "disabled",
            (admin, actor) ->
                admin.users.change(
                    actor, "root", UserChange.NONE.with(UserSetting.ENABLED, false))),
        ending(
            "locked",
            (admin, actor) ->
                admin.users.change(actor, "root", UserChange.NONE.with(UserSetting.LOCKED, true))),
        ending("deleted", (admin, actor) -> admin.users.delete(actor, "root", Precondition.NONE)),
        ending(
            "a password that expires",
            (admin, actor) ->
                admin.users.changePassword(
                    actor,
                    "root",
                    new HashedPassword("hash")
                        .oneTime(Optional.of(Instant.parse("2099-01-01T00:00:00Z"))))));
  }

  private static Arguments ending(String name, Ending ending) {
    return Arguments.of(name, ending);
  }

  private void createAdministrator(String username, Optional<HashedPassword> password) {
    UserChange change = UserChange.NONE.with(UserSetting.ROLES, List.of("ops", "administrator"));
    admin.inTransaction(() -> admin.users.create(Actor.SETUP, username, change, password));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void keepsTheLastAdministrator(String name, Ending ending) {
    Actor root =
        new Operator("subject", "root", Set.of("administrator"), false, 1)
            .actor(Actors.NOW, "192.0.2.1");
    HashedPassword lasting = new HashedPassword("hash");
    createAdministrator("root", Optional.of(lasting));
    createAdministrator("without", Optional.empty());
    createAdministrator(
        "late", Optional.of(lasting.oneTime(Optional.of(Instant.parse("2099-01-01T00:00:00Z")))));
    createAdministrator("disabled", Optional.of(lasting));
    createAdministrator("locked", Optional.of(lasting));
    admin.inTransaction(
        () -> {
          admin.users.change(
              Actor.SETUP, "disabled", UserChange.NONE.with(UserSetting.ENABLED, false));
          admin.users.change(Actor.SETUP, "locked", UserChange.NONE.with(UserSetting.LOCKED, true));
          // A role whose name only contains the name of the administrator role gives no rights.
          admin.users.change(
              Actor.SETUP,
              "alice",
              UserChange.NONE.with(UserSetting.ROLES, List.of("administrators")));
        });
    UserAccount before = admin.userStore.findByUsername("root").orElseThrow();
    int audited = admin.auditLines().size();

    assertEquals(List.of("CONFLICT " + LAST), refusal(() -> ending.of(admin, root)));
    assertEquals(Optional.of(before), admin.userStore.findByUsername("root"));
    assertEquals(audited, admin.auditLines().size());

    createAdministrator("next", Optional.of(lasting.oneTime(Optional.empty())));
    admin.inTransaction(() -> ending.of(admin, root));
    assertNotEquals(Optional.of(before), admin.userStore.findByUsername("root"));
  }

  @Test
  void resetsThePasswordOfTheLastAdministratorForAClientThatAdministers() {
    createAdministrator("root", Optional.of(new HashedPassword("hash")));
    Actor client = Actors.client("ops", "postern.admin");
    admin.passwordReset.reset(client, "root", Optional.empty());

    assertTrue(admin.userStore.findByUsername("root").orElseThrow().oneTimePassword());
  }

  @Test
  void writesNothingWhenNothingDiffers() {
    UserAccount before = alice();
    int audited = admin.auditLines().size();
    change(
        UserChange.NONE.with(UserSetting.ENABLED, true).with(UserSetting.ROLES, List.of("viewer")));

    assertEquals(before, alice());
    assertEquals(audited, admin.auditLines().size());
  }

  static Stream<Arguments> changes() {
    HashedPassword password = new HashedPassword("hash");
    return Stream.of(
        row(
            "create",
            (users, actor, name) -> users.create(actor, "new", UserChange.NONE, Optional.empty())),
        row("change", (users, actor, name) -> users.change(actor, name, UserChange.NONE)),
        row("changePassword", (users, actor, name) -> users.changePassword(actor, name, password)),
        row("delete", (users, actor, name) -> users.delete(actor, name, Precondition.NONE)));
  }

  static Stream<Arguments> changesOfOneThatExists() {
    return changes().filter(row -> !row.get()[0].equals("create"));
  }

  private interface Change {
    void apply(UserAdministration users, Actor actor, String username);
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
          refusal(() -> change.apply(admin.users, actor, "alice")));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changesOfOneThatExists")
  void findsNoUserWhoDoesNotExist(String name, Change change) {
    assertEquals(
        List.of("NOT_FOUND there is no user 'ghost'"),
        refusal(() -> change.apply(admin.users, Actor.SETUP, "ghost")));
  }
}

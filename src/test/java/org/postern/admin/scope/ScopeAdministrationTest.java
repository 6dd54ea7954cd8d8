package org.postern.admin.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Actors;
import org.postern.admin.common.ProblemLists;
import org.postern.admin.common.Revision;
import org.postern.admin.transfer.Administrations;
import org.postern.store.ScopeDefinition;

class ScopeAdministrationTest {

  private static final ScopeChange FOR_USERS =
      ScopeChange.NONE
          .with(ScopeSetting.DESCRIPTION, "D")
          .with(ScopeSetting.AUDIENCE, "user")
          .with(ScopeSetting.ROLES, List.of("r", "q", "r"));

  private final Administrations admin = new Administrations();

  private List<String> refusal(Runnable work) {
    return ProblemLists.of(() -> admin.inTransaction(work));
  }

  @Test
  void definesAScopeForBothByDefault() {
    ScopeDetails created =
        admin.inTransaction(() -> admin.scopes.create(Actor.SETUP, "s", ScopeChange.NONE));

    assertEquals(
        "{\"name\":\"s\",\"description\":\"\",\"for\":\"both\",\"roles\":[],\"resource_servers\":[],"
            + "\"built_in\":false}",
        created.toView().toString());
    assertEquals(
        Optional.of(new ScopeDefinition("s", true, true, Set.of(), false, List.of())),
        admin.scopeStore.find("s"));
  }

  @Test
  void changesWhatIsGivenAndLeavesTheRest() {
    admin.inTransaction(() -> admin.scopes.create(Actor.SETUP, "s", FOR_USERS));
    ScopeDetails changed =
        admin.inTransaction(
            () ->
                admin.scopes.change(
                    Actor.SETUP, "s", ScopeChange.NONE.with(ScopeSetting.DESCRIPTION, "E")));

    assertEquals(
        "{\"name\":\"s\",\"description\":\"E\",\"for\":\"user\",\"roles\":[\"q\",\"r\"],"
            + "\"resource_servers\":[],\"built_in\":false}",
        changed.toView().toString());
    assertEquals(
        "scope.changed system:setup - -"
            + " {\"before\":{\"name\":\"s\",\"description\":\"D\"},\"after\":{\"description\":\"E\"}}",
        admin.auditLines().get(1));
  }

  /** The order and the repeats of names mean nothing. */
  @Test
  void changesNothingIfEveryValueIsTheSame() {
    admin.inTransaction(() -> admin.scopes.create(Actor.SETUP, "s", FOR_USERS));
    Revision before = admin.inTransaction(() -> admin.scopes.show(Actor.SETUP, "s")).revision();
    ScopeChange change = FOR_USERS.with(ScopeSetting.ROLES, List.of("r", "r", "q"));

    admin.inTransaction(() -> admin.scopes.change(Actor.SETUP, "s", change));

    assertEquals(before, admin.inTransaction(() -> admin.scopes.show(Actor.SETUP, "s")).revision());
    assertEquals(1, admin.auditLines().size());
  }

  @Test
  void refusesANameThatExists() {
    admin.inTransaction(() -> admin.scopes.create(Actor.SETUP, "s", ScopeChange.NONE));

    assertEquals(
        List.of("CONFLICT /name: there is already a scope 's'"),
        refusal(() -> admin.scopes.create(Actor.SETUP, "s", ScopeChange.NONE)));
  }

  @Test
  void leavesBuiltInScopesAlone() {
    assertEquals(
        List.of("CONFLICT /name: the scope 'postern.admin' is built in and cannot be changed"),
        refusal(() -> admin.scopes.change(Actor.SETUP, "postern.admin", FOR_USERS)));
    assertEquals(
        List.of("CONFLICT /name: there is already a scope 'client.self'"),
        refusal(() -> admin.scopes.create(Actor.SETUP, "client.self", FOR_USERS)));
  }

  @Test
  void findsNoScopeThatDoesNotExist() {
    assertEquals(
        List.of("NOT_FOUND there is no scope 'gone'"),
        refusal(() -> admin.scopes.change(Actor.SETUP, "gone", ScopeChange.NONE)));
  }

  @Test
  void refusesAResourceServerThatIsNoClient() {
    ScopeChange change =
        ScopeChange.NONE.with(ScopeSetting.RESOURCE_SERVERS, List.of("ghost", "\n"));

    assertEquals(
        List.of(
            "INVALID /resource_servers/0: there is no client 'ghost'",
            "INVALID /resource_servers/1: there is no client '?'"),
        refusal(() -> admin.scopes.create(Actor.SETUP, "s", change)));
  }

  @Test
  void refusesEveryoneButAdministrators() {
    for (Actor actor :
        List.of(Actors.client("c", "client.self"), Actors.user("s", "alice", "profile"))) {
      List<String> forbidden = List.of("FORBIDDEN only an administrator may do this");
      assertEquals(forbidden, refusal(() -> admin.scopes.create(actor, "s", ScopeChange.NONE)));
      assertEquals(forbidden, refusal(() -> admin.scopes.change(actor, "s", ScopeChange.NONE)));
    }
  }
}

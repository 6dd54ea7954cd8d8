package org.postern.admin.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Actors;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.ProblemLists;
import org.postern.admin.transfer.Administrations;
import org.postern.oauth.ClientId;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;

class AccessCheckTest {

  private static final ClientId CLIENT = new ClientId("portal");

  private final Administrations admin = new Administrations();

  @BeforeEach
  void createClientAndUsers() {
    admin.apply(
        "{'version': 1, 'scopes': [{'name': 'read', 'for': 'both'}, {'name': 'staff', 'for':"
            + " 'user', 'roles': ['staff']}], 'users': [{'username': 'alice'}, {'username': 'bob'},"
            + " {'username': 'carol', 'enabled': false}, {'username': 'owner'}], 'clients':"
            + " [{'client_id': 'portal', 'grants': ['password'], 'scopes': ['read', 'staff'],"
            + " 'default_scopes': ['read'], 'users': ['alice', 'carol'], 'owner': 'owner'}]}");
  }

  private static Actor actor(String scope) {
    return Actors.ofToken("subject", Optional.empty(), "caller", Scope.of(scope), "192.0.2.1");
  }

  private UserVerdict ask(String username) {
    return admin.accessCheck.mayUse(actor("postern.admin.read"), CLIENT, username);
  }

  private void change(ClientChange change) {
    admin.inTransaction(() -> admin.clients.change(Actor.SETUP, CLIENT, Precondition.NONE, change));
  }

  @Test
  void tellsWhatAnAssignedUserMayGet() {
    assertEquals(
        new UserVerdict("alice", true, Optional.empty(), Scope.of("read"), Scope.of("read"), false),
        ask("ALICE"));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of("nobody of this name", "ghost", RefusalReason.USER_UNKNOWN),
        Arguments.of("no name at all", "", RefusalReason.USER_UNKNOWN),
        Arguments.of("a user who is not assigned", "bob", RefusalReason.USER_NOT_ASSIGNED),
        Arguments.of("a disabled user", "carol", RefusalReason.USER_DISABLED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void tellsWhyNot(String name, String username, RefusalReason reason) {
    assertEquals(Optional.of(reason), ask(username).refused());
  }

  @Test
  void followsTheAssignment() {
    admin.inTransaction(() -> admin.clients.assign(Actor.SETUP, CLIENT, "bob"));
    assertTrue(ask("bob").allowed());

    admin.inTransaction(() -> admin.clients.unassign(Actor.SETUP, CLIENT, "bob"));
    assertEquals(Optional.of(RefusalReason.USER_NOT_ASSIGNED), ask("bob").refused());
  }

  @Test
  void followsTheClient() {
    change(ClientChange.NONE.with(ClientSetting.USER_ACCESS, "everyone"));
    assertTrue(ask("bob").allowed());

    change(ClientChange.NONE.with(ClientSetting.GRANTS, List.of("client_credentials")));
    assertEquals(Optional.of(RefusalReason.GRANT_NOT_ALLOWED), ask("bob").refused());

    change(ClientChange.NONE.with(ClientSetting.ENABLED, false));
    assertEquals(Optional.of(RefusalReason.CLIENT_DISABLED), ask("bob").refused());
  }

  @Test
  void tellsNothingToWhomMayNotSeeTheClient() {
    Actor owner =
        Actors.ofToken(
            subject("owner"),
            Optional.of("owner"),
            "caller",
            Scope.of("postern.clients"),
            "192.0.2.1");
    Actor other =
        Actors.ofToken(
            subject("bob"), Optional.of("bob"), "caller", Scope.of("postern.clients"), "192.0.2.1");

    assertTrue(admin.accessCheck.mayUse(owner, CLIENT, "alice").allowed());
    assertEquals(
        List.of("NOT_FOUND there is no client 'portal'"),
        ProblemLists.of(() -> admin.accessCheck.mayUse(other, CLIENT, "alice")));
    assertEquals(
        List.of("FORBIDDEN only an administrator or a viewer may see this"),
        ProblemLists.of(() -> admin.accessCheck.mayUse(actor("read"), CLIENT, "alice")));
  }

  @Test
  void tellsAnOwnerYesOrNoAndNothingElseAboutUsers() {
    Actor owner =
        Actors.ofToken(
            subject("owner"),
            Optional.of("owner"),
            "caller",
            Scope.of("postern.clients"),
            "192.0.2.1");

    for (String name : List.of("bob", "carol", "ghost")) {
      assertEquals(
          new UserVerdict(name, false, Optional.empty(), Scope.EMPTY, Scope.EMPTY, false),
          admin.accessCheck.mayUse(owner, CLIENT, name));
    }
    assertEquals(
        new UserVerdict("alice", true, Optional.empty(), Scope.EMPTY, Scope.EMPTY, false),
        admin.accessCheck.mayUse(owner, CLIENT, "alice"));
    change(ClientChange.NONE.with(ClientSetting.ENABLED, false));
    for (String name : List.of("alice", "bob", "ghost")) {
      assertEquals(
          new UserVerdict(name, false, Optional.empty(), Scope.EMPTY, Scope.EMPTY, false),
          admin.accessCheck.mayUse(owner, CLIENT, name));
    }
  }

  private String subject(String username) {
    return admin.userStore.findByUsername(username).orElseThrow().subject();
  }
}

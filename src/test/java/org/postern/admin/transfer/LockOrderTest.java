package org.postern.admin.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Actors;
import org.postern.admin.common.Precondition;
import org.postern.oauth.AdminScopes;
import org.postern.oauth.ClientId;
import org.postern.oauth.Scope;

/** Two changes that lock the same rows in different orders could wait for each other. */
class LockOrderTest {

  private static final Actor ADMINISTRATOR =
      Actors.ofToken(
          "user:subject", Optional.of("zoe"), "app", Scope.parse(AdminScopes.ADMIN), "192.0.2.1");

  private final Administrations admin = new Administrations();

  @BeforeEach
  void createEverything() {
    admin.apply(
        """
        {'version': 1,
         'users': [{'username': 'mary', 'roles': ['client-owner']},
                   {'username': 'bob', 'roles': ['client-owner']},
                   {'username': 'zoe', 'password': 'a long enough password',
                    'roles': ['administrator']}],
         'clients': [{'client_id': 'app', 'user_access': 'nobody'},
                     {'client_id': 'b', 'owner': 'mary', 'client_secret': 'a secret of b'},
                     {'client_id': 'a', 'owner': 'mary', 'client_secret': 'a secret of a'},
                     {'client_id': 'm', 'owner': 'bob', 'users': ['zoe']},
                     {'client_id': 'z'}],
         'scopes': [{'name': 's3'}, {'name': 's2', 'resource_servers': ['z', 'm']},
                    {'name': 's1', 'resource_servers': ['a', 'z']}]}
        """);
    admin.locked.clear();
  }

  private List<String> lockedInOrder() {
    return admin.locked.stream().distinct().toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          an owner is disabled | {'username': 'mary', 'enabled': false} | user mary, client a, client b, client z
          an owner loses the role | {'username': 'mary', 'roles': []} | user mary, client a, client b, client z
          an owner gets another role | {'username': 'mary', 'roles': ['administrator']} | user mary, client z
          an owner changes otherwise | {'username': 'mary', 'display_name': 'Mary'} | user mary, client z
          """)
  void anImportLocksTheClientsWhoseOwnerLeavesBeforeItChangesAnything(
      String name, String user, String locked) {
    ImportPlan plan =
        admin.configurationImport.run(
            ADMINISTRATOR,
            "{'version': 1, 'users': [%s], 'clients': [{'client_id': 'z', 'name': 'New'}]}"
                .formatted(user)
                .replace('\'', '"'),
            new ImportOptions(false, false));

    assertEquals(List.of(locked.split(", ")), lockedInOrder());
    // What the owner's clients go through is in the plan, so it was done under these locks.
    assertEquals(
        locked.contains("client a"),
        plan.changed().stream().anyMatch(item -> item.name().equals("a")));
  }

  @Test
  void anImportThatPrunesLocksEverythingInOneOrder() {
    admin.configurationImport.run(
        ADMINISTRATOR,
        """
        {"version": 1, "scopes": [],
         "clients": [{"client_id": "a", "owner": ""}],
         "users": [{"username": "mary", "enabled": false}]}
        """,
        new ImportOptions(false, true));

    List<String> locked = lockedInOrder();
    assertEquals(
        List.of(
            "user bob",
            "user mary",
            "user zoe",
            "client a",
            "client app",
            "client b",
            "client m",
            "client z"),
        locked.subList(0, 8));
    assertEquals(
        locked.stream().filter(row -> row.startsWith("scope ")).sorted().toList(),
        locked.subList(8, locked.size()));
  }

  @Test
  void anImportLocksTheScopesThatItGives() {
    admin.configurationImport.run(
        ADMINISTRATOR,
        """
        {"version": 1, "clients": [{"client_id": "z", "scopes": ["s3", "s1"]},
                                   {"client_id": "new", "scopes": ["s2"]}]}
        """,
        new ImportOptions(false, false));

    assertEquals(List.of("client z", "scope s1", "scope s2", "scope s3"), lockedInOrder());
  }

  @Test
  void aChangeLocksTheScopesThatItGives() {
    admin.inTransaction(
        () ->
            admin.clients.change(
                Actor.SETUP,
                new ClientId("z"),
                Precondition.NONE,
                ClientChange.NONE.with(ClientSetting.SCOPES, List.of("s3", "s1"))));

    assertEquals(List.of("client z", "scope s1", "scope s3"), lockedInOrder());
  }

  @Test
  void deletingAResourceServerLocksNoOtherClientOfItsScopes() {
    admin.inTransaction(
        () -> admin.clients.delete(Actor.SETUP, new ClientId("z"), Precondition.NONE));

    assertEquals(List.of("client z", "scope s1", "scope s2"), lockedInOrder());
  }
}

package org.postern.admin.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Actors;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Precondition;
import org.postern.admin.common.Problem;
import org.postern.admin.user.LastAdministrator;
import org.postern.entity.ClientSettings;
import org.postern.entity.ClientType;
import org.postern.entity.TokenLifetime;
import org.postern.entity.UserAccess;
import org.postern.oauth.ClientId;
import org.postern.oauth.GrantType;
import org.postern.oauth.Scope;
import org.postern.store.RegisteredClient;
import org.postern.store.UserAccount;

class ImportAdministrationTest {

  private final Administrations admin = new Administrations();

  @Test
  void createsScopesUsersAndClientsInOneFile() {
    boolean applied =
        admin.apply(
            """
            {'version': 1,
             'scopes': [{'name': 'read', 'description': 'Read', 'for': 'client',
                         'roles': ['r2', 'r1'], 'resource_servers': ['api']}],
             'users': [{'username': 'Alice', 'password': 'secret password',
                        'display_name': 'Alice A', 'email': 'a@example.org', 'roles': ['viewer']}],
             'clients': [{'client_id': 'api', 'client_secret': 'the api secret'},
                         {'client_id': 'batch', 'grants': ['client_credentials'],
                          'scopes': ['read'], 'default_scopes': ['read'],
                          'secrets': [{'label': 'old', 'value': 's1',
                                       'expires': '2030-01-01T00:00:00Z'},
                                      {'label': 'new', 'value': 's2'}],
                          'users': ['ALICE'], 'owner': 'alice', 'acts_for_owner': true}]}
            """);

    assertTrue(applied);
    UserAccount alice = user("alice");
    assertEquals(Set.of("viewer"), alice.roles());
    assertTrue(admin.passwordHash.matches("secret password", alice.passwordHash()));
    RegisteredClient batch = client("batch");
    assertEquals(Set.of(GrantType.CLIENT_CREDENTIALS), batch.settings().grants());
    assertEquals(Scope.of("read"), batch.settings().defaultScopes());
    assertEquals(alice.id(), batch.settings().ownerId());
    assertEquals(List.of("old", "new"), labels(batch));
    assertTrue(admin.secretHash.matches(batch.clientId(), "s2", batch.secrets().get(1).hash()));
    assertTrue(admin.clientStore.findAssignment(batch.id(), alice.id()).assigned());
    var read = admin.scopeStore.find("read").orElseThrow();
    assertEquals(List.of("api"), read.resourceServers());
    assertEquals(Set.of("r1", "r2"), read.roles());
    assertFalse(read.forUsers());
  }

  @Test
  void givesANewClientTheDefaults() {
    admin.apply("{'version': 1, 'clients': [{'client_id': 'plain'}]}");

    assertEquals(
        ClientSettings.ofType(ClientType.CONFIDENTIAL).build(), client("plain").settings());
  }

  @Test
  void leavesWhatTheFileDoesNotName() {
    admin.apply(
        """
        {'version': 1,
         'scopes': [{'name': 'a', 'description': 'A', 'for': 'user', 'roles': ['r']}],
         'users': [{'username': 'u', 'password': 'first password', 'display_name': 'U', 'roles': ['r']}],
         'clients': [{'client_id': 'c', 'name': 'C', 'scopes': ['a'], 'default_scopes': ['a'],
                      'user_access': 'everyone', 'access_token_lifetime': 'PT5M',
                      'client_secret': 's1', 'users': ['u'], 'enabled': false},
                     {'client_id': 'other'}]}
        """);
    admin.apply(
        """
        {'version': 1,
         'scopes': [{'name': 'a', 'description': 'B'}],
         'users': [{'username': 'u', 'email': 'u@example.org'}],
         'clients': [{'client_id': 'c', 'description': 'more'}]}
        """);

    ClientSettings settings = client("c").settings();
    assertEquals("C", settings.name());
    assertEquals("more", settings.description());
    assertEquals(Scope.of("a"), settings.scopes());
    assertEquals(UserAccess.EVERYONE, settings.userAccess());
    assertEquals(Duration.ofMinutes(5), settings.lifetime(TokenLifetime.ACCESS_TOKEN));
    assertFalse(settings.enabled());
    assertEquals(List.of("default"), labels(client("c")));
    assertTrue(admin.clientStore.findAssignment(client("c").id(), user("u").id()).assigned());
    assertEquals(Set.of("r"), user("u").roles());
    var scope = admin.scopeStore.find("a").orElseThrow();
    assertFalse(scope.forClients());
    assertEquals(Set.of("r"), scope.roles());
    assertTrue(admin.clientStore.findByClientId(new ClientId("other")).isPresent());
  }

  @Test
  void replacesAListThatIsGiven() {
    admin.apply(
        """
        {'version': 1, 'scopes': [{'name': 'a'}, {'name': 'b'}],
         'users': [{'username': 'u1'}, {'username': 'u2'}],
         'clients': [{'client_id': 'c', 'grants': ['client_credentials', 'password'],
                      'scopes': ['a'], 'users': ['u1'], 'user_groups': ['g1', 'g2']}]}
        """);
    admin.apply(
        """
        {'version': 1,
         'clients': [{'client_id': 'c', 'grants': ['refresh_token'], 'scopes': ['b'],
                      'users': ['u2'], 'user_groups': []}]}
        """);

    RegisteredClient client = client("c");
    assertEquals(Set.of(GrantType.REFRESH_TOKEN), client.settings().grants());
    assertEquals(Scope.of("b"), client.settings().scopes());
    assertEquals(Set.of(), client.settings().userGroups());
    assertFalse(admin.clientStore.findAssignment(client.id(), user("u1").id()).assigned());
    assertEquals(1, admin.clientStore.findAssignment(client.id(), user("u1").id()).epoch());
    assertTrue(admin.clientStore.findAssignment(client.id(), user("u2").id()).assigned());
  }

  @Test
  void setsSecretsAndPasswordsAtCreationOnly() {
    admin.apply(
        """
        {'version': 1, 'users': [{'username': 'u', 'password': 'first password'}],
         'clients': [{'client_id': 'c', 'client_secret': 's1'}]}
        """);
    UserAccount before = user("u");
    RegisteredClient client = client("c");
    admin.apply(
        """
        {'version': 1, 'users': [{'username': 'u', 'password': 'second password'}],
         'clients': [{'client_id': 'c', 'client_secret': 's2'}]}
        """);

    assertEquals(before, user("u"));
    assertEquals(client, client("c"));
  }

  @Test
  void overwritesSecretsAndPasswordsWhenTold() {
    admin.apply(
        """
        {'version': 1, 'users': [{'username': 'u', 'password': 'first password'}],
         'clients': [{'client_id': 'c', 'secrets': [{'label': 'a', 'value': 's1'},
                                                    {'label': 'b', 'value': 's2'}]}]}
        """);
    RegisteredClient before = client("c");
    long epoch = user("u").epoch();
    admin.apply(
        """
        {'version': 1, 'overwrite_secrets': true,
         'users': [{'username': 'u', 'password': 'second password'}],
         'clients': [{'client_id': 'c', 'secrets': [{'label': 'b', 'value': 's2'},
                                                    {'label': 'a', 'value': 's3'}]}]}
        """);

    RegisteredClient after = client("c");
    assertTrue(admin.passwordHash.matches("second password", user("u").passwordHash()));
    assertNotEquals(epoch, user("u").epoch());
    assertEquals(List.of("b", "a"), labels(after));
    assertEquals(before.secrets().get(1), after.secrets().get(0));
    assertTrue(admin.secretHash.matches(after.clientId(), "s3", after.secrets().get(1).hash()));
    assertEquals(before.epoch(), after.epoch());
  }

  @Test
  void leavesAPasswordThatIsTheSameAlready() {
    admin.apply("{'version': 1, 'users': [{'username': 'u', 'password': 'first password'}]}");
    UserAccount before = user("u");
    admin.apply(
        """
        {'version': 1, 'overwrite_secrets': true,
         'users': [{'username': 'u', 'password': 'first password'}]}
        """);

    assertEquals(before, user("u"));
  }

  @Test
  void appliesAContentOnce() {
    String text = "{'version': 1, 'clients': [{'client_id': 'c', 'name': '${env.NAME}'}]}";
    admin.environment.put("NAME", "one");
    assertTrue(admin.apply(text));
    admin.inTransaction(
        () ->
            admin.clients.change(
                Actor.SETUP,
                new ClientId("c"),
                Precondition.NONE,
                ClientChange.NONE.with(ClientSetting.NAME, "mine")));

    assertFalse(admin.apply(text));
    assertEquals("mine", client("c").settings().name());

    admin.environment.put("NAME", "two");
    assertTrue(admin.apply(text));
    assertEquals("two", client("c").settings().name());
  }

  @Test
  void tellsEverythingThatIsWrongAndChangesNothing() {
    admin.apply("{'version': 1, 'clients': [{'client_id': 'app', 'type': 'public'}]}");
    int audited = admin.auditLines().size();

    AdministrationException refusal =
        assertThrows(
            AdministrationException.class,
            () ->
                admin.apply(
                    """
                    {'version': 1,
                     'scopes': [{'name': 'client.self', 'for': 'both'},
                                {'name': 'fine', 'resource_servers': ['app', 'nowhere']}],
                     'users': [{'username': 'new'}],
                     'clients': [{'client_id': 'c', 'scopes': ['fine', 'unknown'],
                                  'owner': 'nobody', 'users': ['new', 'ghost']},
                                 {'client_id': 'd', 'users': ['new', 'ghost']},
                                 {'client_id': 'app', 'type': 'confidential'},
                                 {'client_id': 'e', 'type': 'public', 'client_secret': 's'}]}
                    """));

    assertEquals(
        List.of(
            "/scopes/0/name: the scope 'client.self' is built in and cannot be changed",
            "/clients/0/owner: there is no user 'nobody'",
            "/clients/0/scopes/1: there is no scope 'unknown'",
            "/clients/1/users/1: there is no user 'ghost'",
            "/clients/2/type: cannot be changed, the client is public",
            "/clients/3: a public client has no secrets",
            "/scopes/1/resource_servers/1: there is no client 'nowhere'"),
        refusal.problems().stream().map(Problem::toString).toList());
    assertEquals(Optional.empty(), admin.userStore.findByUsername("new"));
    assertEquals(Optional.empty(), admin.scopeStore.find("fine"));
    assertEquals(audited, admin.auditLines().size());
  }

  @Test
  void writesAnAuditRowForEveryChangeAndNoSecret() {
    admin.apply(
        """
        {'version': 1, 'users': [{'username': 'u', 'password': 'the password'}],
         'clients': [{'client_id': 'c', 'client_secret': 'the secret', 'users': ['u']}]}
        """);
    admin.apply("{'version': 1, 'clients': [{'client_id': 'c', 'name': 'New'}]}");
    admin.apply("{'version': 1, 'clients': [{'name': 'New', 'client_id': 'c'}]}");

    List<String> lines = admin.auditLines();
    assertEquals(
        List.of(
            "user.created",
            "client.created",
            "client.secret_added",
            "client.user_assigned",
            "import.applied",
            "client.changed",
            "import.applied",
            "import.applied"),
        lines.stream().map(line -> line.substring(0, line.indexOf(' '))).toList());
    assertEquals(
        "client.changed system:setup c - {\"before\":{\"name\":\"\"},\"after\":{\"name\":\"New\"}}",
        lines.get(5));
    assertFalse(String.join("\n", lines).contains("the secret"));
    assertFalse(String.join("\n", lines).contains("the password"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'roles': []",
        "'enabled': false",
        "'locked': true",
        "'password': 'another long password', 'must_change_password': true,"
            + " 'password_expires': '2099-01-01T00:00:00Z'"
      })
  void keepsTheLastAdministrator(String members) {
    admin.apply(
        "{'version': 1, 'users': [{'username': 'root', 'password': 'a long password',"
            + " 'roles': ['administrator']}]}");
    UserAccount before = user("root");
    String last = "{'version': 1, 'overwrite_secrets': true, 'users': [{'username': 'root', ";

    AdministrationException refusal =
        assertThrows(AdministrationException.class, () -> admin.apply(last + members + "}]}"));

    assertEquals(
        List.of("/users: " + LastAdministrator.MESSAGE),
        refusal.problems().stream().map(Problem::toString).toList());
    assertEquals(before, user("root"));
    // The same change is allowed if a later entry of the file adds another administrator.
    admin.apply(
        last
            + members
            + "}, {'username': 'next', 'password': 'a long password', 'roles':"
            + " ['administrator']}]}");
    assertNotEquals(before, user("root"));
  }

  @Test
  void prunesNotTheLastAdministrator() {
    admin.apply(
        "{'version': 1, 'users': [{'username': 'root', 'password': 'a long password',"
            + " 'roles': ['administrator']}]}");
    Actor client = Actors.client("ops", "postern.admin");
    String rest = "{\"version\": 1, \"scopes\": [], \"users\": [], \"clients\": []}";

    AdministrationException refusal =
        assertThrows(
            AdministrationException.class,
            () -> admin.configurationImport.run(client, rest, new ImportOptions(true, true)));

    assertEquals(
        List.of("/users: " + LastAdministrator.MESSAGE),
        refusal.problems().stream().map(Problem::toString).toList());
  }

  @Test
  void changesAScopeAndItsResourceServersTogether() {
    admin.apply("{'version': 1, 'scopes': [{'name': 's', 'description': 'old'}]}");
    admin.apply(
        "{'version': 1, 'scopes': [{'name': 's', 'description': 'new', 'resource_servers': []}]}");

    assertEquals(
        "new", admin.inTransaction(() -> admin.scopeStore.lock("s").orElseThrow().description()));
  }

  private RegisteredClient client(String clientId) {
    return admin.clientStore.findByClientId(new ClientId(clientId)).orElseThrow();
  }

  private UserAccount user(String username) {
    return admin.userStore.findByUsername(username).orElseThrow();
  }

  private static List<String> labels(RegisteredClient client) {
    return client.secrets().stream().map(RegisteredClient.Secret::label).toList();
  }
}

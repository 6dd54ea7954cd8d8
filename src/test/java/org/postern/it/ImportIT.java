package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.it.Postern.Answer;

/**
 * Tests the import, whose format and rules are a public contract, by what clients get afterwards.
 * StartUpIT tests that it is applied at start-up.
 */
class ImportIT extends DeployedWar {

  private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis());

  private final Postern postern = Postern.MANAGED;

  /** Replaces the text ID in the documents of a test. */
  private final String id = "import-" + NEXT.incrementAndGet();

  /** Applies a document, in which an apostrophe stands for a quotation mark. */
  private Answer apply(String document) {
    String json = document.replace('\'', '"').replace("ID", id);
    JsonObject command =
        Json.createObjectBuilder()
            .add("do", "import")
            .add("document", Json.createReader(new StringReader(json)).readObject())
            .build();
    return postern.send(
        postern.request("testing/control").POST(BodyPublishers.ofString(command.toString())));
  }

  private static void assertApplied(Answer answer) {
    assertEquals("{\"applied\":true}", answer.body());
  }

  private Answer token(String clientId, String secret) {
    return postern.post(
        "oauth2/token",
        Optional.of(Postern.basic(clientId.replace("ID", id), secret)),
        "grant_type=client_credentials");
  }

  private void assertWorks(String clientId, String secret) {
    Answer answer = token(clientId, secret);
    assertEquals(200, answer.status(), answer.body());
  }

  private void assertDoesNotWork(String clientId, String secret) {
    Golden.assertAnswer("token/invalid_client.http", token(clientId, secret));
  }

  @Test
  void createsScopesUsersAndClientsOfOneDocument() {
    Answer applied =
        apply(
            """
            {'version': 1,
             'scopes': [{'name': 'ID.read', 'description': 'Read', 'for': 'both',
                         'roles': ['ID-role'], 'resource_servers': ['ID-api']}],
             'users': [{'username': 'ID-user', 'password': 'a good password', 'display_name': 'U',
                        'email': 'u@example.org', 'roles': ['ID-role'], 'enabled': true}],
             'clients': [{'client_id': 'ID-api'},
                         {'client_id': 'ID', 'client_secret': 's', 'name': 'N',
                          'description': 'D', 'type': 'confidential',
                          'grants': ['client_credentials', 'password', 'refresh_token'],
                          'scopes': ['ID.read'], 'default_scopes': ['ID.read'],
                          'user_access': 'assigned', 'users': ['ID-user'],
                          'user_groups': ['staff'], 'owner': 'ID-user', 'acts_for_owner': false,
                          'allow_client_secret_post': true,
                          'allow_password_grant_for_public_client': false,
                          'may_introspect_all': false, 'vouches_for_addresses': false,
                          'access_token_lifetime': 'PT10M',
                          'user_access_token_lifetime': 'PT20M',
                          'refresh_token_lifetime': 'P1D', 'refresh_token_max_lifetime': 'P2D',
                          'replay_window': 'PT10S', 'enabled': true}]}
            """);

    assertApplied(applied);
    Answer ofClient = token("ID", "s");
    assertEquals(id + ".read", ofClient.json().getString("scope"));
    assertEquals(600, ofClient.json().getInt("expires_in"));
    Answer ofUser =
        postern.post(
            "oauth2/token",
            Optional.of(Postern.basic(id, "s")),
            "grant_type",
            "password",
            "username",
            id + "-user",
            "password",
            "a good password");
    assertEquals(200, ofUser.status(), ofUser.body());
    assertEquals(1200, ofUser.json().getInt("expires_in"));
    assertEquals(id + ".read", ofUser.json().getString("scope"));
  }

  @Test
  void givesWhatIsLeftOutItsDefault() {
    assertApplied(apply("{'version': 1, 'clients': [{'client_id': 'ID', 'client_secret': 's'}]}"));

    Answer noGrant = token("ID", "s");
    Answer noScope =
        postern.post(
            "oauth2/token",
            Optional.empty(),
            "grant_type=password&client_id=" + id + "&client_secret=s");

    assertEquals("unauthorized_client", noGrant.error());
    assertEquals("unauthorized_client", noScope.error());
  }

  // A wrong document is refused as a whole, and the answer names every problem.

  static Stream<Arguments> wrongDocuments() {
    return Stream.of(
        arguments("no version", "{}", "/version: is missing"),
        arguments("other version", "{'version': 2}", "/version: must be the number 1"),
        arguments("version as a string", "{'version': '1'}", "/version: must be the number 1"),
        arguments("unknown member", "{'version': 1, 'client': []}", "/client: is not known"),
        arguments(
            "unknown member of a client",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'scope': []}]}",
            "/clients/0/scope: is not known"),
        arguments(
            "unknown member of a scope",
            "{'version': 1, 'scopes': [{'name': 'ID', 'role': []}]}",
            "/scopes/0/role: is not known"),
        arguments(
            "unknown member of a user",
            "{'version': 1, 'users': [{'username': 'ID', 'lock': true}]}",
            "/users/0/lock: is not known"),
        arguments(
            "unknown member of a secret",
            "{'version': 1, 'clients': [{'client_id': 'ID',"
                + " 'secrets': [{'value': 's', 'expiry': ''}]}]}",
            "/clients/0/secrets/0/expiry: is not known"),
        arguments(
            "no identifier", "{'version': 1, 'clients': [{}]}", "/clients/0/client_id: is missing"),
        arguments(
            "identifier twice",
            "{'version': 1, 'clients': [{'client_id': 'ID'}, {'client_id': 'ID'}]}",
            "/clients/1/client_id: is in this file more than once"),
        arguments("no array", "{'version': 1, 'clients': {}}", "/clients: must be an array"),
        arguments(
            "no object", "{'version': 1, 'clients': ['ID']}", "/clients/0: must be an object"),
        arguments(
            "number for a text",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'name': 1}]}",
            "/clients/0/name: must be a string"),
        arguments(
            "text for a switch",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'enabled': 'yes'}]}",
            "/clients/0/enabled: must be true or false"),
        arguments(
            "null",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'name': null}]}",
            "/clients/0/name: must be a string"),
        arguments(
            "no such scope",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'scopes': ['ID.none']}]}",
            "/clients/0/scopes/0: there is no scope 'ID.none'"),
        // On PostgreSQL no text can have this character.
        arguments(
            "a scope that no scope can be",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'scopes': ['a\\u0000b']}]}",
            "/clients/0/scopes/0: there is no scope 'a?b'"),
        arguments(
            "no such grant",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'grants': ['implicit']}]}",
            "/clients/0/grants/0: must be client_credentials, password, refresh_token or"
                + " urn:postern:testing:voucher"),
        arguments(
            "no such user",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'users': ['ID-none']}]}",
            "/clients/0/users/0: there is no user 'ID-none'"),
        arguments(
            "no such owner",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'owner': 'ID-none'}]}",
            "/clients/0/owner: there is no user 'ID-none'"),
        arguments(
            "no such resource server",
            "{'version': 1, 'scopes': [{'name': 'ID', 'resource_servers': ['ID-none']}]}",
            "/scopes/0/resource_servers/0: there is no client 'ID-none'"),
        arguments(
            "public with a secret",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'type': 'public',"
                + " 'client_secret': 's'}]}",
            "/clients/0: a public client has no secrets"),
        arguments(
            "public with client credentials",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'type': 'public',"
                + " 'grants': ['client_credentials']}]}",
            "/clients/0/grants: must not have client_credentials, the client is public"),
        arguments(
            "secret and secrets",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'client_secret': 's',"
                + " 'secrets': []}]}",
            "/clients/0/client_secret: must not be there beside secrets"),
        arguments(
            "secret that is not ASCII",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'client_secret': '\u20AC'}]}",
            "/clients/0/client_secret: must have 1 to 512 printable ASCII characters"),
        arguments(
            "lifetime of nothing",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'access_token_lifetime': 'PT0S'}]}",
            "/clients/0/access_token_lifetime: must be whole seconds from PT1S to PT87600H"),
        arguments(
            "lifetime in words",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'access_token_lifetime': '1 hour'}]}",
            "/clients/0/access_token_lifetime: must be an ISO 8601 duration such as PT1H or P14D"),
        arguments(
            "replay window too long",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'replay_window': 'PT61S'}]}",
            "/clients/0/replay_window: must be whole seconds from PT0S to PT1M"),
        arguments(
            "reserved scope",
            "{'version': 1, 'scopes': [{'name': 'postern.ID'}]}",
            "/scopes/0/name: must not begin with postern., which is reserved"),
        arguments(
            "scope outside the grammar",
            "{'version': 1, 'scopes': [{'name': 'a b'}]}",
            "/scopes/0/name: must be a scope token: 1 to 100 printable ASCII characters without"
                + " space, quotation mark and backslash"),
        arguments(
            "variable that is not set",
            "{'version': 1, 'clients': [{'client_id': 'ID',"
                + " 'client_secret': '${env.POSTERN_NO_SUCH_VARIABLE}'}]}",
            "/clients/0/client_secret: the environment variable POSTERN_NO_SUCH_VARIABLE is not"
                + " set"),
        arguments(
            "two mistakes",
            "{'version': 1, 'clients': [{'client_id': 'ID', 'a': 1}], 'b': 2}",
            "/clients/0/a: is not known; /b: is not known"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongDocuments")
  void refusesAWrongDocument(String name, String document, String problems) {
    Answer answer = apply(document);

    assertEquals(422, answer.status(), answer.body());
    assertEquals(problems.replace("ID", id), answer.json().getString("message"));
  }

  @Test
  void changesNothingWhenAnythingIsWrong() {
    assertApplied(
        apply(
            "{'version': 1, 'clients': [{'client_id': 'ID', 'client_secret': 's',"
                + " 'grants': ['client_credentials']}]}"));

    Answer refused =
        apply(
            """
            {'version': 1,
             'clients': [{'client_id': 'ID', 'enabled': false},
                         {'client_id': 'ID-new', 'client_secret': 's',
                          'grants': ['client_credentials']},
                         {'client_id': 'ID-wrong', 'scopes': ['ID.none']}]}
            """);

    assertEquals(422, refused.status());
    assertWorks("ID", "s");
    assertDoesNotWork("ID-new", "s");
  }

  @Test
  void appliesARefusedContentLaterWhenItFits() {
    String document =
        "{'version': 1, 'clients': [{'client_id': 'ID', 'client_secret': 's',"
            + " 'grants': ['client_credentials'], 'scopes': ['ID.later']}]}";
    assertEquals(422, apply(document).status());

    assertApplied(apply("{'version': 1, 'scopes': [{'name': 'ID.later'}]}"));

    assertApplied(apply(document));
    assertWorks("ID", "s");
  }

  // Each content is applied once.

  @Test
  void appliesEachContentOnce() {
    String document =
        "{'version': 1, 'clients': [{'client_id': 'ID', 'client_secret': 's',"
            + " 'grants': ['client_credentials'], 'enabled': true}]}";

    Answer first = apply(document);
    postern.control("client.disable", "client_id", id);
    Answer second = apply(document);
    assertDoesNotWork("ID", "s");
    Answer other = apply(document.replace("'version'", "'scopes': [], 'version'"));

    assertApplied(first);
    assertEquals("{\"applied\":false}", second.body());
    assertApplied(other);
    assertWorks("ID", "s");
  }

  // For what exists already: a member that is left out stays as it is; a list that is given
  // replaces the old one.

  @Test
  void keepsWhatIsLeftOutAndReplacesListsThatAreGiven() {
    assertApplied(
        apply(
            """
            {'version': 1, 'scopes': [{'name': 'ID.a'}, {'name': 'ID.b'}],
             'clients': [{'client_id': 'ID', 'client_secret': 's',
                          'grants': ['client_credentials'], 'access_token_lifetime': 'PT1M',
                          'scopes': ['ID.a', 'ID.b'], 'default_scopes': ['ID.a']},
                         {'client_id': 'ID-other', 'client_secret': 's',
                          'grants': ['client_credentials']}]}
            """));

    assertApplied(
        apply(
            "{'version': 1, 'clients': [{'client_id': 'ID', 'scopes': ['ID.b'],"
                + " 'default_scopes': ['ID.b']}]}"));

    Answer answer = token("ID", "s");
    assertEquals(id + ".b", answer.json().getString("scope"));
    assertEquals(60, answer.json().getInt("expires_in"));
    Answer taken =
        postern.post(
            "oauth2/token",
            Optional.of(Postern.basic(id, "s")),
            "grant_type",
            "client_credentials",
            "scope",
            id + ".a");
    assertEquals("invalid_scope", taken.error());
    assertWorks("ID-other", "s");
  }

  @Test
  void keepsAClientDisabledUnlessTheDocumentEnablesIt() {
    assertApplied(
        apply(
            "{'version': 1, 'clients': [{'client_id': 'ID', 'client_secret': 's',"
                + " 'grants': ['client_credentials'], 'enabled': false}]}"));

    assertApplied(apply("{'version': 1, 'clients': [{'client_id': 'ID', 'name': 'N'}]}"));
    assertDoesNotWork("ID", "s");
    assertApplied(apply("{'version': 1, 'clients': [{'client_id': 'ID', 'enabled': true}]}"));

    assertWorks("ID", "s");
  }

  // Secrets and passwords are set when their client or user is created. Later they are set only if
  // the document says so.

  @Test
  void keepsSecretsUnlessTheyAreToBeOverwritten() {
    String before =
        "{'version': 1, 'clients': [{'client_id': 'ID', 'client_secret': 'before',"
            + " 'grants': ['client_credentials']}]}";
    String after = before.replace("before", "after");

    assertApplied(apply(before));
    assertApplied(apply(after));
    assertWorks("ID", "before");
    assertDoesNotWork("ID", "after");
    assertApplied(apply(after.replace("'version'", "'overwrite_secrets': true, 'version'")));

    assertWorks("ID", "after");
    assertDoesNotWork("ID", "before");
  }

  @Test
  void keepsPasswordsUnlessTheyAreToBeOverwritten() {
    String before =
        """
        {'version': 1, 'users': [{'username': 'ID-user', 'password': 'password before'}],
         'clients': [{'client_id': 'ID', 'client_secret': 's', 'grants': ['password'],
                      'users': ['ID-user']}]}
        """;
    String after = before.replace("password before", "password after");

    assertApplied(apply(before));
    assertApplied(apply(after));
    assertEquals(200, login("password before").status());
    assertEquals("invalid_grant", login("password after").error());
    assertApplied(apply(after.replace("'version'", "'overwrite_secrets': true, 'version'")));

    assertEquals(200, login("password after").status());
    assertEquals("invalid_grant", login("password before").error());
  }

  private Answer login(String password) {
    return postern.post(
        "oauth2/token",
        Optional.of(Postern.basic(id, "s")),
        "grant_type",
        "password",
        "username",
        id + "-user",
        "password",
        password);
  }

  @Test
  void takesSeveralSecretsWithLabelsAndExpiry() {
    assertApplied(
        apply(
            """
            {'version': 1,
             'clients': [{'client_id': 'ID', 'grants': ['client_credentials'],
                          'secrets': [{'label': 'old', 'value': 'old',
                                       'expires': '2001-01-01T00:00:00Z'},
                                      {'label': 'new', 'value': 'new',
                                       'expires': '2999-01-01T00:00:00Z'},
                                      {'value': 'without a label'}]}]}
            """));

    assertDoesNotWork("ID", "old");
    assertWorks("ID", "new");
    assertWorks("ID", "without a label");
  }

  @Test
  void auditsWhatWasMadeWithoutItsSecrets() {
    assertApplied(
        apply(
            "{'version': 1, 'clients': [{'client_id': 'ID', 'client_secret': 'not to be seen'}]}"));

    var created = AuditRows.ofClient(id, "client.created", found -> !found.isEmpty());
    var added = AuditRows.ofClient(id, "client.secret_added", found -> !found.isEmpty());

    assertEquals(1, created.size());
    assertEquals(1, added.size());
    assertFalse(created.toString().contains("not to be seen"));
    assertFalse(added.toString().contains("not to be seen"));
    assertTrue(added.get(0).getString("detail").contains("default"), added.toString());
  }
}

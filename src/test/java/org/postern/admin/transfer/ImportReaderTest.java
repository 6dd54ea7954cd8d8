package org.postern.admin.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.admin.client.ClientChange;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.client.NewSecret;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Problem;
import org.postern.admin.scope.ScopeChange;
import org.postern.admin.scope.ScopeSetting;
import org.postern.admin.user.PasswordPreparation;
import org.postern.admin.user.UserChange;
import org.postern.admin.user.UserSetting;
import org.postern.config.PosternConfig;
import org.postern.crypto.PasswordHash;
import org.postern.grant.GrantCatalogues;
import org.postern.user.PasswordRules;

class ImportReaderTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("NAME", "from outside"),
          Map.entry("EMPTY", ""),
          Map.entry("ON", "true"),
          Map.entry("ONE", "1"),
          Map.entry("GRANTS", "[\"password\", \"refresh_token\"]"),
          Map.entry("USERS", "[{\"username\": \"u\"}]"),
          Map.entry("TWICE", "[{\"username\": \"u\", \"username\": \"v\"}]"),
          Map.entry("NESTED", "${env.NAME}"),
          Map.entry("UNREADABLE", "Gr\uFFFD\uFFFDe"),
          Map.entry("QUOTED", "a\"b\\c"));

  private static final PosternConfig CONFIG = new PosternConfig(name -> Optional.empty());

  private static ImportContent read(String text) {
    return ImportReader.read(
        text.replace('\'', '"'),
        name -> Optional.ofNullable(ENVIRONMENT.get(name)),
        new PasswordPreparation(new PasswordRules(CONFIG), new PasswordHash(CONFIG), null),
        GrantCatalogues.ALL);
  }

  private static List<String> problems(String text) {
    return assertThrows(AdministrationException.class, () -> read(text)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void readsEveryMember() {
    ImportContent content =
        read(
            """
            {'version': 1, 'overwrite_secrets': true,
             'scopes': [{'name': 'a', 'description': 'A', 'for': 'client', 'roles': ['r'],
                         'resource_servers': ['c']}],
             'users': [{'username': 'U', 'password': 'a good password', 'display_name': 'D',
                        'email': 'e@example.org', 'roles': ['r'], 'enabled': false}],
             'clients': [{'client_id': 'c',
                          'secrets': [{'label': 'l', 'value': 's',
                                       'expires': '2030-01-31T12:00:00Z'}],
                          'name': 'N', 'description': 'D', 'type': 'confidential',
                          'grants': ['password'], 'scopes': ['a'], 'default_scopes': ['a'],
                          'user_access': 'everyone', 'users': ['u'], 'user_groups': ['g'],
                          'owner': 'u', 'acts_for_owner': true,
                          'allow_client_secret_post': false,
                          'allow_password_grant_for_public_client': false,
                          'may_introspect_all': true, 'vouches_for_addresses': true,
                          'access_token_lifetime': 'PT1S',
                          'user_access_token_lifetime': 'PT2M', 'refresh_token_lifetime': 'PT3H',
                          'refresh_token_max_lifetime': 'P4D', 'replay_window': 'PT5S',
                          'rotate_refresh_tokens': false, 'enabled': false}]}
            """);

    assertTrue(content.overwriteSecrets());
    assertEquals(
        List.of(
            new ImportContent.ScopePart(
                "/scopes/0",
                "a",
                ScopeChange.NONE
                    .with(ScopeSetting.DESCRIPTION, "A")
                    .with(ScopeSetting.AUDIENCE, "client")
                    .with(ScopeSetting.ROLES, List.of("r"))
                    .with(ScopeSetting.RESOURCE_SERVERS, List.of("c")))),
        content.scopes());
    assertEquals(
        List.of(
            new ImportContent.UserPart(
                "/users/0",
                "u",
                UserChange.NONE
                    .with(UserSetting.DISPLAY_NAME, "D")
                    .with(UserSetting.EMAIL, "e@example.org")
                    .with(UserSetting.ROLES, List.of("r"))
                    .with(UserSetting.ENABLED, false),
                Optional.of("a good password"),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty())),
        content.users());
    ClientChange change =
        ClientChange.NONE
            .with(ClientSetting.NAME, "N")
            .with(ClientSetting.DESCRIPTION, "D")
            .with(ClientSetting.TYPE, "confidential")
            .with(ClientSetting.GRANTS, List.of("password"))
            .with(ClientSetting.SCOPES, List.of("a"))
            .with(ClientSetting.DEFAULT_SCOPES, List.of("a"))
            .with(ClientSetting.USER_ACCESS, "everyone")
            .with(ClientSetting.USER_GROUPS, List.of("g"))
            .with(ClientSetting.OWNER, "u")
            .with(ClientSetting.ACTS_FOR_OWNER, true)
            .with(ClientSetting.ALLOW_CLIENT_SECRET_POST, false)
            .with(ClientSetting.ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT, false)
            .with(ClientSetting.MAY_INTROSPECT_ALL, true)
            .with(ClientSetting.VOUCHES_FOR_ADDRESSES, true)
            .with(ClientSetting.ACCESS_TOKEN_LIFETIME, Duration.ofSeconds(1))
            .with(ClientSetting.USER_ACCESS_TOKEN_LIFETIME, Duration.ofMinutes(2))
            .with(ClientSetting.REFRESH_TOKEN_LIFETIME, Duration.ofHours(3))
            .with(ClientSetting.REFRESH_TOKEN_MAX_LIFETIME, Duration.ofDays(4))
            .with(ClientSetting.REPLAY_WINDOW, Duration.ofSeconds(5))
            .with(ClientSetting.ROTATE_REFRESH_TOKENS, false)
            .with(ClientSetting.ENABLED, false);
    NewSecret secret = new NewSecret("l", "s", Optional.of(Instant.parse("2030-01-31T12:00:00Z")));
    assertEquals(
        List.of(
            new ImportContent.ClientPart(
                "/clients/0",
                "c",
                change,
                Optional.of(List.of(secret)),
                Optional.of(List.of("u")))),
        content.clients());
  }

  @Test
  void takesWhatIsLeftOutAsUnchanged() {
    ImportContent content =
        read(
            """
            {'version': 1, 'scopes': [{'name': 'a'}], 'users': [{'username': 'u'}],
             'clients': [{'client_id': 'c'}]}
            """);

    assertFalse(content.overwriteSecrets());
    assertEquals(UserChange.NONE, content.users().get(0).change());
    assertEquals(Optional.empty(), content.users().get(0).password());
    assertEquals(ClientChange.NONE, content.clients().get(0).change());
    assertEquals(Optional.empty(), content.clients().get(0).secrets());
    assertEquals(Optional.empty(), content.clients().get(0).users());
  }

  @Test
  void takesClientSecretAsOneSecret() {
    ImportContent content =
        read("{'version': 1, 'clients': [{'client_id': 'c', 'client_secret': 's'}]}");

    assertEquals(
        Optional.of(List.of(new NewSecret("default", "s", Optional.empty()))),
        content.clients().get(0).secrets());
  }

  @Test
  void fillsInVariables() {
    ImportContent content =
        read(
            """
            {'version': '${env.ONE}', 'users': '${env.USERS}',
             'clients': [{'client_id': 'c', 'name': 'a ${env.NAME} b${env.EMPTY}',
                          'description': '${env.NESTED}${other}', 'client_secret': '${env.QUOTED}',
                          'grants': '${env.GRANTS}', 'scopes': ['${env.NAME}'],
                          'acts_for_owner': '${env.ON}'}]}
            """);

    ClientChange change = content.clients().get(0).change();
    assertEquals(Optional.of("a from outside b"), change.get(ClientSetting.NAME));
    assertEquals(Optional.of("${env.NAME}${other}"), change.get(ClientSetting.DESCRIPTION));
    assertEquals("a\"b\\c", content.clients().get(0).secrets().orElseThrow().get(0).value());
    assertEquals(
        Optional.of(List.of("password", "refresh_token")), change.get(ClientSetting.GRANTS));
    assertEquals(Optional.of(List.of("from outside")), change.get(ClientSetting.SCOPES));
    assertEquals(Optional.of(true), change.get(ClientSetting.ACTS_FOR_OWNER));
    assertEquals("u", content.users().get(0).username());
  }

  @Test
  void remembersTheVariablesAsAPartOfTheContent() {
    ImportContent content =
        read("{'version': '${env.ONE}', 'clients': [{'client_id': 'c', 'name': '${env.NAME}'}]}");

    assertEquals("NAME=from outside\nONE=1\n", content.variables());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not an object      | []                                         | must be an object
          version missing    | {}                                         | /version: is missing
          another version    | {'version': 2}                             | /version: must be the number 1
          version as text    | {'version': '1'}                           | /version: must be the number 1
          version 1.0        | {'version': 1.0}                           | /version: must be the number 1
          unknown at the top | {'version': 1, 'client': []}               | /client: is not known
          unknown in a part  | {'version': 1, 'users': [{'username': 'u', 'e/m~l': ''}]} | /users/0/e~1m~0l: is not known
          repeated member    | {'version': 1, 'version': 1}               | /version: is there more than once
          repeated in a part | {'version': 1, 'users': [{'username': 'u', 'username': 'u'}]} | /users/0/username: is there more than once
          repeated, variable | {'version': 1, 'users': '${env.TWICE}'}    | /users/0/username: is there more than once
          not an array       | {'version': 1, 'users': {}}                | /users: must be an array
          null               | {'version': 1, 'users': null}              | /users: must be an array
          not objects        | {'version': 1, 'users': ['u']}             | /users/0: must be an object
          not true or false  | {'version': 1, 'overwrite_secrets': 'true'} | /overwrite_secrets: must be true or false
          variable not bool  | {'version': 1, 'overwrite_secrets': '${env.NAME}'} | /overwrite_secrets: must be true or false
          variable not array | {'version': 1, 'users': '${env.NAME}'}     | /users: must be an array
          username missing   | {'version': 1, 'users': [{}]}              | /users/0/username: is missing
          name missing       | {'version': 1, 'scopes': [{}]}             | /scopes/0/name: is missing
          client_id missing  | {'version': 1, 'clients': [{}]}            | /clients/0/client_id: is missing
          not a text         | {'version': 1, 'users': [{'username': 1}]} | /users/0/username: must be a string
          null as a text     | {'version': 1, 'clients': [{'client_id': 'c', 'owner': null}]} | /clients/0/owner: must be a string
          not all texts      | {'version': 1, 'users': [{'username': 'u', 'roles': ['r', 1]}]} | /users/0/roles/1: must be a string
          not a duration     | {'version': 1, 'clients': [{'client_id': 'c', 'replay_window': '5'}]} | /clients/0/replay_window: must be an ISO 8601 duration such as PT1H or P14D
          not a time         | {'version': 1, 'clients': [{'client_id': 'c', 'secrets': [{'value': 's', 'expires': 'soon'}]}]} | /clients/0/secrets/0/expires: must be a time such as 2030-01-31T12:00:00Z
          variable not set   | {'version': 1, 'users': [{'username': '${env.GONE}'}]} | /users/0/username: the environment variable GONE is not set
          variable unreadable | {'version': 1, 'users': [{'username': '${env.UNREADABLE}'}]} | /users/0/username: the environment variable UNREADABLE is not in the encoding of the server's locale: start the server with LC_ALL=C.UTF-8
          variable misspelt  | {'version': 1, 'users': [{'username': '${env.A-B}'}]} | /users/0/username: a variable must be written ${env.NAME}: letters, digits and _; the text itself $${env.
          secret twice over  | {'version': 1, 'clients': [{'client_id': 'c', 'client_secret': 's', 'secrets': []}]} | /clients/0/client_secret: must not be there beside secrets
          secret without value | {'version': 1, 'clients': [{'client_id': 'c', 'secrets': [{'label': 'l'}]}]} | /clients/0/secrets/0/value: is missing
          empty password     | {'version': 1, 'users': [{'username': 'u', 'password': '${env.EMPTY}'}]} | /users/0/password: must have 12 to 256 characters
          an expiry alone    | {'version': 1, 'users': [{'username': 'u', 'password_expires': '2030-01-01T00:00:00Z'}]} | /users/0/password_expires: must not be there without must_change_password
          an expiry too early| {'version': 1, 'users': [{'username': 'u', 'must_change_password': true, 'password_expires': '1969-12-31T23:59:59Z'}]} | /users/0/password_expires: must lie between the years 1970 and 9999
          an expiry too late | {'version': 1, 'users': [{'username': 'u', 'must_change_password': true, 'password_expires': '+10000-01-01T00:00:00Z'}]} | /users/0/password_expires: must lie between the years 1970 and 9999
          same scope twice   | {'version': 1, 'scopes': [{'name': 'a'}, {'name': 'a'}]} | /scopes/1/name: is in this file more than once
          same user twice    | {'version': 1, 'users': [{'username': 'u'}, {'username': 'U'}]} | /users/1/username: is in this file more than once
          same client twice  | {'version': 1, 'clients': [{'client_id': 'c'}, {'client_id': 'c'}]} | /clients/1/client_id: is in this file more than once
          rule of a scope    | {'version': 1, 'scopes': [{'name': 'a', 'for': 'all'}]} | /scopes/0/for: must be client, user or both
          rule of a user     | {'version': 1, 'users': [{'username': 'u', 'email': 'x'}]} | /users/0/email: must be an e-mail address, or empty
          rule of a client   | {'version': 1, 'clients': [{'client_id': 'c', 'grants': ['implicit']}]} | /clients/0/grants/0: must be client_credentials, password or refresh_token
          rule of a secret   | {'version': 1, 'clients': [{'client_id': 'c', 'client_secret': ''}]} | /clients/0/client_secret: must have 1 to 512 printable ASCII characters
          """)
  void refuses(String name, String text, String problem) {
    assertEquals(List.of(problem), problems(text));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a word        | hello
          cut off       | {'version': 1
          a second one  | {'version': 1} {}
          a bare string | {'version': 1, 'users': [{'username': 'u', 'password': topsecret}]}
          """)
  void refusesWhatIsNotJsonWithoutQuotingIt(String name, String text) {
    List<String> problems = problems(text);

    assertEquals(1, problems.size());
    assertTrue(problems.get(0).startsWith("is not JSON"), problems.get(0));
    assertFalse(problems.get(0).contains("topsecret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void refusesAnEmptyText(String text) {
    assertEquals(List.of("is empty, and should be JSON"), problems(text));
  }

  @Test
  void refusesDeepNesting() {
    assertEquals(List.of("is nested more than 20 deep"), problems("[".repeat(100_000)));
  }

  @Test
  void allowsClientsThatDifferInCaseOnly() {
    ImportContent content =
        read("{'version': 1, 'clients': [{'client_id': 'c'}, {'client_id': 'C'}]}");

    assertEquals(2, content.clients().size());
  }

  @Test
  void tellsEveryProblemAtOnce() {
    List<String> problems =
        problems(
            """
            {'version': 2, 'x': 1, 'users': [{'username': 'a b'}, {'username': 'u', 'roles': [' ']}],
             'clients': [{'client_id': '', 'user_access': 'some', 'access_token_lifetime': 'PT0S'}]}
            """);

    assertEquals(
        List.of("/version", "/users/0/username", "/users/1/roles/0"),
        problems.stream().limit(3).map(problem -> problem.replaceAll(":.*", "")).toList());
    assertEquals(7, problems.size());
  }

  @Test
  void showsNoSecretInItsValues() {
    ImportContent content =
        read(
            """
            {'version': 1, 'users': [{'username': 'u', 'password': 'topsecret word'}],
             'clients': [{'client_id': 'c', 'client_secret': 'topsecret',
                          'name': '${env.NAME}'}]}
            """);

    assertFalse(content.toString().contains("topsecret"));
  }

  @Test
  void takesAnEscapeForTheTextOfAReference() {
    ImportContent content =
        read(
            """
            {'version': 1,
             'clients': [{'client_id': 'c', 'name': '$${env.NAME}',
                          'description': '$${env.NAME} ${env.NAME} $$${env.NAME} $${other} $$'}]}
            """);

    ClientChange change = content.clients().get(0).change();
    assertEquals(Optional.of("${env.NAME}"), change.get(ClientSetting.NAME));
    assertEquals(
        Optional.of("${env.NAME} from outside $${env.NAME} $${other} $$"),
        change.get(ClientSetting.DESCRIPTION));
  }

  @Test
  void tellsAHundredOfAMillionProblemsAndCountsTheRest() {
    List<String> problems = problems("{'version': 1, 'clients': [" + "0,".repeat(900_000) + "0]}");

    assertEquals(101, problems.size());
    assertEquals("/clients/0: must be an object", problems.get(0));
    assertEquals("and 899901 more problems, which are not listed", problems.get(100));
  }

  @Test
  void refusesAFileOfTooManyValues() {
    assertEquals(
        List.of("has more than 1000000 values"),
        problems("{'version': 1, 'clients': [" + "0,".repeat(1_000_000) + "0]}"));
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.SearchResultReference;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Postern.Answer;

/** Users from an LDAP directory: {@code postern.users=container}. */
@Tag(Kinds.OWN_SERVER)
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class DirectoryIT {

  private static final String PASSWORD = "Passw0rd of the directory";
  private static final String BIND_PASSWORD = "Pa$$w0rd of ${postern} there";
  private static final AtomicInteger QUESTIONS = new AtomicInteger();
  private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis());

  private static InMemoryDirectoryServer directory;
  private static Server server;
  private static Postern postern;

  private final String name = "member-" + NEXT.incrementAndGet();
  private final String dn = "uid=" + name + ",ou=people,dc=example,dc=org";

  /** As at the root of an Active Directory: RFC 4511 §4.5.3. */
  private static final class ReferencesElsewhere extends InMemoryOperationInterceptor {

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request)
        throws LDAPException {
      QUESTIONS.incrementAndGet();
      request.sendSearchReference(
          new SearchResultReference(new String[] {"ldap://forest.example.org/dc=forest"}, null));
    }
  }

  @BeforeAll
  static void start() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
    config.setSchema(null);
    config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig("plain", 0));
    config.addAdditionalBindCredentials("cn=postern", BIND_PASSWORD);
    config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
    config.addInMemoryOperationInterceptor(new ReferencesElsewhere());
    directory = new InMemoryDirectoryServer(config);
    directory.startListening();
    directory.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
    directory.add("dn: ou=people,dc=example,dc=org", "objectClass: organizationalUnit");
    directory.add("dn: ou=groups,dc=example,dc=org", "objectClass: organizationalUnit");

    Map<String, String> settings = new HashMap<>();
    settings.put("postern.demo", "true");
    settings.put("postern.users", "container");
    // No server listens at the first URL.
    settings.put(
        "postern.directory.url",
        "ldap://localhost:1,ldap://localhost:" + directory.getListenPort());
    settings.put("postern.directory.user-name-attribute", "uid,mail");
    settings.put("postern.directory.domain", "EXAMPLE");
    settings.put("postern.directory.bind-dn", "cn=postern");
    settings.put("postern.directory.user-base", "ou=people,dc=example,dc=org");
    settings.put("postern.directory.group-base", "ou=groups,dc=example,dc=org");
    server =
        Server.create("it-directory", settings)
            .environment("POSTERN_DIRECTORY_BIND_PASSWORD", BIND_PASSWORD)
            .withControls();
    server.start("oauth2/token");
    postern = new Postern(server.base());
  }

  @AfterAll
  static void stop() {
    server.kill();
    directory.shutDown(true);
  }

  private Login login(Clients client) throws Exception {
    directory.add(
        "dn: " + dn, "objectClass: inetOrgPerson", "uid: " + name, "userPassword: " + PASSWORD);
    return new Login(postern, client.create(postern), new Users.Registered(name, PASSWORD));
  }

  private static Clients everyone() {
    return Clients.confidential()
        .grants("password", "refresh_token")
        .with("user_access", "everyone");
  }

  private static Clients ofGroup(String group) {
    return Clients.confidential().grants("password", "refresh_token").userGroups(group);
  }

  private String addGroup() throws Exception {
    String group = "Group of " + name;
    directory.add(
        "dn: cn=" + group + ",ou=groups,dc=example,dc=org",
        "objectClass: groupOfNames",
        "cn: " + group,
        "member: " + dn);
    return group;
  }

  private void leave(String group) throws Exception {
    directory.modify(
        "dn: cn=" + group + ",ou=groups,dc=example,dc=org",
        "changetype: modify",
        "delete: member",
        "member: " + dn);
  }

  private static String subject(Answer issued) {
    return postern.get("api/me", issued.accessToken()).json().getString("sub");
  }

  @Test
  void takesThePasswordOfTheDirectory() throws Exception {
    Login login = login(everyone());

    Answer first = login.password();
    Answer wrong = login.wrongPassword();
    Answer second = login.password("username", name.toUpperCase(Locale.ROOT));

    assertEquals(200, first.status(), first.body());
    Golden.assertAnswer("users/invalid_grant.http", wrong);
    assertEquals(subject(first), subject(second));
    assertTrue(subject(first).startsWith("user:"));
  }

  @Test
  void knowsAUserByEveryName() throws Exception {
    directory.add(
        "dn: " + dn,
        "objectClass: inetOrgPerson",
        "uid: " + name,
        "mail: " + name + "@example.org",
        "userPassword: " + PASSWORD);
    Login login =
        new Login(postern, everyone().create(postern), new Users.Registered(name, PASSWORD));

    // This is the first login of the user, which creates the row.
    Answer byMail = login.password("username", name + "@example.org");
    Answer byDomain = login.password("username", "EXAMPLE\\" + name);
    Answer byOtherDomain = login.password("username", "OTHER\\" + name);
    Answer byName = login.password();

    assertEquals(200, byMail.status(), byMail.body());
    assertEquals(
        List.of(subject(byName), subject(byName)), List.of(subject(byMail), subject(byDomain)));
    Golden.assertAnswer("users/invalid_grant.http", byOtherDomain);
  }

  /** One user has one budget, whatever name is typed. */
  @Test
  void countsTheFailuresOfAllNamesTogether() throws Exception {
    directory.add(
        "dn: " + dn,
        "objectClass: inetOrgPerson",
        "uid: " + name,
        "mail: " + name + "@example.org",
        "userPassword: " + PASSWORD);
    Login login =
        new Login(postern, everyone().create(postern), new Users.Registered(name, PASSWORD));
    List<String> names = List.of(name, name + "@example.org", "EXAMPLE\\" + name);

    for (int i = 0; i < 10; i++) {
      assertEquals(400, login.password("username", names.get(i % 3), "password", "no").status());
    }

    assertEquals(429, login.password("username", names.get(1)).status());
  }

  /**
   * Once the tries are used up, the directory gets no more questions, so that nobody is locked out
   * there.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asksTheDirectoryNothingWhenTheTriesAreUsedUp(boolean exists) throws Exception {
    if (exists) {
      directory.add(
          "dn: " + dn,
          "objectClass: inetOrgPerson",
          "uid: " + name,
          "mail: " + name + "@example.org",
          "userPassword: " + PASSWORD);
    }
    Login login =
        new Login(postern, everyone().create(postern), new Users.Registered(name, PASSWORD));
    String typed = name + "@example.org";
    int before = QUESTIONS.get();
    for (int i = 0; i < 10; i++) {
      assertEquals(400, login.password("username", typed, "password", "no").status());
    }
    int asked = QUESTIONS.get();

    assertEquals(429, login.password("username", typed).status());

    // The directory is asked for a user's other name once a minute, but for the password each time.
    assertTrue(asked >= before + (exists ? 11 : 20), () -> before + " to " + asked);
    assertEquals(asked, QUESTIONS.get());
  }

  @RepeatedTest(5)
  void registersAUserOnceWhenTwoFirstLoginsComeTogether() throws Exception {
    Login login = login(everyone());

    List<Answer> answers = Parallel.atOnce(2, i -> login.password());

    for (Answer answer : answers) {
      assertEquals(200, answer.status(), answer.body());
    }
    assertEquals(subject(answers.get(0)), subject(answers.get(1)));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"*", "mem*", "*)(uid=*", "\\2a", "m\u00E9mber"})
  void takesAUserNameForNothingElse(String other) throws Exception {
    Login login = login(everyone());

    Answer refused = login.password("username", other);

    Golden.assertAnswer("users/invalid_grant.http", refused);
    assertEquals(200, login.password().status());
  }

  @Test
  void refusesWhoIsNotInTheDirectory() throws Exception {
    Login login = login(everyone());

    Golden.assertAnswer("users/invalid_grant.http", login.password("username", "nobody-" + name));
    assertEquals(200, login.password().status());
  }

  @Test
  void letsTheMembersOfAGroupIn() throws Exception {
    Login login = login(ofGroup("group OF " + name));
    Golden.assertAnswer("users/invalid_grant.http", login.password());

    addGroup();

    assertTrue(login.lives(login.password().accessToken()));
  }

  @Test
  void asksForTheGroupsAgainAtRefresh() throws Exception {
    String group = "Group of " + name;
    Login login = login(ofGroup(group));
    addGroup();
    Answer first = login.password();
    Answer second = login.refresh(first.refreshToken());
    assertEquals(200, second.status(), second.body());

    leave(group);
    assertTrue(login.lives(second.accessToken()));
    Answer third = login.refresh(second.refreshToken());

    assertEquals("invalid_grant", third.error());
    assertFalse(login.lives(second.accessToken()));
  }

  @Test
  void refreshesNothingOfAUserWhoIsGone() throws Exception {
    Login login = login(everyone());
    Answer first = login.password();
    Answer other = login.password();

    directory.delete(dn);

    assertEquals("invalid_grant", login.refresh(first.refreshToken()).error());
    assertFalse(login.lives(first.accessToken()));
    login(everyone());
    assertFalse(login.lives(other.accessToken()));
    assertEquals("invalid_grant", login.refresh(other.refreshToken()).error());
    assertTrue(login.lives(login.password().accessToken()));
  }

  /** A user who has left may still know the secrets of the clients that the user owns. */
  @Test
  void marksTheSecretsOfTheClientsOfAUserWhoIsGone() throws Exception {
    Login login = login(everyone());
    Answer first = login.password();
    String owned = Clients.confidential().with("owner", name).create(postern).clientId();
    Admins admin =
        new Admins(
            postern,
            Optional.of(
                Tokens.ofClient(
                    postern,
                    Clients.confidential()
                        .grants("client_credentials")
                        .scopes("postern.admin")
                        .defaultScopes("postern.admin")
                        .create(postern))));
    Answer refreshed = login.refresh(first.refreshToken());
    assertFalse(secret(admin, owned).containsKey("review"));

    directory.delete(dn);
    assertEquals("invalid_grant", login.refresh(refreshed.refreshToken()).error());

    JsonObject secret = secret(admin, owned);
    assertEquals(
        Instant.parse(secret.getString("review")).plus(Duration.ofDays(30)),
        Instant.parse(secret.getString("expires")));
    assertEquals(
        1,
        admin
            .get("clients?owner=" + name + "&secret_review=true")
            .json()
            .getJsonArray("items")
            .size());
  }

  private static JsonObject secret(Admins admin, String clientId) {
    return admin
        .get("clients/" + clientId + "/secrets")
        .json()
        .getJsonArray("items")
        .getJsonObject(0);
  }

  @Test
  void showsGroupsToIntrospectionWhereTheScopeAsksForThem() throws Exception {
    postern.apply(
        Json.createObjectBuilder()
            .add(
                "scopes",
                Json.createArrayBuilder()
                    .add(Json.createObjectBuilder().add("name", "groups").add("for", "user"))));
    Login login = login(everyone().scopes("groups"));
    String group = addGroup();

    Answer with = introspect(login, login.password("scope", "groups"));
    Answer without = introspect(login, login.password());

    assertEquals("[\"" + group + "\"]", with.json().get("groups").toString());
    assertTrue(without.json().getBoolean("active"));
    assertFalse(without.json().containsKey("groups"), without.body());
  }

  private static Answer introspect(Login login, Answer issued) {
    return postern.post(
        "oauth2/introspect", Optional.of(login.client().basic()), "token", issued.accessToken());
  }

  // During the outage there are more tries than the limit, none of which may count. After it, the
  // right password works.
  @Test
  void takesAnOutageForNoWrongPassword() throws Exception {
    Login login = login(everyone());
    Answer before = login.password();
    directory.shutDown(true);
    try {
      for (int i = 0; i < 12; i++) {
        Answer answer = i % 2 == 0 ? login.password() : login.wrongPassword();
        assertEquals(503, answer.status(), answer.body());
        assertEquals("temporarily_unavailable", answer.error());
        assertTrue(Integer.parseInt(answer.header("retry-after").orElseThrow()) > 0);
      }
      assertEquals(503, login.refresh(before.refreshToken()).status());
      assertTrue(login.lives(before.accessToken()));
    } finally {
      directory.startListening();
    }

    assertEquals(200, login.password().status());
    assertEquals(200, login.refresh(before.refreshToken()).status());
  }

  @Test
  void keepsUsersWithAPasswordHere() {
    Login login = Login.with(postern, Clients.confidential().grants("password"));

    assertEquals(200, login.password().status());
    assertEquals("invalid_grant", login.wrongPassword().error());
  }

  @Test
  void leavesThePasswordToTheDirectory() throws Exception {
    Login login = login(everyone());
    String token = login.password().accessToken();

    Answer answer =
        postern.json(
            "PUT",
            "api/me/password",
            token,
            "{\"old_password\": \"x\", \"new_password\": \"a password of my own\"}");

    assertEquals(409, answer.status(), answer.body());
    assertEquals(
        "the password of this user is kept in the directory", answer.json().getString("detail"));
  }

  @Test
  void keepsTheStateOfAUserHere() throws Exception {
    Login login = login(everyone());
    String token = login.password().accessToken();

    postern.control("user.disable", "username", name);

    assertFalse(login.lives(token));
    Golden.assertAnswer("users/invalid_grant.http", login.password());
    postern.control("user.enable", "username", name);
    assertTrue(login.lives(login.password().accessToken()));
  }
}

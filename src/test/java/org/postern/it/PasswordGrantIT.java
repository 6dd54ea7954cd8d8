package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.it.Postern.Answer;

/** RFC 6749 §4.3. */
class PasswordGrantIT extends DeployedWar {

  private final Postern postern = Postern.MANAGED;

  /** §4.3.3. */
  @Test
  void issuesTokensWhoseRowsBelongToTheUser() {
    Login login = Login.anyWithScope();

    Answer answer = login.password();

    JsonObject access = postern.control("token", "token", answer.accessToken());
    JsonObject refresh = postern.control("refresh_token", "token", answer.refreshToken());
    Golden.assertAnswer(
        "users/password.http",
        answer,
        "access_token",
        answer.accessToken(),
        "refresh_token",
        answer.refreshToken(),
        "scope",
        access.getString("scope"));
    assertEquals(login.user().username(), access.getString("user"));
    assertEquals(login.user().username(), refresh.getString("user"));
    assertEquals(access.getString("family"), refresh.getString("family"));
    assertEquals("password", access.getString("grant"));
    assertTrue(login.lives(answer.accessToken()));
  }

  /**
   * Other servers have a known fault with this grant: any valid user gets a token with any valid
   * client.
   */
  @Test
  void givesUserWhoIsNotAssignedWhatAWrongPasswordGetsAndTokenOnceAssigned() {
    Login alice = Login.any();
    Login bob = new Login(postern, alice.client(), Users.any().create());

    Answer notAssigned = bob.password();
    Answer wrongPassword = alice.wrongPassword();
    postern.control(
        "assign", "client_id", bob.client().clientId(), "username", bob.user().username());
    Answer assigned = bob.password();

    Golden.assertAnswer("users/invalid_grant.http", notAssigned);
    Golden.assertAnswer("users/invalid_grant.http", wrongPassword);
    assertEquals(200, assigned.status());
  }

  /** A change after which the correct password of a user no longer works. */
  interface Change {
    Answer answerAfter(Login login);
  }

  private static Change control(String what) {
    return login -> {
      login
          .postern()
          .control(
              what,
              "username",
              login.user().username(),
              "client_id",
              login.client().clientId(),
              "password",
              "another " + login.user().password());
      return login.password();
    };
  }

  private static Change userAccess(String value) {
    return login -> {
      login
          .postern()
          .apply(
              Json.createObjectBuilder()
                  .add(
                      "clients",
                      Json.createArrayBuilder()
                          .add(
                              Json.createObjectBuilder()
                                  .add("client_id", login.client().clientId())
                                  .add("user_access", value))));
      return login.password();
    };
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal("wrong password", "password_wrong", Login::wrongPassword),
        refusal("unknown user", "user_unknown", l -> l.password("username", "nobody-at-all")),
        refusal("user name that cannot be", "user_unknown", l -> l.password("username", "a b")),
        refusal(
            "password that cannot be",
            "password_wrong",
            l -> l.password("password", "x".repeat(300))),
        refusal("user disabled", "user_disabled", control("user.disable")),
        refusal("user locked", "user_locked", control("user.lock")),
        refusal("user deleted", "user_unknown", control("user.delete")),
        refusal("user not assigned", "user_not_assigned", control("unassign")),
        refusal("password changed", "password_wrong", control("user.password")),
        refusal("client for nobody", "user_not_assigned", userAccess("nobody")));
  }

  private static Arguments refusal(String name, String reason, Change change) {
    return arguments(name, reason, change);
  }

  /**
   * Status, headers and body are the same for every reason. Only the audit trail tells the reason.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void refusesAllThatIsWrongWithTheUserAlike(String name, String reason, Change change) {
    Login login = Login.any();
    assertEquals(200, login.password().status());

    Answer refused = change.answerAfter(login);

    Golden.assertAnswer("users/invalid_grant.http", refused);
    assertEquals(reason, AuditRows.of(refused).getString("reason"), name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nobody assigned,       nobody,   true,  400",
    "nobody not assigned,   nobody,   false, 400",
    "assigned assigned,     assigned, true,  200",
    "assigned not assigned, assigned, false, 400",
    "everyone assigned,     everyone, true,  200",
    "everyone not assigned, everyone, false, 200",
  })
  void asksTheClientWhichUsersMayUseIt(String name, String access, boolean assigned, int expected) {
    Users.Registered user = Users.any().create();
    Clients client = Clients.confidential().grants("password").with("user_access", access);
    Clients.Registered registered = (assigned ? client.users(user.username()) : client).create();

    Answer answer = new Login(postern, registered, user).password();

    assertEquals(expected, answer.status(), name);
  }

  @Test
  void issuesNoRefreshTokenToClientWithoutThatGrant() {
    Login login = Login.with(Clients.confidential().grants("password"));

    Answer answer = login.password();

    Golden.assertAnswer(
        "users/password_without_refresh.http", answer, "access_token", answer.accessToken());
    assertEquals("", postern.control("token", "token", answer.accessToken()).getString("family"));
  }

  @Test
  void refusesClientThatIsNotRegisteredForTheGrant() {
    Login without = Login.with(Clients.confidential().grants("refresh_token"));
    Login with = Login.with(Clients.confidential().grants("refresh_token", "password"));

    Golden.assertAnswer("users/unauthorized_client.http", without.password());
    assertEquals(200, with.password().status());
  }

  @Test
  void refusesPublicClientUnlessTheLoudSwitchIsOn() {
    Login without = Login.with(Clients.publicClient().grants("refresh_token"));
    Login with =
        Login.with(
            Clients.publicClient()
                .grants("refresh_token", "password")
                .with("allow_password_grant_for_public_client", true));

    Golden.assertAnswer("users/unauthorized_client.http", without.password());
    assertEquals(200, with.password().status());
  }

  @Test
  void refusesUserBeforeLookingAtTheScope() {
    Login login = Login.any();

    Answer wrongPassword = login.password("password", "wrong", "scope", "no-such-scope");
    Answer rightPassword = login.password("scope", "no-such-scope");

    assertEquals("invalid_grant", wrongPassword.error());
    assertEquals("invalid_scope", rightPassword.error());
  }

  static Stream<Arguments> usernameForms() {
    return Stream.of(
        arguments("as registered", (UnaryOperator<String>) name -> name, 200),
        arguments(
            "other case",
            (UnaryOperator<String>) name -> name.toUpperCase(java.util.Locale.ROOT),
            200),
        arguments(
            "decomposed",
            (UnaryOperator<String>) name -> Normalizer.normalize(name, Normalizer.Form.NFD),
            200),
        arguments("full-width", (UnaryOperator<String>) PasswordGrantIT::fullWidth, 200),
        arguments(
            "without the diaeresis",
            (UnaryOperator<String>) name -> name.replace('\u00EB', 'e'),
            400),
        arguments("with a space", (UnaryOperator<String>) name -> name + " ", 400));
  }

  private static String fullWidth(String text) {
    StringBuilder wide = new StringBuilder();
    text.chars().forEach(c -> wide.append((char) (c > 0x20 && c < 0x7F ? c + 0xFEE0 : c)));
    return wide.toString();
  }

  /** RFC 8265 §3.3. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("usernameForms")
  void takesUserNameInEveryFormOfRfc8265(String name, UnaryOperator<String> form, int expected) {
    Users.Registered user = Users.any().prefix("zo\u00EB.").create();
    Clients.Registered client =
        Clients.confidential().grants("password").users(user.username()).create();

    Answer answer =
        new Login(postern, client, user).password("username", form.apply(user.username()));

    assertEquals(expected, answer.status(), name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "as registered,        caf\u00E9 au lait,                200",
    "decomposed,           cafe\u0301 au lait,               200",
    "ideographic spaces,   caf\u00E9\u3000au\u3000lait,      200",
    "other case,           Caf\u00E9 au lait,                400",
    "full-width,           \uFF43\uFF41\uFF46\u00E9 au lait, 400",
    "without the accent,   cafe au lait,                     400",
  })
  void takesPasswordInEveryFormOfRfc8265(String name, String password, int expected) {
    Users.Registered user = Users.any().password("caf\u00E9 au lait").create();
    Clients.Registered client =
        Clients.confidential().grants("password").users(user.username()).create();

    Answer answer = new Login(postern, client, user).password("password", password);

    assertEquals(expected, answer.status(), name);
  }

  /** §3.3. */
  @Test
  void givesTheDefaultScopesThatAreForUsersAndCoveredByRoles() {
    String ofUsers = Scopes.forKind("user").create();
    String ofBoth = Scopes.forKind("both").create();
    String ofClients = Scopes.forKind("client").create();
    String ofClerks = Scopes.forKind("user").roles("clerk").create();
    String[] all = {ofUsers, ofBoth, ofClients, ofClerks};
    Users.Registered clerk = Users.any().roles("clerk").create();
    Users.Registered other = Users.any().create();
    Clients.Registered client =
        Clients.confidential()
            .grants("password")
            .scopes(all)
            .defaultScopes(all)
            .users(clerk.username(), other.username())
            .create();

    Answer forClerk = new Login(postern, client, clerk).password();
    Answer forOther = new Login(postern, client, other).password();

    assertEquals(sorted(ofUsers, ofBoth, ofClerks), forClerk.json().getString("scope"));
    assertEquals(sorted(ofUsers, ofBoth), forOther.json().getString("scope"));
  }

  private static String sorted(String... scopes) {
    Arrays.sort(scopes);
    return String.join(" ", scopes);
  }

  @Test
  void givesTheScopesThatWereAskedFor() {
    String one = Scopes.forKind("user").create();
    String other = Scopes.forKind("user").create();
    Login login =
        Login.with(
            Clients.confidential().grants("password").scopes(one, other).defaultScopes(other));

    assertEquals(one, login.password("scope", one).json().getString("scope"));
    assertEquals(
        other + " " + one,
        login.password("scope", other + " " + one + " " + other).json().getString("scope"));
  }

  /** The requested scopes: C is a scope for clients, R for users with a role, U for all users. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "for users,             U,     200",
    "beyond the client's,   X,     400",
    "one of them beyond,    U X,   400",
    "for clients,           C,     400",
    "for a role not held,   R,     400",
    "unknown,               ?,     400",
    "outside the grammar,   'U\"', 400",
  })
  void refusesScopeBeyondWhatClientAndUserMayHave(String name, String asked, int expected) {
    String ofUsers = Scopes.forKind("user").create();
    String ofClients = Scopes.forKind("client").create();
    String ofClerks = Scopes.forKind("user").roles("clerk").create();
    String notThisClients = Scopes.forKind("user").create();
    Login login =
        Login.with(Clients.confidential().grants("password").scopes(ofUsers, ofClients, ofClerks));
    String scope =
        asked
            .replace("X", notThisClients)
            .replace("U", ofUsers)
            .replace("C", ofClients)
            .replace("R", ofClerks);

    Answer answer = login.password("scope", scope);

    assertEquals(expected, answer.status(), name);
    assertEquals(expected == 200 ? "" : "invalid_scope", answer.error(), name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "viewer reads,          viewer,        postern.admin.read, 200",
    "viewer changes,        viewer,        postern.admin,      400",
    "administrator changes, administrator, postern.admin,      200",
    "owner has clients,     client-owner,  postern.clients,    200",
    "owner reads,           client-owner,  postern.admin.read, 400",
    "no role,               clerk,         postern.admin.read, 400",
  })
  void givesAdministrationScopesAsFarAsRolesCarryThem(
      String name, String role, String scope, int expected) {
    Users.Registered user = Users.any().roles(role).create();
    Clients.Registered client =
        Clients.confidential()
            .grants("password")
            .scopes("postern.admin", "postern.admin.read", "postern.clients")
            .users(user.username())
            .create();

    Answer answer = new Login(postern, client, user).password("scope", scope);

    assertEquals(expected, answer.status(), name);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a long user name, username, 9000",
    "a user name one too long, username, 256",
    "a long password, password, 9000",
    "a password one too long, password, 1025"
  })
  void takesOddCredentialsForWrongOnes(String name, String parameter, int length) {
    Login login = Login.any();

    Answer answer = login.password(parameter, "x".repeat(length));
    Answer withLineFeed = login.password(parameter, "x\n");

    Golden.assertAnswer("users/invalid_grant.http", answer);
    Golden.assertAnswer("users/invalid_grant.http", withLineFeed);
    assertEquals(200, login.password().status());
  }

  /** §4.3.2: both are REQUIRED; §3.2: without a value they count as left out. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "both there,       username=U&password=P, 200, ''",
    "no user name,     password=P,            400, The parameter username is missing",
    "user name empty,  username=&password=P,  400, The parameter username is missing",
    "no password,      username=U,            400, The parameter password is missing",
    "password empty,   username=U&password=,  400, The parameter password is missing",
    "neither,          scope=,                400, The parameter username is missing",
    "user name twice,  username=U&username=U&password=P, 400, A parameter is repeated",
  })
  void requiresUserNameAndPassword(String name, String form, int status, String description) {
    Login login = Login.any();
    String body =
        form.replace("P", Postern.encode(login.user().password()))
            .replace("U", login.user().username());

    Answer answer =
        postern.post(
            "oauth2/token", Optional.of(login.client().basic()), "grant_type=password&" + body);

    assertEquals(status, answer.status(), name);
    if (status != 200) {
      assertEquals(
          "{\"error\":\"invalid_request\",\"error_description\":\"" + description + "\"}",
          answer.body(),
          name);
    }
  }

  @Test
  void storesPasswordUnderTheCostOfTodayAndEndsNoTokenByThat() {
    Login login = Login.any();
    Answer before = login.password();
    postern.control(
        "user.rehash",
        "username",
        login.user().username(),
        "password",
        login.user().password(),
        "memory_kib",
        "32",
        "iterations",
        "2");
    String oldHash = hash(login);

    Answer wrong = login.wrongPassword();
    String hashAfterWrong = hash(login);
    Answer right = login.password();
    String newHash = hash(login);
    Answer again = login.password();

    assertTrue(oldHash.startsWith("$argon2id$v=19$m=32,t=2,p=1$"), "the old cost");
    assertEquals(400, wrong.status());
    assertEquals(oldHash, hashAfterWrong);
    assertEquals(200, right.status());
    assertTrue(newHash.startsWith("$argon2id$v=19$m=64,t=1,p=1$"), "the cost of today");
    assertEquals(200, again.status());
    assertEquals(newHash, hash(login));
    assertTrue(login.lives(before.accessToken()));
    assertEquals(200, login.refresh(before.refreshToken()).status());
  }

  /**
   * A stored hash that costs more than the server allows must not occupy a place in the queue for
   * seconds.
   */
  @Test
  void comparesWithNoHashThatCostsTooMuch() {
    Login login = Login.any();
    postern.control(
        "user.rehash",
        "username",
        login.user().username(),
        "password",
        login.user().password(),
        "memory_kib",
        "65537",
        "iterations",
        "1");

    Answer right = login.password();

    Golden.assertAnswer("users/invalid_grant.http", right);
    assertEquals("password_hash_unusable", AuditRows.of(right).getString("reason"));
  }

  private String hash(Login login) {
    return postern.control("user.hash", "username", login.user().username()).getString("hash");
  }

  @Test
  void issuesOtherTokensEveryTime() {
    Login login = Login.any();

    Answer one = login.password();
    Answer other = login.password();

    assertNotEquals(one.accessToken(), other.accessToken());
    assertNotEquals(one.refreshToken(), other.refreshToken());
    assertTrue(login.lives(one.accessToken()));
    assertTrue(login.lives(other.accessToken()));
    assertFalse(login.lives(other.accessToken() + "x"));
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.it.Postern.Answer;

/**
 * Tests every change that can happen between the issue of a token and its use, with every kind of
 * use.
 */
@Tag(Kinds.SMOKE)
class GateMatrixIT extends DeployedWar {

  private static final String ALIVE = "200";
  private static final String DEAD = "401 invalid_token";
  private static final String BAD_GRANT = "400 invalid_grant";
  private static final String BAD_CLIENT = "401 invalid_client";
  private static final String NOT_FOR_CLIENT = "400 unauthorized_client";

  private final Postern postern = Postern.MANAGED;

  /** A client with all grants, a user of it, and a token of each kind. */
  private record Holder(Login login, String scope, Answer ofUser, Answer ofClient) {

    static Holder any() {
      String scope = Scopes.forKind("both").create();
      Login login =
          Login.with(
              Clients.confidential()
                  .grants("client_credentials", "password", "refresh_token")
                  .scopes(scope)
                  .defaultScopes(scope));
      return new Holder(login, scope, login.password(), clientCredentials(login));
    }

    static Answer clientCredentials(Login login) {
      return login.postern().token(login.client(), "grant_type", "client_credentials");
    }

    void control(String what, String... more) {
      JsonObjectBuilder command =
          Json.createObjectBuilder()
              .add("do", what)
              .add("client_id", login.client().clientId())
              .add("username", login.user().username());
      for (int i = 0; i < more.length; i += 2) {
        command.add(more[i], more[i + 1]);
      }
      login.postern().control(command.build());
    }

    void controlLists(String what, String... namesAndLists) {
      JsonObjectBuilder command =
          Json.createObjectBuilder().add("do", what).add("client_id", login.client().clientId());
      for (int i = 0; i < namesAndLists.length; i += 2) {
        List<String> list =
            Stream.of(namesAndLists[i + 1].split(" ", -1)).filter(s -> !s.isEmpty()).toList();
        command.add(namesAndLists[i], Json.createArrayBuilder(list));
      }
      login.postern().control(command.build());
    }

    void set(JsonObjectBuilder members) {
      login
          .postern()
          .apply(
              Json.createObjectBuilder()
                  .add(
                      "clients",
                      Json.createArrayBuilder()
                          .add(members.add("client_id", login.client().clientId()))));
    }

    Answer bearer(Answer issued) {
      return login.postern().get("api/me", issued.accessToken());
    }
  }

  private static Arguments row(
      String name,
      Consumer<Holder> change,
      String bearerOfUser,
      String bearerOfClient,
      String refresh,
      String password,
      String clientCredentials) {
    return arguments(
        name, change, bearerOfUser, bearerOfClient, refresh, password, clientCredentials);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        row("nothing", h -> {}, ALIVE, ALIVE, ALIVE, ALIVE, ALIVE),
        row(
            "user disabled",
            h -> h.control("user.disable"),
            DEAD,
            ALIVE,
            BAD_GRANT,
            BAD_GRANT,
            ALIVE),
        row("user locked", h -> h.control("user.lock"), DEAD, ALIVE, BAD_GRANT, BAD_GRANT, ALIVE),
        row(
            "user un-assigned",
            h -> h.control("unassign"),
            DEAD,
            ALIVE,
            BAD_GRANT,
            BAD_GRANT,
            ALIVE),
        row(
            "user deleted",
            h -> h.control("user.delete"),
            DEAD,
            ALIVE,
            BAD_GRANT,
            BAD_GRANT,
            ALIVE),
        row(
            "password changed",
            h -> h.control("user.password", "password", "another password"),
            DEAD,
            ALIVE,
            BAD_GRANT,
            BAD_GRANT,
            ALIVE),
        row(
            "client for nobody",
            h -> h.set(Json.createObjectBuilder().add("user_access", "nobody")),
            DEAD,
            DEAD,
            BAD_GRANT,
            BAD_GRANT,
            ALIVE),
        row(
            "client disabled",
            h -> h.control("client.disable"),
            DEAD,
            DEAD,
            BAD_CLIENT,
            BAD_CLIENT,
            BAD_CLIENT),
        row(
            "client deleted",
            h -> h.control("client.delete"),
            DEAD,
            DEAD,
            BAD_CLIENT,
            BAD_CLIENT,
            BAD_CLIENT),
        row(
            "secret removed",
            h -> h.control("secret.remove", "label", "default"),
            ALIVE,
            ALIVE,
            BAD_CLIENT,
            BAD_CLIENT,
            BAD_CLIENT),
        row(
            "password grant removed",
            h -> h.controlLists("client.grants", "grants", "client_credentials refresh_token"),
            DEAD,
            DEAD,
            BAD_GRANT,
            NOT_FOR_CLIENT,
            ALIVE),
        row(
            "refresh grant removed",
            h -> h.controlLists("client.grants", "grants", "client_credentials password"),
            DEAD,
            DEAD,
            NOT_FOR_CLIENT,
            ALIVE,
            ALIVE),
        row(
            "client credentials grant removed",
            h -> h.controlLists("client.grants", "grants", "password refresh_token"),
            DEAD,
            DEAD,
            BAD_GRANT,
            ALIVE,
            NOT_FOR_CLIENT),
        row(
            "all grants removed",
            h -> h.controlLists("client.grants", "grants", ""),
            DEAD,
            DEAD,
            NOT_FOR_CLIENT,
            NOT_FOR_CLIENT,
            NOT_FOR_CLIENT),
        row(
            "scope removed",
            h -> h.controlLists("client.scopes", "scopes", "", "default_scopes", ""),
            DEAD,
            DEAD,
            BAD_GRANT,
            ALIVE,
            ALIVE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void asksTheSameQuestionsAtEveryUse(
      String name,
      Consumer<Holder> change,
      String bearerOfUser,
      String bearerOfClient,
      String refresh,
      String password,
      String clientCredentials) {
    Holder holder = Holder.any();
    // Each token is used once before the change, so that the caches are filled.
    assertEquals(ALIVE, outcome(holder.bearer(holder.ofUser())));
    assertEquals(ALIVE, outcome(holder.bearer(holder.ofClient())));

    change.accept(holder);

    assertEquals(bearerOfUser, outcome(holder.bearer(holder.ofUser())), "bearer, user's token");
    assertEquals(
        bearerOfClient, outcome(holder.bearer(holder.ofClient())), "bearer, client's token");
    assertEquals(
        refresh, outcome(holder.login().refresh(holder.ofUser().refreshToken())), "refresh");
    assertEquals(password, outcome(holder.login().password()), "password");
    assertEquals(
        clientCredentials, outcome(Holder.clientCredentials(holder.login())), "client credentials");
  }

  private static String outcome(Answer answer) {
    return (answer.status() + " " + answer.error()).strip();
  }

  static Stream<Arguments> comings() {
    String allGrants = "client_credentials password refresh_token";
    return Stream.of(
        comeback(
            "user enabled again", h -> h.control("user.disable"), h -> h.control("user.enable")),
        comeback("user unlocked", h -> h.control("user.lock"), h -> h.control("user.unlock")),
        comeback("user assigned again", h -> h.control("unassign"), h -> h.control("assign")),
        comeback(
            "client enabled again",
            h -> h.control("client.disable"),
            h -> h.control("client.enable")),
        comeback(
            "users let in again",
            h -> h.set(Json.createObjectBuilder().add("user_access", "nobody")),
            h -> h.set(Json.createObjectBuilder().add("user_access", "assigned"))),
        comeback(
            "grant given back",
            h -> h.controlLists("client.grants", "grants", "client_credentials refresh_token"),
            h -> h.controlLists("client.grants", "grants", allGrants)),
        comeback(
            "refresh grant given back",
            h -> h.controlLists("client.grants", "grants", "client_credentials password"),
            h -> h.controlLists("client.grants", "grants", allGrants)));
  }

  private static Arguments comeback(String name, Consumer<Holder> going, Consumer<Holder> coming) {
    return arguments(name, going, coming);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("comings")
  void revivesNothing(String name, Consumer<Holder> going, Consumer<Holder> coming) {
    Holder holder = Holder.any();

    going.accept(holder);
    coming.accept(holder);

    assertEquals(DEAD, outcome(holder.bearer(holder.ofUser())), name);
    assertEquals(BAD_GRANT, outcome(holder.login().refresh(holder.ofUser().refreshToken())), name);
    Answer anew = holder.login().password();
    assertEquals(ALIVE, outcome(holder.bearer(anew)), name);
    assertEquals(200, holder.login().refresh(anew.refreshToken()).status(), name);
    assertEquals(ALIVE, outcome(Holder.clientCredentials(holder.login())), name);
  }

  /** Scopes are checked when a token is used; a change of scopes does not change an epoch. */
  @Test
  void givesScopeBackToTokensThatHaveIt() {
    Holder holder = Holder.any();

    holder.controlLists("client.scopes", "scopes", "", "default_scopes", "");
    String without = outcome(holder.bearer(holder.ofUser()));
    Answer refused = holder.login().refresh(holder.ofUser().refreshToken());
    holder.controlLists(
        "client.scopes", "scopes", holder.scope(), "default_scopes", holder.scope());

    assertEquals(DEAD, without);
    assertEquals(BAD_GRANT, outcome(refused));
    assertEquals(ALIVE, outcome(holder.bearer(holder.ofUser())));
    assertEquals(ALIVE, outcome(holder.login().refresh(holder.ofUser().refreshToken())));
  }

  @Test
  void revivesNoTokenOfClientThatIsEnabledAgain() {
    Holder holder = Holder.any();

    holder.control("client.disable");
    holder.control("client.enable");

    assertEquals(DEAD, outcome(holder.bearer(holder.ofClient())));
    assertEquals(ALIVE, outcome(holder.bearer(Holder.clientCredentials(holder.login()))));
  }

  @Test
  void endsOnlyTheTokensOfThePairThatIsUnassigned() {
    Holder holder = Holder.any();
    Users.Registered user = holder.login().user();
    Login elsewhere =
        new Login(
            postern,
            Clients.confidential().grants("password").users(user.username()).create(),
            user);
    Users.Registered otherUser = Users.any().create();
    Login other = new Login(postern, holder.login().client(), otherUser);
    postern.control(
        "assign", "client_id", other.client().clientId(), "username", otherUser.username());
    Answer ofElsewhere = elsewhere.password();
    Answer ofOther = other.password();

    holder.control("unassign");

    assertFalse(elsewhere.lives(holder.ofUser().accessToken()));
    assertTrue(elsewhere.lives(ofElsewhere.accessToken()));
    assertTrue(other.lives(ofOther.accessToken()));
    assertEquals(200, other.refresh(ofOther.refreshToken()).status());
  }

  /** Removing a secret stops authentication with it and ends no token. */
  @Test
  void endsNoTokenWhenSecretIsRemoved() {
    Holder holder = Holder.any();
    String secret = "S3cret-the-second_0123456789abcdef";
    holder.control("secret.add", "label", "second", "secret", secret);
    Login withSecond =
        new Login(
            postern,
            new Clients.Registered(holder.login().client().clientId(), secret),
            holder.login().user());

    holder.control("secret.remove", "label", "default");

    assertEquals(BAD_CLIENT, outcome(holder.login().refresh(holder.ofUser().refreshToken())));
    assertEquals(ALIVE, outcome(holder.bearer(holder.ofUser())));
    assertEquals(ALIVE, outcome(holder.bearer(holder.ofClient())));
    assertEquals(ALIVE, outcome(withSecond.refresh(holder.ofUser().refreshToken())));
  }

  @Test
  void dropsRemovedScopesFromTokensAndFamilies() {
    List<String> scopes =
        Stream.generate(() -> Scopes.forKind("user").create())
            .limit(2)
            .collect(Collectors.toList());
    Login login =
        Login.with(
            Clients.confidential()
                .grants("password", "refresh_token")
                .scopes(scopes.get(0), scopes.get(1))
                .defaultScopes(scopes.get(0), scopes.get(1)));
    Answer issued = login.password();

    new Holder(login, "", issued, issued)
        .controlLists("client.scopes", "scopes", scopes.get(1), "default_scopes", scopes.get(1));

    assertEquals(
        scopes.get(1), postern.get("api/me", issued.accessToken()).json().getString("scope"));
    assertEquals(
        "invalid_scope", login.refresh(issued.refreshToken(), "scope", scopes.get(0)).error());
    Answer refreshed = login.refresh(issued.refreshToken());
    assertEquals(scopes.get(1), refreshed.json().getString("scope"));
  }

  @Test
  void dropsScopesWhoseRoleTheUserHasLost() {
    String ofClerks = Scopes.forKind("user").roles("clerk").create();
    String ofAll = Scopes.forKind("user").create();
    Users.Registered clerk = Users.any().roles("clerk").create();
    Clients.Registered client =
        Clients.confidential()
            .grants("password", "refresh_token")
            .scopes(ofClerks, ofAll)
            .defaultScopes(ofClerks, ofAll)
            .users(clerk.username())
            .create();
    Login login = new Login(postern, client, clerk);
    Answer issued = login.password();
    assertTrue(issued.json().getString("scope").contains(ofClerks));

    postern.apply(
        Json.createObjectBuilder()
            .add(
                "users",
                Json.createArrayBuilder()
                    .add(
                        Json.createObjectBuilder()
                            .add("username", clerk.username())
                            .add("roles", Json.createArrayBuilder()))));

    assertEquals(ofAll, postern.get("api/me", issued.accessToken()).json().getString("scope"));
    assertEquals(ofAll, login.refresh(issued.refreshToken()).json().getString("scope"));
  }
}

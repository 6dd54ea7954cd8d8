package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Response;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Clients.Registered;
import org.postern.it.Postern.Answer;

/** Users and scopes at the console. */
@Tag(Kinds.BROWSER)
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class ConsolePeopleIT extends DeployedWar {

  private static final String HOSTILE = "<script>alert(1)</script>\"'&#{1+1}\u202Eabc";

  private final Postern postern = Postern.MANAGED;
  private final Admins admins = Admins.administrator();

  private JsonObject stored(String path) {
    Answer answer = admins.get(path);
    assertEquals(200, answer.status(), answer.body());
    return answer.json();
  }

  private static String name() {
    return "user-" + System.nanoTime();
  }

  @Test
  void createsAUserWhoSignsInWithTheOneTimePassword() {
    Users.Registered me = Users.any().roles("administrator").create();
    String username = name();
    String password;
    try (Browser browser = Browser.of(me)) {
      browser.go("users/index.xhtml");
      browser.page().locator("a:has-text('New user')").click();
      assertEquals("New user", browser.heading());
      browser.inspect("user-new");
      browser.fill("form:username", username);
      browser.fill("form:display_name", HOSTILE);
      browser.page().getByLabel("Viewer: may look at everything here").check();
      browser.fill("form:confirm_password", "wrong");
      browser.click("form:submit");
      assertTrue(wrong(browser).startsWith("This is not your password."), wrong(browser));
      assertEquals(404, admins.get("users/" + username).status());

      browser.fill("form:confirm_password", me.password());
      browser.click("form:submit");
      password = browser.page().locator("#made").textContent();
      SecretsOfTests.remember(password);
      browser.inspect("user-made");
      assertEquals(List.of(), browser.complaints());
    }
    JsonObject user = stored("users/" + username);
    assertEquals(HOSTILE, user.getString("display_name"));
    assertEquals("one_time", user.getString("password"));
    assertEquals(List.of("viewer"), texts(user, "roles"));

    String chosen = "A sentence of " + username;
    SecretsOfTests.remember(chosen);
    try (Browser browser = Browser.open()) {
      browser.signIn(username, password);
      browser.go("index.xhtml");
      assertEquals("Change your password", browser.heading());
      browser.fill("form:old_password", password);
      browser.fill("form:new_password", chosen);
      browser.fill("form:repeated", chosen);
      browser.click("form:submit");
      browser.page().waitForURL("**/sign-in.xhtml?changed=1");
      browser.signIn(username, chosen);

      assertEquals("Overview", browser.heading());
    }
  }

  private static String wrong(Browser browser) {
    return browser.page().locator(".wrong").first().textContent().strip();
  }

  private static List<String> texts(JsonObject object, String member) {
    return object.getJsonArray(member).getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .toList();
  }

  @Test
  void createsAUserWithoutAPassword() {
    String username = name();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("users/new.xhtml");
      browser.fill("form:username", "no name");
      browser.page().getByLabel("Make a one-time password").uncheck();
      browser.click("form:submit");
      assertTrue(wrong(browser).contains("RFC 8265"), wrong(browser));

      browser.fill("form:username", username);
      browser.click("form:submit");
      browser.page().waitForURL("**/users/user.xhtml?name=" + username);

      assertEquals(username, browser.heading());
      assertEquals(
          username + " is created.", browser.page().locator(".notice.good").textContent().strip());
      assertEquals("none", stored("users/" + username).getString("password"));
    }
  }

  @Test
  void locksAUserWhoseSessionEnds() {
    Users.Registered user = Users.any().roles("viewer").create();
    try (Browser theirs = Browser.open();
        Browser browser = Browser.ofAdministrator()) {
      theirs.signIn(user.username(), user.password());
      assertEquals("Overview", theirs.heading());

      browser.go("users/user.xhtml?name=" + user.username());
      browser.click("access:lock");
      browser.page().waitForSelector(".notice.good");
      theirs.go("index.xhtml");

      assertEquals("Sign in", theirs.heading());
      assertTrue(stored("users/" + user.username()).getBoolean("locked"));
      browser.click("access:unlock");
      browser.page().waitForSelector("[id='access:lock']");
      assertFalse(stored("users/" + user.username()).getBoolean("locked"));
      browser.click("access:disable");
      browser.page().waitForSelector("[id='access:enable']");
      assertFalse(stored("users/" + user.username()).getBoolean("enabled"));
    }
  }

  @Test
  void givesANewOneTimePassword() {
    Users.Registered me = Users.any().roles("administrator").create();
    Users.Registered user = Users.any().create();
    try (Browser browser = Browser.of(me)) {
      browser.go("users/user.xhtml?name=" + user.username());
      browser.page().locator("[data-open=reset-dialog]").click();
      browser.fill("reset:confirm_password", "wrong");
      browser.click("reset:submit");
      browser.page().waitForSelector("#reset-dialog[open] .wrong");
      assertEquals("chosen", stored("users/" + user.username()).getString("password"));

      browser.fill("reset:confirm_password", me.password());
      browser.click("reset:submit");
      String password = browser.page().locator("#made").textContent();
      SecretsOfTests.remember(password);

      assertFalse(password.isBlank());
      assertEquals("one_time", stored("users/" + user.username()).getString("password"));
      browser.go("users/user.xhtml?name=" + user.username());
      assertFalse(browser.page().content().contains(password));
    }
  }

  @Test
  void showsWhatAnotherEditorChanged() {
    Users.Registered user = Users.any().create();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("users/user.xhtml?name=" + user.username());
      browser.fill("data:display_name", "Mine");
      assertEquals(
          200,
          admins.patch("users/" + user.username(), "{\"email\":\"theirs@example.org\"}").status());
      browser.click("data:save");

      String lost = browser.page().locator(".notice.warn").textContent();
      assertTrue(lost.contains("theirs@example.org"), lost);
      assertEquals("", stored("users/" + user.username()).getString("display_name"));
      browser.click("data:save");
      browser.page().waitForSelector(".notice.good");
      assertEquals("Mine", stored("users/" + user.username()).getString("display_name"));
    }
  }

  @Test
  void givesARoleToWhoeverKnowsThePassword() {
    Users.Registered user = Users.any().roles("viewer").create();
    Users.Registered me = Users.any().roles("administrator").create();
    try (Browser browser = Browser.of(me)) {
      browser.go("users/user.xhtml?name=" + user.username());
      browser.page().getByLabel("Administrator: may").check();
      browser.click("data:save");
      assertTrue(wrong(browser).startsWith("This is not your password."), wrong(browser));
      assertEquals(List.of("viewer"), texts(stored("users/" + user.username()), "roles"));

      browser.fill("data:confirm_password", me.password());
      browser.click("data:save");
      browser.page().waitForSelector(".notice.good");
      assertEquals(
          List.of("administrator", "viewer"),
          texts(stored("users/" + user.username()), "roles").stream().sorted().toList());

      // Removing a role needs no recent login.
      browser.page().getByLabel("Administrator: may").uncheck();
      browser.click("data:save");
      browser.page().waitForSelector(".notice.good");
      assertEquals(List.of("viewer"), texts(stored("users/" + user.username()), "roles"));
    }
  }

  @ParameterizedTest(name = "{0} days")
  @CsvSource({"30, 200, true", "0, 401, false"})
  void saysHowLongSecretsWorkOfTheClientsOfWhomARoleIsTaken(
      String days, int status, boolean works) {
    Users.Registered owner = Users.any().roles("client-owner").create();
    Registered client =
        Clients.confidential()
            .with("owner", owner.username())
            .grants("client_credentials")
            .scopes("client.self")
            .create();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("users/user.xhtml?name=" + owner.username());
      browser.page().getByLabel("Client owner: administers").uncheck();
      browser.page().locator("[id='data:secret_grace']").selectOption(days);
      browser.click("data:save");
      browser.page().waitForSelector(".notice.good");
      // There is nothing left to choose.
      assertEquals(0, browser.page().locator("[id='data:secret_grace']").count());
    }

    assertEquals(List.of(), texts(stored("users/" + owner.username()), "roles"));
    assertEquals(status, postern.token(client, "grant_type", "client_credentials").status());
    JsonObject secret =
        stored("clients/" + client.clientId()).getJsonArray("secrets").getJsonObject(0);
    assertTrue(secret.containsKey("review"));
    Instant now = Instant.parse(postern.control("clock.now").getString("now"));
    assertEquals(works, now.isBefore(Instant.parse(secret.getString("expires"))));
  }

  @Test
  void revokesWhatAUserHolds() {
    Login login = Login.any();
    String first = login.password().accessToken();
    String second = login.password().accessToken();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("users/tokens.xhtml?name=" + login.user().username());
      browser.inspect("user-tokens");
      browser.page().locator("button[name=family]").first().click();
      browser.page().waitForSelector(".notice.good");
      assertTrue(login.lives(first) ^ login.lives(second));

      browser.click("tokens:end");
      browser.page().waitForSelector(".empty");
      assertFalse(login.lives(first) || login.lives(second));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void deletesAUserWhoseNameIsTyped() {
    Users.Registered me = Users.any().roles("administrator").create();
    Users.Registered user = Users.any().create();
    try (Browser browser = Browser.of(me)) {
      browser.go("users/user.xhtml?name=" + user.username());
      browser.page().locator("[data-open=delete-dialog]").click();
      browser.fill("delete:typed_name", "another");
      browser.click("delete:submit");
      assertEquals("This is not the user name.", wrong(browser));
      assertEquals(200, admins.get("users/" + user.username()).status());

      browser.fill("delete:typed_name", user.username());
      browser.fill("delete:confirm_password", "wrong");
      browser.click("delete:submit");
      assertTrue(wrong(browser).startsWith("This is not your password."), wrong(browser));
      assertEquals(200, admins.get("users/" + user.username()).status());

      browser.fill("delete:typed_name", user.username());
      browser.fill("delete:confirm_password", me.password());
      browser.click("delete:submit");
      browser.page().waitForURL("**/users/index.xhtml");

      assertEquals(404, admins.get("users/" + user.username()).status());
      Response gone =
          browser
              .page()
              .navigate(postern.uri("console/users/user.xhtml?name=" + user.username()).toString());
      assertEquals(404, gone.status());
    }
  }

  @Test
  void showsHostileNamesAsText() {
    String username = "<b>&\"'#{1+1}" + System.nanoTime();
    assertEquals(
        201,
        admins
            .post(
                "users",
                Json.createObjectBuilder()
                    .add("username", username)
                    .add("display_name", HOSTILE)
                    .add("roles", Json.createArrayBuilder().add("</td><h1>"))
                    .build()
                    .toString())
            .status());
    try (Browser browser = Browser.ofAdministrator()) {
      browser.page().onDialog(dialog -> dialog.dismiss());
      browser.go("users/index.xhtml?text=" + Postern.encode(username));
      assertEquals(List.of(username), browser.page().locator("tbody tr th").allTextContents());
      browser.page().locator("tbody th a").click();
      assertEquals(username, browser.heading());
      assertEquals(HOSTILE, browser.page().locator("[id='data:display_name']").inputValue());
      browser.fill("data:email", "a@example.org");
      browser.click("data:save");
      browser.page().waitForSelector(".notice.good");

      assertEquals(username, browser.heading());
      assertEquals("a@example.org", stored("users/" + Admins.segment(username)).getString("email"));
      browser.inspect("user");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void listsUsersInParts() {
    String prefix = "many" + System.nanoTime() + "-";
    JsonArrayBuilder users = Json.createArrayBuilder();
    for (int i = 100; i < 151; i++) {
      users.add(Json.createObjectBuilder().add("username", prefix + i));
    }
    postern.apply(Json.createObjectBuilder().add("users", users));
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("users/index.xhtml?text=" + prefix);
      assertEquals(50, browser.page().locator("tbody tr").count());
      browser.page().locator("a.next").click();
      assertEquals(List.of(prefix + 150), browser.page().locator("tbody tr th").allTextContents());
      browser.page().locator("text=To the beginning").click();
      browser.page().locator("thead a:has-text('User name')").click();
      browser.page().locator("thead th[aria-sort=ascending] a").click();
      browser.page().waitForURL("**sort=-username**");

      assertEquals(prefix + 150, browser.page().locator("tbody tr th").first().textContent());
      browser.inspect("users");
      browser.go("users/index.xhtml?text=" + prefix + "none");
      assertEquals("No users", browser.page().locator(".empty-title").textContent());
    }
  }

  @Test
  void definesChangesAndDeletesAScope() {
    String scope = "scope-<b>&'" + System.nanoTime();
    String path = "scopes/" + Admins.segment(scope);
    Clients.Registered server = Clients.confidential().create();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("scopes/new.xhtml");
      browser.inspect("scope-new");
      browser.fill("form:name", scope);
      browser.fill("form:description", HOSTILE);
      browser.fill("form:resource_servers", "no-such-client-at-all");
      browser.click("form:submit");
      assertTrue(wrong(browser).contains("there is no client"), wrong(browser));

      browser.fill("form:resource_servers", server.clientId());
      browser.fill("form:roles", "clerk, cook");
      browser.page().locator("[id='form:for']").selectOption("user");
      browser.click("form:submit");
      browser.page().waitForSelector(".notice.good");
      assertEquals(scope, browser.heading());
      JsonObject created = stored(path);
      assertEquals(HOSTILE, created.getString("description"));
      assertEquals("user", created.getString("for"));
      assertEquals(List.of("clerk", "cook"), texts(created, "roles"));
      assertEquals(List.of(server.clientId()), texts(created, "resource_servers"));

      Clients.Registered holder = Clients.confidential().grants("password").scopes(scope).create();
      browser.go("scopes/scope.xhtml?name=" + Postern.encode(scope));
      assertEquals(0, browser.page().locator("[data-open=delete-dialog]").count());
      assertTrue(browser.page().locator("main").textContent().contains(holder.clientId()));
      browser.inspect("scope");
      assertEquals(204, admins.delete("clients/" + holder.clientId()).status());

      browser.go("scopes/scope.xhtml?name=" + Postern.encode(scope));
      browser.fill("data:roles", "");
      browser.click("data:save");
      browser.page().waitForSelector(".notice.good");
      assertEquals(List.of(), texts(stored(path), "roles"));

      browser.page().locator("[data-open=delete-dialog]").click();
      browser.click("delete:submit");
      browser.page().waitForURL("**/scopes/index.xhtml");
      assertEquals(404, admins.get(path).status());
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void changesNoScopeThatIsBuiltIn() {
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("scopes/index.xhtml?built_in=true");
      browser.inspect("scopes");
      browser.page().locator("tbody th a").first().click();

      String why = browser.page().locator("p.notice").textContent();
      assertTrue(why.contains("built in and cannot be changed"), why);
      assertEquals(0, browser.page().locator("[id='data:save'], [data-open]").count());
    }
  }

  @Test
  void letsAViewerLookAndNotChange() {
    Users.Registered viewer = Users.any().roles("viewer").create();
    try (Browser browser = Browser.open()) {
      browser.signIn(viewer.username(), viewer.password());
      browser.go("users/user.xhtml?name=admin");
      assertEquals("admin", browser.heading());
      assertEquals(0, browser.page().locator("main form, [data-open]").count());
      browser.go("users/tokens.xhtml?name=admin");
      assertEquals(0, browser.page().locator("main button, main input[type=submit]").count());
      for (String page : List.of("users/new.xhtml", "scopes/new.xhtml", "configuration.xhtml")) {
        browser.go(page);
        assertEquals(0, browser.page().locator("main form").count(), page);
        assertEquals(1, browser.page().locator("main .notice.warn").count(), page);
      }
      browser.go("users/user.xhtml?name=admin");
      browser.inspect("user-viewer");
    }
  }

  @Test
  void showsUsersAndScopesToNoOwnerOfClients() {
    Users.Registered owner = Users.any().roles("client-owner").create();
    try (Browser browser = Browser.open()) {
      browser.signIn(owner.username(), owner.password());
      for (String page :
          List.of("users/index.xhtml", "users/user.xhtml?name=admin", "scopes/index.xhtml")) {
        Response refused = browser.page().navigate(postern.uri("console/" + page).toString());
        assertEquals(403, refused.status(), page);
      }
    }
  }
}

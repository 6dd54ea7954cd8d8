package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.it.Clients.Registered;

/** The pages of a client that are about its use: users, tokens, audit trail, and trying it. */
@Tag(Kinds.BROWSER)
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class ConsoleUseIT extends DeployedWar {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String HOSTILE = " \"it's\" $HOME `id` \\u0022 %+:<b>{{client}}";

  private final Postern postern = Postern.MANAGED;

  private static String page(String name, Registered client) {
    return "clients/" + name + ".xhtml?id=" + encode(client.clientId());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String text(Browser browser, String selector) {
    return browser.page().locator(selector).first().textContent().strip();
  }

  private static String notice(Browser browser) {
    return text(browser, "#messages .notice, .notices .notice");
  }

  private static Locator row(Browser browser, String text) {
    return browser.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
  }

  // Users

  private String verdict(Browser browser, Registered client, String username) {
    browser.go(page("users", client));
    browser.page().locator("#may-user").fill(username);
    browser.page().locator("#may button").click();
    browser.page().waitForURL("**user=**");
    return text(browser, "#verdict");
  }

  @Test
  void assigningAUserChangesTheVerdict() {
    Users.Registered user = Users.any().create();
    Registered client = Clients.confidential().grants("password").create();
    Login login = new Login(postern, client, user);
    try (Browser browser = Browser.ofAdministrator()) {
      assertEquals(
          user.username()
              + ": no. The user is not assigned to the client and in none of its groups.",
          verdict(browser, client, user.username()));
      assertEquals(400, login.password().status());

      browser.page().locator("[id='assign:username_input']").pressSequentially(user.username());
      browser
          .page()
          .locator(".ui-autocomplete-item")
          .filter(new Locator.FilterOptions().setHasText(user.username()))
          .click();
      browser.click("assign:submit");
      row(browser, user.username()).waitFor();
      assertEquals("The user " + user.username() + " is assigned to this client.", notice(browser));
      assertEquals(
          user.username() + ": yes, may use this client.",
          verdict(browser, client, user.username()).replaceAll("\\s*May ask for(?s:.*)", ""));
      assertEquals(200, login.password().status());
      browser.inspect("client-users");

      row(browser, user.username()).locator("button").click();
      browser.page().getByText("Nobody is assigned").waitFor();
      assertEquals(400, login.password().status());
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void tellsThatThereIsNoSuchUser() {
    Registered client = Clients.confidential().grants("password").create();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go(page("users", client));
      browser.fill("assign:username_input", "nobody-of-this-name");
      browser.click("assign:submit");
      browser.page().locator(".notice.bad").first().waitFor();

      assertEquals("there is no user 'nobody-of-this-name'", text(browser, ".notice.bad"));
      assertTrue(verdict(browser, client, "nobody-of-this-name").contains("no user of this name"));
    }
  }

  @Test
  void letsEveryoneIn() {
    Users.Registered user = Users.any().create();
    Registered client = Clients.confidential().grants("password").create();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go(page("users", client));
      browser.page().locator("[id='form:user_access']").selectOption("everyone");
      browser.fill("form:user_groups", "staff\n\n  cn=ops,dc=example ");
      browser.click("form:save");
      browser.page().getByText("Saved.").waitFor();

      assertEquals(
          "cn=ops,dc=example\nstaff",
          browser.page().locator("[id='form:user_groups']").inputValue().strip());
      assertEquals(200, new Login(postern, client, user).password().status());
    }
  }

  @Test
  void showsAViewerWhatOnlyAdministratorsChange() {
    Users.Registered viewer = Users.any().roles("viewer").create();
    Login login = Login.any();
    login.password();
    try (Browser browser = Browser.open()) {
      browser.signIn(viewer.username(), viewer.password());
      browser.go(page("users", login.client()));
      assertEquals(1, row(browser, login.user().username()).count());
      assertEquals(0, browser.page().locator("main form[method=post] button").count());
      assertEquals(0, browser.page().locator("main form[method=post] input[type=submit]").count());

      browser.go(page("tokens", login.client()));
      assertEquals(1, row(browser, login.user().username()).count());
      assertEquals(0, browser.page().locator("main button").count());
    }
  }

  @Test
  void letsAnOwnerAdministerTheOwnClients() {
    Users.Registered owner = Users.any().roles("client-owner").create();
    Users.Registered user = Users.any().create();
    Registered client =
        Clients.confidential().grants("password").with("owner", owner.username()).create();
    Registered ofOthers = Clients.confidential().create();
    Login login = new Login(postern, client, user);
    try (Browser browser = Browser.open()) {
      browser.signIn(owner.username(), owner.password());
      browser.go(page("users", client));
      browser.fill("assign:username", user.username());
      browser.click("assign:submit");
      row(browser, user.username()).waitFor();
      String token = login.password().accessToken();

      browser.go(page("tokens", client));
      row(browser, user.username()).locator("button").click();
      browser.page().getByText("The token is revoked.").waitFor();
      assertFalse(login.lives(token));

      for (String name : List.of("users", "tokens", "trail", "try")) {
        browser.go(page(name, ofOthers));
        assertEquals("There is no such page", browser.heading());
      }
    }
  }

  // Tokens

  @Test
  void revokesATokenThatWasGotOutside() {
    Registered client = Clients.confidential().grants("client_credentials").create();
    Registered inspector = Tokens.inspector();
    String kept = Tokens.ofClient(postern, client);
    String revoked = Tokens.ofClient(postern, client);
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go(page("tokens", client));
      assertEquals(2, browser.page().locator("tbody tr").count());
      assertFalse(browser.page().content().contains(revoked));
      browser.inspect("client-tokens");

      // The newest comes first.
      browser.page().locator("tbody tr button").first().click();
      browser.page().getByText("The token is revoked.").waitFor();
      assertEquals(1, browser.page().locator("tbody tr").count());
      assertFalse(Tokens.isActive(postern, inspector, revoked));
      assertTrue(Tokens.isActive(postern, inspector, kept));

      browser.page().locator("button[data-open=all]").click();
      browser.click("end:all");
      browser.page().getByText("Every token of this client has ended.").waitFor();
      browser.page().getByText("No live tokens").waitFor();
      assertFalse(Tokens.isActive(postern, inspector, kept));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void revokesAFamilyWithItsTokens() {
    Login login = Login.any();
    Postern.Answer tokens = login.password();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go(page("tokens", login.client()));
      browser.page().locator(".parts a").last().click();
      browser.page().waitForURL("**list=families**");
      assertEquals(1, row(browser, login.user().username()).count());
      browser.inspect("client-families");

      browser.page().locator("tbody tr button").click();
      browser.page().getByText("No live token families").waitFor();
      assertFalse(login.lives(tokens.accessToken()));
      assertEquals(400, login.refresh(tokens.refreshToken()).status());
    }
  }

  // Audit trail

  @Test
  void showsBeforeAndAfterOfAChange() {
    Registered client = Clients.confidential().create();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go(page("users", client));
      browser.page().locator("[id='form:user_access']").selectOption("everyone");
      browser.click("form:save");
      browser.page().getByText("Saved.").waitFor();

      browser.go(page("trail", client));
      browser.page().locator("details:has(.before) > summary").first().click();
      assertEquals(
          List.of("user_access", "assigned", "everyone"),
          browser
              .page()
              .locator("details[open] tbody tr")
              .first()
              .locator("th, td")
              .allTextContents()
              .stream()
              .map(String::strip)
              .toList());
      browser.inspect("client-trail");
      assertEquals(List.of(), browser.complaints());
    }
  }

  // Trying

  private static void tryWith(Browser browser, String secret) {
    browser.page().locator("#try-secret").fill(secret);
    browser.page().locator("#try button").click();
    browser.page().locator("#try-result:not([hidden])").waitFor();
  }

  private static void awaitStatus(Browser browser, String status) {
    browser
        .page()
        .locator("#try-status")
        .filter(new Locator.FilterOptions().setHasText(status))
        .waitFor();
  }

  @Test
  void sendsARequestAndLooksItsTokenUp() {
    Registered client = Clients.confidential().grants("client_credentials").create();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go(page("try", client));
      tryWith(browser, client.secret());
      awaitStatus(browser, "200");
      String sent = text(browser, "#try-sent");
      assertTrue(sent.startsWith("POST /postern/oauth2/token HTTP/1.1\n"), sent);
      assertTrue(sent.endsWith("\n\ngrant_type=client_credentials"), sent);
      assertTrue(sent.contains("\nAuthorization: Basic ••••••••"), sent);
      assertFalse(sent.contains(client.secret()));
      assertTrue(text(browser, "#try-received").contains("\"token_type\": \"Bearer\""));
      assertTrue(text(browser, "#try-time").matches("[0-9,]+ ms"));

      browser.page().locator("#try-look").click();
      String token = browser.page().locator("[id='look:value']").inputValue();
      browser.click("look:submit");
      browser.page().locator("#finding").waitFor();
      assertTrue(text(browser, "#finding").contains("A live access token"));
      assertTrue(text(browser, "#finding").contains("client:" + client.clientId()));
      assertFalse(browser.page().content().contains(token));
      assertEquals("", browser.page().locator("[id='look:value']").inputValue());
      browser.page().locator("#snippets summary").first().click();
      browser.inspect("client-try");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void explainsARefusal() {
    Registered client = Clients.confidential().grants("client_credentials").create();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go(page("try", client));
      tryWith(browser, "wrong");
      awaitStatus(browser, "401");
      assertTrue(text(browser, "#try-received").contains("\"error\": \"invalid_client\""));
      browser.inspect("client-try-refused");

      browser.page().locator("#try-explain").click();
      browser.page().waitForURL("**reference=**");
      // The line is written a moment after the answer.
      Await.until(
          "the refusal is explained",
          PATIENCE,
          () -> {
            browser.page().reload();
            return text(browser, "#explanation").contains("no such secret");
          });
      assertTrue(text(browser, "#explanation").contains("secret_wrong"));
      assertEquals(
          List.of(),
          browser.complaints().stream().filter(text -> !text.contains("status of 401")).toList());
    }
  }

  @Test
  void logsAUserInAndRefreshes() {
    Login login = Login.any();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go(page("try", login.client()));
      browser.page().locator("#try-grant").selectOption("password");
      browser.page().locator("#try-username").fill(login.user().username());
      browser.page().locator("#try-password").fill(login.user().password());
      tryWith(browser, login.client().secret());
      awaitStatus(browser, "200");
      assertTrue(text(browser, "#try-sent").contains("&password=••••••••"));

      browser.page().locator("#try-grant").selectOption("refresh_token");
      browser.page().locator("#try button").click();
      browser
          .page()
          .locator("#try-sent")
          .filter(new Locator.FilterOptions().setHasText("refresh_token=••••••••"))
          .waitFor();
      awaitStatus(browser, "200");
    }
  }

  /** The page knows the grant and its parameters from the description alone. */
  @Test
  void triesAGrantThatOnlyTestsHave() {
    Registered client = Clients.confidential().grants("urn:postern:testing:voucher").create();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go(page("try", client));
      browser.page().locator("#try-voucher").fill("good for one token");
      browser.page().locator("#try-voucher_note").fill("seen");
      tryWith(browser, client.secret());
      awaitStatus(browser, "200");

      assertTrue(
          text(browser, "#try-sent").contains("&voucher=••••••••&voucher_note=seen"),
          text(browser, "#try-sent"));
    }
  }

  // Hostile values

  @Test
  void showsHostileNamesAsText(@TempDir Path directory) throws Exception {
    Registered client =
        Clients.confidential()
            .suffix(HOSTILE)
            .secret("a%2B \"secret'+\\with:everything$in(it)")
            .grants("client_credentials")
            .with("name", "<script>alert(1)</script>")
            .create();
    String scope = "</code><script>alert(2)</script>";
    try (Browser browser = Browser.ofAdministrator()) {
      for (String name : List.of("users", "tokens", "trail", "try")) {
        browser.go(page(name, client) + "&user=" + encode(scope) + "&reference=" + encode(scope));
        assertEquals("<script>alert(1)</script>", browser.heading());
      }
      assertEquals("curl", text(browser, "#snippets summary"));
      tryWith(browser, client.secret());
      awaitStatus(browser, "200");

      String curl = here(text(browser, "#code-curl"));
      String java = here(text(browser, "#code-java"));
      browser.go(page("users", client));
      browser.page().locator("[id='form:user_access']").selectOption("nobody");
      browser.click("form:save");
      browser.page().getByText("Saved.").waitFor();
      assertTrue(run(directory, client, "bash", "-c", curl).contains("\"access_token\""));
      Files.writeString(directory.resolve("Token.java"), java);
      assertTrue(
          run(directory, client, System.getProperty("java.home") + "/bin/java", "Token.java")
              .contains("\"access_token\""));
      assertEquals(List.of(), browser.complaints());
    }
  }

  // The commands use the configured address of the server, but this test needs the real one.
  private String here(String code) {
    return code.replaceFirst(
        "https?://[^'\"]*/oauth2/token", postern.uri("oauth2/token").toString());
  }

  private static String run(Path directory, Registered client, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("POSTERN_CLIENT_SECRET", client.secret());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    return output;
  }
}

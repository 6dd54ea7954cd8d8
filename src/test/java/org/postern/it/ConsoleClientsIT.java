package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.it.Clients.Registered;

/** Tests the pages by which administrators and owners manage clients, in the browser. */
@Tag(Kinds.BROWSER)
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class ConsoleClientsIT extends DeployedWar {

  private static final String PASSWORD = "adminpass-demo";
  private static final String HOSTILE =
      "<script>alert(1)</script> \"'&amp; #{1+1} ${2*3} \u202egnihton";

  private final Postern postern = Postern.MANAGED;

  private static String page(String page, String clientId) {
    return "clients/" + page + ".xhtml?id=" + Postern.encode(clientId);
  }

  private static JsonObject client(String clientId) {
    return Admins.reader().get("clients/" + Admins.segment(clientId)).json();
  }

  private static String newId() {
    return Clients.publicClient().create().clientId() + "-made";
  }

  private static String notice(Browser browser) {
    return browser.page().locator("#notices .notice").first().textContent().strip();
  }

  private static String wrong(Browser browser) {
    return browser.page().locator(".wrong").first().textContent().strip();
  }

  @Test
  void registersAServiceAndShowsItsSecretOnce() throws IOException {
    String clientId = newId();
    Users.Registered me = Users.any().roles("administrator").create();
    try (Browser browser = Browser.of(me)) {
      Page page = browser.go("clients/index.xhtml?text=test");
      browser.inspect("clients");
      page.getByText("New client").click();
      browser.inspect("client-new-kind");
      page.getByText("A service").click();
      browser.inspect("client-new");
      browser.fill("form:client_id", clientId);
      browser.fill("form:name", "Nightly job");
      page.locator("input[type=checkbox][value='api.read']").check();
      browser.fill("form:confirm_password", "not the password");
      browser.click("form:register");
      assertTrue(wrong(browser).startsWith("This is not your password."), wrong(browser));

      browser.fill("form:confirm_password", me.password());
      browser.click("form:register");
      String secret = page.locator("#made-secret").textContent();
      SecretsOfTests.remember(secret);
      browser.inspect("client-new-secret");

      assertTrue(secret.matches("pss_[A-Za-z0-9_-]{43}"), "the form of the secret");
      assertFalse(page.url().contains(secret));
      List<String> env = download(page, ".env").lines().toList();
      assertTrue(env.contains("POSTERN_CLIENT_ID='" + clientId + "'"), "the id in the .env file");
      assertTrue(env.contains("POSTERN_CLIENT_SECRET='" + secret + "'"), "the secret in it");
      JsonObject json = Json.createReader(new StringReader(download(page, ".json"))).readObject();
      assertTrue(json.getString("client_secret").equals(secret), "the secret in the JSON");
      Postern.Answer token =
          postern.token(new Registered(clientId, secret), "grant_type", "client_credentials");
      assertEquals(200, token.status());
      assertEquals("api.read", token.json().getString("scope"));

      page.getByText("on to the client").click();
      assertEquals("Nightly job", browser.heading());
      browser.inspect("client");
      browser.go(page("secrets", clientId));
      assertFalse(page.content().contains(secret));
      Await.until(
          "the last use is shown",
          Duration.ofSeconds(30),
          () -> {
            page.reload();
            return page.locator("tbody td").nth(3).locator("time").count() == 1;
          });
      assertEquals(List.of(), browser.complaints());
    }
  }

  private static String download(Page page, String ending) throws IOException {
    Download download =
        page.waitForDownload(() -> page.locator("button[data-download$='" + ending + "']").click());
    return Files.readString(download.path());
  }

  @Test
  void registersAnAppOnDevicesWithoutASecret() {
    String clientId = newId();
    try (Browser browser = Browser.ofAdministrator()) {
      Page page = browser.go("clients/new.xhtml?kind=device");
      browser.inspect("client-new-device");
      browser.fill("form:client_id", clientId);
      browser.click("form:register");
      page.waitForURL("**/client.xhtml?id=*");

      assertEquals("The client is registered.", notice(browser));
      JsonObject client = client(clientId);
      assertEquals("public", client.getString("type"));
      assertEquals("assigned", client.getString("user_access"));
      assertTrue(client.getBoolean("allow_password_grant_for_public_client"));
      browser.go(page("secrets", clientId));
      browser.inspect("client-secrets-none");
      assertEquals(0, page.locator("[id='form:make']").count());
    }
  }

  @Test
  void refusesAClientIdThatThereIs() {
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("clients/new.xhtml?kind=server");
      browser.fill("form:client_id", "testclient");
      browser.fill("form:confirm_password", PASSWORD);
      browser.click("form:register");

      assertEquals("there is already a client 'testclient'", wrong(browser));
      assertTrue(notice(browser).startsWith("Nothing was changed."), notice(browser));

      browser.fill("form:client_id", "");
      browser.fill("form:confirm_password", PASSWORD);
      browser.click("form:register");
      SecretsOfTests.remember(browser.page().locator("#made-secret").textContent());
      Matcher made = Pattern.compile("client-[0-9a-z]{20}").matcher(browser.page().content());
      assertTrue(made.find(), "the page names the identifier that was made");
      assertEquals("confidential", client(made.group()).getString("type"));
    }
  }

  @Test
  void rotatesASecret() {
    Registered client =
        Clients.confidential().grants("client_credentials").scopes("api.read").create();
    try (Browser browser = Browser.ofAdministrator()) {
      Page page = browser.go(page("secrets", client.clientId()));
      browser.fill("form:label", "second");
      browser.fill("form:expires", "2090-01-31T12:00");
      browser.fill("form:confirm_password", PASSWORD);
      browser.click("form:make");
      Registered rotated =
          new Registered(client.clientId(), page.locator("#made-secret").textContent());
      SecretsOfTests.remember(rotated.secret());
      browser.inspect("client-secrets");
      assertEquals(200, token(client));
      assertEquals(200, token(rotated));

      browser.go(page("secret", client.clientId()) + "&label=default");
      browser.inspect("client-secret");
      browser.click("form:remove");
      page.waitForURL("**/secrets.xhtml?id=*");
      assertEquals("The secret was removed.", notice(browser));
      assertEquals(401, token(client));
      assertEquals(200, token(rotated));

      browser.go(page("secret", client.clientId()) + "&label=second");
      browser.click("form:remove");
      assertTrue(notice(browser).contains("this is the last secret that works"), notice(browser));
      assertEquals(200, token(rotated));
      page.locator("[id='form:even_last']").check();
      browser.click("form:remove");
      page.waitForURL("**/secrets.xhtml?id=*");
      assertEquals(401, token(rotated));
      assertEquals(List.of(), browser.complaints());
    }
  }

  private int token(Registered client) {
    return postern.token(client, "grant_type", "client_credentials").status();
  }

  @Test
  void changesLabelAndExpiryOfASecret() {
    Registered client = Clients.confidential().create();
    try (Browser browser = Browser.ofAdministrator()) {
      Page page = browser.go(page("secret", client.clientId()) + "&label=default");
      browser.fill("form:label", "on the old server");
      browser.fill("form:expires", "2090-07-01T12:00:30");
      browser.click("form:save");
      page.waitForURL("**/secrets.xhtml?id=*");

      JsonObject secret = client(client.clientId()).getJsonArray("secrets").getJsonObject(0);
      assertEquals("on the old server", secret.getString("label"));
      assertEquals("2090-07-01T10:00:30Z", secret.getString("expires"));
    }
  }

  @Test
  void showsWhatOthersChangedMeanwhile() {
    Registered client = Clients.confidential().with("description", "before").create();
    try (Browser browser = Browser.ofAdministrator()) {
      Page page = browser.go(page("client", client.clientId()));
      Admins.administrator()
          .patch("clients/" + client.clientId(), "{\"description\":\"what others wrote\"}");
      browser.fill("form:name", "what was typed");
      browser.click("form:save");
      Locator lost = page.locator("section.notice");

      assertTrue(lost.textContent().contains("Somebody else was quicker"), lost.textContent());
      assertTrue(lost.textContent().contains("what others wrote"), lost.textContent());
      browser.inspect("client-lost-update");
      assertEquals("what was typed", page.locator("[id='form:name']").inputValue());
      assertEquals("", client(client.clientId()).getString("name"));

      browser.click("form:save");
      page.waitForSelector("#notices .notice.good");
      assertEquals("what was typed", client(client.clientId()).getString("name"));
      assertEquals("before", client(client.clientId()).getString("description"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void showsHostileValuesAsText() {
    Registered client =
        Clients.confidential()
            .suffix("<i>\"'&#{1+1}${2*3}")
            .with("description", HOSTILE)
            .secrets("</td>" + HOSTILE, "S3cret-of-hostile_0123456789-0123456789", "")
            .create();
    try (Browser browser = Browser.ofAdministrator()) {
      List<String> alerts = new ArrayList<>();
      Page page = browser.page();
      page.onDialog(
          dialog -> {
            alerts.add(dialog.message());
            dialog.dismiss();
          });
      browser.go(page("client", client.clientId()));
      assertEquals(client.clientId(), browser.heading());
      browser.fill("form:name", HOSTILE);
      browser.click("form:save");
      page.waitForSelector("#notices .notice.good");

      assertEquals(HOSTILE, browser.heading());
      assertEquals(HOSTILE, client(client.clientId()).getString("name"));
      assertEquals(HOSTILE, page.locator("[id='form:description']").inputValue());
      for (String other : List.of("secrets", "access", "danger")) {
        Response response = browser.go(page(other, client.clientId())).reload();
        assertEquals(200, response.status(), other);
        assertEquals(HOSTILE, browser.heading());
      }
      page.locator(".tabs a").nth(1).click();
      page.locator("tbody a").click();
      assertEquals("Secret: </td>" + HOSTILE, browser.heading());
      browser.click("form:save");
      page.waitForURL("**/secrets.xhtml?id=*");
      browser.go("clients/index.xhtml?text=" + Postern.encode(client.clientId()));
      assertEquals(client.clientId(), page.locator("tbody th a").textContent());
      browser.inspect("clients-hostile");
      page.locator("tbody th a").click();
      assertEquals(HOSTILE, browser.heading());
      browser.go("clients/index.xhtml?text=" + Postern.encode(HOSTILE + HOSTILE));
      assertEquals("No client fits", page.locator(".empty-title").textContent());
      browser.inspect("clients-none");

      assertEquals(List.of(), alerts);
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void refusesHostileValuesAtTheField() {
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("clients/new.xhtml?kind=service");
      browser.fill("form:client_id", "gr\u00fcn");
      browser.fill("form:owner", HOSTILE);
      browser.fill("form:confirm_password", PASSWORD);
      browser.click("form:register");

      assertEquals(
          List.of(
              "must have 1 to 128 printable ASCII characters",
              "there is no user '" + HOSTILE + "'"),
          browser.page().locator(".wrong").allTextContents());
      assertEquals("gr\u00fcn", browser.page().locator("[id='form:client_id']").inputValue());
    }
  }

  @ParameterizedTest(name = "{0} days")
  @CsvSource({"30, 200, true", "0, 401, false"})
  void saysHowLongSecretsWorkOfAClientThatLosesItsOwner(String days, int status, boolean works) {
    Users.Registered owner = Users.any().roles("client-owner").create();
    Registered client =
        Clients.confidential()
            .with("owner", owner.username())
            .grants("client_credentials")
            .scopes("client.self")
            .create();
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go(page("client", client.clientId()));
      browser.fill("form:owner", "");
      browser.page().locator("[id='form:secret_grace']").selectOption(days);
      browser.click("form:save");
      browser.page().waitForSelector(".notice.good");
      // There is nothing left to choose.
      assertEquals(0, browser.page().locator("[id='form:secret_grace']").count());
    }

    assertEquals("", client(client.clientId()).getString("owner"));
    assertEquals(status, postern.token(client, "grant_type", "client_credentials").status());
    JsonObject secret = client(client.clientId()).getJsonArray("secrets").getJsonObject(0);
    assertTrue(secret.containsKey("review"));
    Instant now = Instant.parse(postern.control("clock.now").getString("now"));
    assertEquals(works, now.isBefore(Instant.parse(secret.getString("expires"))));
  }

  /** The page knows the grant from its description alone. */
  @Test
  void offersAGrantThatOnlyTestsHave() {
    String voucher = "urn:postern:testing:voucher";
    Registered client = Clients.confidential().create();
    try (Browser browser = Browser.ofAdministrator()) {
      Page page = browser.go(page("access", client.clientId()));
      page.getByLabel(voucher + ": with a voucher").check();
      browser.click("form:save");
      page.waitForSelector("#notices .notice.good");

      assertEquals(
          "[\"" + voucher + "\"]", client(client.clientId()).getJsonArray("grants").toString());
      browser.go("clients/index.xhtml?grant=" + Postern.encode(voucher));
      assertEquals(voucher, page.locator("#grant").inputValue());
      assertTrue(page.content().contains(client.clientId()));
    }
  }

  @Test
  void changesWhatAClientMayAskFor() {
    Registered client = Clients.confidential().create();
    try (Browser browser = Browser.ofAdministrator()) {
      Page page = browser.go(page("access", client.clientId()));
      browser.inspect("client-access");
      page.locator("input[name='form:grants'][value='client_credentials']").check();
      page.locator("input[name='form:scopes'][value='api.write']").check();
      page.locator("input[name='form:default_scopes'][value='api.read']").check();
      browser.fill("form:access_token_lifetime", "ten");
      browser.click("form:save");
      assertEquals("must be a whole number", wrong(browser));

      browser.fill("form:access_token_lifetime", "10");
      page.locator("[id='form:access_token_lifetime_unit']").selectOption("MINUTES");
      page.locator("[id='form:rotate_refresh_tokens']").uncheck();
      browser.click("form:save");
      assertTrue(wrong(browser).startsWith("must be a part of scopes"), wrong(browser));

      page.locator("input[name='form:scopes'][value='api.read']").check();
      browser.click("form:save");
      page.waitForSelector("#notices .notice.good");
      JsonObject changed = client(client.clientId());
      assertEquals("[\"client_credentials\"]", changed.getJsonArray("grants").toString());
      assertEquals("[\"api.read\",\"api.write\"]", changed.getJsonArray("scopes").toString());
      assertEquals("[\"api.read\"]", changed.getJsonArray("default_scopes").toString());
      assertEquals("PT10M", changed.getString("access_token_lifetime"));
      assertFalse(changed.getBoolean("rotate_refresh_tokens"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void endsTokensDisablesAndEnables() {
    Registered inspector = Tokens.inspector();
    Registered client =
        Clients.confidential().grants("client_credentials").scopes("api.read").create();
    String token = Tokens.ofClient(postern, client);
    try (Browser browser = Browser.ofAdministrator()) {
      Page page = browser.go(page("danger", client.clientId()));
      browser.inspect("client-danger");
      page.locator("button[data-open='ask-tokens']").click();
      page.locator("#ask-tokens button[data-close]").click();
      assertTrue(Tokens.isActive(postern, inspector, token));
      page.locator("button[data-open='ask-tokens']").click();
      browser.inspect("client-danger-question");
      browser.click("ending:end");
      page.waitForSelector("#notices .notice.good");
      assertFalse(Tokens.isActive(postern, inspector, token));
      assertEquals(200, token(client));

      page.locator("button[data-open='ask-disable']").click();
      browser.click("disabling:disable");
      page.waitForSelector("[id='enabling:enable']");
      assertEquals(401, token(client));

      browser.click("enabling:enable");
      page.waitForSelector("button[data-open='ask-disable']");
      assertEquals(200, token(client));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void deletesAClientWhoseNameWasTyped() {
    Registered client = Clients.confidential().create();
    Users.Registered me = Users.any().roles("administrator").create();
    try (Browser browser = Browser.of(me)) {
      Page page = browser.go(page("danger", client.clientId()));
      browser.fill("form:confirm_name", "testclient");
      browser.fill("form:confirm_password", me.password());
      browser.click("form:delete");
      assertEquals("This is not its client id.", wrong(browser));

      browser.fill("form:confirm_name", client.clientId());
      browser.fill("form:confirm_password", "not the password");
      browser.click("form:delete");
      assertTrue(wrong(browser).startsWith("This is not your password."), wrong(browser));
      assertEquals(client.clientId(), client(client.clientId()).getString("client_id"));

      browser.fill("form:confirm_password", me.password());
      browser.click("form:delete");
      page.waitForURL("**/clients/index.xhtml");
      assertEquals("The client " + client.clientId() + " was deleted.", notice(browser));
      assertEquals(404, Admins.reader().get("clients/" + client.clientId()).status());
      assertEquals(404, page.navigate(uri(page("client", client.clientId()))).status());
    }
  }

  private String uri(String path) {
    return postern.uri("console/" + path).toString();
  }

  @Test
  void showsAnOwnerTheOwnClientsOnly() {
    Users.Registered owner = Users.any().roles("client-owner").create();
    Registered own = Clients.confidential().with("owner", owner.username()).create();
    Registered foreign = Clients.confidential().create();
    Registered privileged =
        Clients.confidential()
            .with("owner", owner.username())
            .with("may_introspect_all", true)
            .create();
    String ownScope = Scopes.forKind("client").resourceServers(own.clientId()).create();
    String made = newId();
    try (Browser browser = Browser.open().signIn(owner.username(), owner.password())) {
      Page page = browser.go("clients/index.xhtml");
      assertEquals(
          List.of(own.clientId(), privileged.clientId()),
          page.locator("tbody th a").allTextContents());
      assertEquals(404, page.navigate(uri(page("client", foreign.clientId()))).status());
      assertEquals(404, page.navigate(uri(page("danger", foreign.clientId()))).status());

      browser.go(page("client", privileged.clientId()));
      assertEquals(0, page.locator("[id='form:save']").count());
      browser.inspect("client-privileged");
      browser.go(page("client", own.clientId()));
      assertEquals(0, page.locator("[id='form:owner']").count());
      browser.fill("form:name", "The owner's");
      browser.click("form:save");
      page.waitForSelector("#notices .notice.good");
      assertEquals("The owner's", client(own.clientId()).getString("name"));

      browser.go("clients/new.xhtml");
      assertEquals(2, page.locator(".kinds a").count());
      browser.go("clients/new.xhtml?kind=service");
      assertEquals(1, page.locator("input[type=checkbox][value='" + ownScope + "']").count());
      // The resource server of this scope belongs to another owner.
      assertEquals(0, page.locator("input[type=checkbox][value='api.read']").count());
      assertEquals(0, page.locator("input[type=checkbox][value='postern.admin']").count());
      browser.fill("form:client_id", made);
      browser.fill("form:confirm_password", owner.password());
      browser.click("form:register");
      SecretsOfTests.remember(page.locator("#made-secret").textContent());
      assertEquals(owner.username(), client(made).getString("owner"));
    }
  }

  @Test
  void letsAViewerChangeNothing() {
    Users.Registered viewer = Users.any().roles("viewer").create();
    Registered client = Clients.confidential().create();
    try (Browser browser = Browser.open().signIn(viewer.username(), viewer.password())) {
      Page page = browser.go("clients/index.xhtml");
      assertEquals(0, page.getByText("New client").count());
      for (String name : List.of("client", "secrets", "access", "danger")) {
        Response response = page.navigate(uri(page(name, client.clientId())));
        assertEquals(200, response.status(), name);
        assertEquals(0, page.locator("main form").count(), name);
      }
      browser.go(page("access", client.clientId()));
      browser.inspect("client-access-viewer");
      assertEquals(403, page.navigate(uri("clients/new.xhtml")).status());
    }
  }

  @Test
  void keepsTheStateOfTheListInItsAddress() {
    String prefix = newId();
    JsonArrayBuilder clients = Json.createArrayBuilder();
    for (int i = 100; i < 151; i++) {
      clients.add(Json.createObjectBuilder().add("client_id", prefix + i).add("type", "public"));
    }
    postern.apply(Json.createObjectBuilder().add("clients", clients));
    try (Browser browser = Browser.ofAdministrator()) {
      Page page = browser.go("clients/index.xhtml");
      browser.fill("text", prefix);
      page.locator("form.filters button").click();
      page.waitForURL("**/index.xhtml?text=*");
      assertEquals(50, page.locator("tbody tr").count());
      page.locator(".pager .next").click();
      page.waitForURL("**cursor=*");
      assertEquals(List.of(prefix + 150), page.locator("tbody th a").allTextContents());

      browser.go("clients/index.xhtml?text=" + prefix + "&sort=-client_id");
      assertEquals(prefix + 150, page.locator("tbody th a").first().textContent());
      page.locator("#type").selectOption("confidential");
      page.waitForURL("**type=confidential*");
      assertEquals(0, page.locator("tbody tr").count());
      assertEquals("-client_id", page.locator("input[name=sort]").inputValue());
      page.goBack();
      assertEquals(50, page.locator("tbody tr").count());
      assertEquals(List.of(), browser.complaints());
      assertEquals(400, page.navigate(uri("clients/index.xhtml?type=round")).status());
    }
  }

  @Test
  void asksBeforeUnsavedChangesAreLeft() {
    Registered client = Clients.confidential().create();
    try (Browser browser = Browser.ofAdministrator()) {
      List<String> questions = new ArrayList<>();
      Page page = browser.go(page("client", client.clientId()));
      page.onDialog(
          dialog -> {
            questions.add(dialog.type());
            dialog.accept();
          });
      page.locator(".tabs a").nth(1).click();
      page.waitForURL("**/secrets.xhtml?id=*");
      assertEquals(List.of(), questions);

      browser.go(page("client", client.clientId()));
      page.locator("[id='form:name']").pressSequentially("typed");
      page.locator(".tabs a").nth(1).click();
      page.waitForURL("**/secrets.xhtml?id=*");

      assertEquals(List.of("beforeunload"), questions);
    }
  }
}

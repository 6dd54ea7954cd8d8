package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.FilePayload;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/** The audit trail, import and export at the console. */
@Tag(Kinds.BROWSER)
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class ConsoleAuditIT extends DeployedWar {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Postern postern = Postern.MANAGED;
  private final Admins admins = Admins.administrator();

  // A refusal is in the trail about a second after its answer.
  private String refuse(Clients.Registered client) {
    Answer refused =
        postern.post(
            "oauth2/token",
            Optional.of(Postern.basic(client.clientId(), "not-the-secret-of-it")),
            "grant_type=client_credentials");
    String reference = refused.header("postern-reference").orElseThrow();
    Await.until("line " + reference, SOON, () -> admins.get("audit/" + reference).status() == 200);
    return reference;
  }

  @Test
  void explainsARefusalByItsReference() {
    Clients.Registered client = Clients.confidential().grants("client_credentials").create();
    String reference = refuse(client);
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("audit/index.xhtml");
      browser.page().locator("#reference").fill(" " + reference.toLowerCase(Locale.ROOT));
      browser.page().locator(".find button").click();
      browser.page().waitForURL("**/audit/entry.xhtml?reference=**");

      assertEquals("Token request refused", browser.heading());
      String main = browser.page().locator("main").textContent();
      assertTrue(main.contains("Wrong secret"), main);
      assertTrue(main.contains("The client exists and has no such secret."), main);
      assertTrue(main.contains("Correct the secret at the client"), main);
      assertTrue(
          browser
              .page()
              .locator("dl.facts a")
              .first()
              .getAttribute("href")
              .endsWith("/clients/client.xhtml?id=" + client.clientId()));
      browser.inspect("audit-entry");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void saysThatThereIsNoSuchLine() {
    try (Browser browser = Browser.ofAdministrator()) {
      Response response =
          browser
              .page()
              .navigate(postern.uri("console/audit/entry.xhtml?reference=%3Cb%3E").toString());

      assertEquals(404, response.status());
      assertEquals("No such line", browser.heading());
      assertEquals("<B>", browser.page().locator(".empty-title").textContent());
    }
  }

  @Test
  void filtersAndShowsBeforeAndAfter() {
    Clients.Registered client = Clients.confidential().create();
    assertEquals(
        200,
        admins
            .patch("clients/" + client.clientId(), "{\"name\":\"<script>alert(1)</script>\"}")
            .status());
    refuse(client);
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("audit/index.xhtml?client=" + client.clientId());
      assertEquals(
          List.of("Token request refused", "Client changed"),
          browser.page().locator("td.what > strong").allTextContents().subList(0, 2));

      browser.page().locator("#kind").selectOption("client.changed");
      browser.page().waitForURL("**kind=client.changed**");
      assertEquals(1, browser.page().locator("table.audit > tbody > tr").count());
      browser.page().locator("td.what details").last().locator("summary").click();
      String change = browser.page().locator("td.what table").textContent();
      assertTrue(change.contains("<script>alert(1)</script>"), change);
      browser.inspect("audit");

      browser.go(
          "audit/index.xhtml?reason=secret_wrong&client="
              + client.clientId()
              + "&from=2000-01-01T00:00&until=2000-01-02T00:00");
      assertEquals("No lines", browser.page().locator(".empty-title").textContent());
      Response malformed =
          browser.page().navigate(postern.uri("console/audit/index.xhtml?from=x").toString());
      assertEquals(400, malformed.status());
    }
  }

  @Test
  void showsOwnersTheirClientsAlone() {
    Users.Registered owner = Users.any().roles("client-owner").create();
    Clients.Registered own =
        Clients.confidential()
            .grants("client_credentials")
            .with("owner", owner.username())
            .create();
    Clients.Registered other = Clients.confidential().grants("client_credentials").create();
    String ofOwn = refuse(own);
    String ofOther = refuse(other);
    try (Browser browser = Browser.open()) {
      browser.signIn(owner.username(), owner.password());
      browser.go("audit/entry.xhtml?reference=" + ofOwn);
      assertEquals("Token request refused", browser.heading());
      browser.go("audit/entry.xhtml?reference=" + ofOther);
      assertEquals("No such line", browser.heading());
      browser.go("audit/index.xhtml");
      String main = browser.page().locator("main").textContent();
      assertTrue(main.contains(own.clientId()), main);
      assertTrue(!main.contains(other.clientId()), main);
    }
  }

  private static String content(String username, String email) {
    return Json.createObjectBuilder()
        .add("version", 1)
        .add(
            "users",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("username", username)
                        .add("display_name", "<script>alert(1)</script>")
                        .add("email", email)))
        .build()
        .toString();
  }

  private static String username() {
    return "imported-" + System.nanoTime();
  }

  @Test
  void appliesThePlanThatWasShown() {
    String username = username();
    Users.Registered me = Users.any().roles("administrator").create();
    try (Browser browser = Browser.of(me)) {
      browser.go("configuration.xhtml");
      browser
          .page()
          .locator("[id='import:file']")
          .setInputFiles(
              new FilePayload(
                  "postern.json",
                  "application/json",
                  ("\uFEFF " + content(username, "a@example.org").replace(",", ",\n"))
                      .getBytes(StandardCharsets.UTF_8)));
      browser.click("import:preview");
      String plan = browser.page().locator("#plan").textContent();
      assertTrue(plan.contains("Created (1)") && plan.contains(username), plan);
      assertEquals(404, admins.get("users/" + username).status());
      browser.page().locator("#plan summary").click();
      browser.inspect("configuration-plan");

      browser.fill("import:confirm_password", "wrong");
      browser.click("import:apply");
      browser.page().waitForSelector(".wrong");
      assertEquals(404, admins.get("users/" + username).status());
      browser.fill("import:confirm_password", me.password());
      browser.click("import:apply");
      browser.page().waitForSelector(".notice.good");

      assertEquals(
          "The plan is applied: 1 created, 0 changed, 0 deleted.",
          browser.page().locator(".notice.good").textContent().strip());
      JsonObject user = admins.get("users/" + username).json();
      assertEquals("a@example.org", user.getString("email"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  /**
   * A second window of the session shows the progress, and the plan shows the first entries only.
   */
  @Test
  void tellsHowFarAnImportIs() {
    JsonArrayBuilder clients = Json.createArrayBuilder();
    String name = username();
    for (int i = 0; i < 1_000; i++) {
      clients.add(Json.createObjectBuilder().add("client_id", name + "-" + i));
    }
    String file =
        Json.createObjectBuilder().add("version", 1).add("clients", clients).build().toString();
    String address = postern.uri("console/configuration.xhtml").toString();
    try (Browser browser = Browser.ofAdministrator()) {
      Page other = browser.page().context().newPage();
      other.navigate(address);
      assertEquals(0, other.locator("#running .notice").count());
      browser.go("configuration.xhtml");
      browser.fill("import:content", file);
      browser.page().evaluate("() => document.getElementById('import:preview').click()");

      Await.until(
          "the import is told",
          Duration.ofSeconds(60),
          () -> {
            other.navigate(address);
            return other.locator("#running .notice").count() == 1;
          });
      String running = other.locator("#running").textContent().strip();
      assertTrue(
          running.matches(
              "A plan is being made: [0-9,]+ of 1,000 scopes, users and clients\\. By user:admin,"
                  + " since .+\\."),
          running);
      // The script of the page asks again until the import is over.
      Await.until(
          "the import is told no longer",
          Duration.ofMinutes(3),
          () -> other.locator("#running .notice").count() == 0);
      String plan = browser.page().waitForSelector("#plan").textContent();
      assertTrue(plan.contains("Created (1000)"), plan);
      assertTrue(plan.contains("The first 200 are shown."), plan);
      assertEquals(200, browser.page().locator("#plan details").count());
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void appliesNoOtherPlan() {
    String username = username();
    try (Browser browser = Browser.ofAdministrator()) {
      preview(browser, content(username, "a@example.org"));
      assertEquals(201, admins.post("users", "{\"username\":\"" + username + "\"}").status());
      apply(browser);
      assertTrue(refusal(browser).startsWith("Nothing was changed: by now"), refusal(browser));
      String plan = browser.page().locator("#plan").textContent();
      assertTrue(plan.contains("Changed (1)"), plan);
      assertEquals("", admins.get("users/" + username).json().getString("email"));

      browser.fill("import:content", content(username, "b@example.org"));
      apply(browser);
      assertTrue(refusal(browser).startsWith("Nothing was changed: by now"), refusal(browser));
      assertEquals("", admins.get("users/" + username).json().getString("email"));

      apply(browser);
      browser.page().waitForSelector(".notice.good");
      assertEquals("b@example.org", admins.get("users/" + username).json().getString("email"));
    }
  }

  // Such a plan reveals whether a password or secret in the file is the stored one.
  @Test
  void aPlanThatComparesSecretsNeedsARecentLogin() {
    Users.Registered me = Users.any().roles("administrator").create();
    String username = username();
    String content =
        content(username, "a@example.org")
            .replace("\"users\"", "\"overwrite_secrets\":true,\"users\"")
            .replace("\"email\"", "\"password\":\"a long enough password\",\"email\"");
    postern.control("clock.stop");
    try (Browser browser = Browser.of(me)) {
      postern.control("clock.advance", "by", "PT5M1S");
      browser.go("configuration.xhtml");
      browser.fill("import:content", content);
      browser.click("import:preview");
      browser.page().waitForSelector("[id='import:before:confirm_password']");
      assertEquals(1, browser.page().locator("input[type=password]").count());
      assertEquals(0, browser.page().locator("#plan").count());
      browser.inspect("configuration-plan-confirm");

      browser.fill("import:before:confirm_password", "wrong");
      browser.click("import:preview");
      browser.page().waitForSelector("[id='import:before:confirm_password_wrong']");
      assertEquals(0, browser.page().locator("#plan").count());
      browser.fill("import:before:confirm_password", me.password());
      browser.click("import:preview");
      String plan = browser.page().locator("#plan").textContent();
      assertTrue(plan.contains("Created (1)") && plan.contains(username), plan);

      browser.fill("import:confirm_password", me.password());
      browser.click("import:apply");
      browser.page().waitForSelector(".notice.good");
      assertEquals(200, admins.get("users/" + username).status());
    } finally {
      postern.control("clock.reset");
    }
  }

  private static void preview(Browser browser, String content) {
    browser.go("configuration.xhtml");
    browser.fill("import:content", content);
    browser.click("import:preview");
    browser.page().waitForSelector("#plan");
  }

  private static void apply(Browser browser) {
    browser.fill("import:confirm_password", "adminpass-demo");
    browser.click("import:apply");
  }

  private static String refusal(Browser browser) {
    return browser.page().locator(".notice.bad").first().textContent().strip();
  }

  @Test
  void tellsWhereAFileIsWrong() {
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("configuration.xhtml");
      browser.fill("import:content", content("a b", "nobody"));
      browser.click("import:preview");
      browser.page().waitForSelector(".notice.bad");

      String wrong = String.join("\n", browser.page().locator(".notice.bad").allTextContents());
      assertTrue(wrong.contains("/users/0/username"), wrong);
      assertEquals(0, browser.page().locator("#plan").count());
      browser.inspect("configuration-wrong");
    }
  }

  @Test
  void wantsEverythingNamedBeforeItDeletesTheRest() {
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("configuration.xhtml");
      browser.fill("import:content", content(username(), "a@example.org"));
      browser.page().locator("[id='import:prune']").check();
      browser.click("import:preview");
      browser.page().waitForSelector(".notice.bad");

      String wrong = String.join("\n", browser.page().locator(".notice.bad").allTextContents());
      assertTrue(wrong.contains("must have scopes, users and clients"), wrong);
    }
  }

  @Test
  void exportsAFile() throws IOException {
    try (Browser browser = Browser.ofAdministrator()) {
      browser.go("configuration.xhtml");
      browser.inspect("configuration");
      Download download = browser.page().waitForDownload(() -> browser.click("export:submit"));

      assertEquals("postern.json", download.suggestedFilename());
      try (InputStream in = download.createReadStream();
          var reader = Json.createReader(in)) {
        JsonObject exported = reader.readObject();
        assertEquals(1, exported.getInt("version"));
        assertTrue(exported.getJsonArray("users").toString().contains("\"admin\""));
      }
    }
  }

  @Test
  void asksForThePasswordBeforeHashesAreShown() {
    Users.Registered me = Users.any().roles("administrator").create();
    postern.control("clock.stop");
    try (Browser browser = Browser.of(me)) {
      postern.control("clock.advance", "by", "PT5M1S");
      browser.go("configuration.xhtml");
      browser.click("export:submit");
      browser.page().waitForSelector("#notices .notice.bad");
      browser.inspect("configuration-password");
      assertTrue(notices(browser).contains("Type your password below"), notices(browser));

      browser.fill("export:confirm_password", "not the password");
      browser.click("export:submit");
      browser.page().waitForSelector(".wrong");
      assertTrue(
          browser.page().locator(".wrong").first().textContent().contains("not your password"));

      browser.fill("export:confirm_password", me.password());
      Download download = browser.page().waitForDownload(() -> browser.click("export:submit"));
      assertEquals("postern.json", download.suggestedFilename());

      // A login is recent enough for five minutes.
      postern.control("clock.advance", "by", "PT5M");
      browser.go("configuration.xhtml");
      browser.page().waitForDownload(() -> browser.click("export:submit"));
    } finally {
      postern.control("clock.reset");
    }
  }

  private static String notices(Browser browser) {
    return browser.page().locator("#notices").textContent();
  }

  /**
   * If the user is disabled before the form has arrived completely, the answer delivers nothing.
   */
  @Test
  void deliversNothingToWhoWasDisabledMeanwhile() throws IOException {
    Users.Registered user = Users.any().roles("administrator").create();
    try (Browser browser = Browser.open().signIn(user.username(), user.password())) {
      browser.go("configuration.xhtml");
      String form =
          (String)
              browser
                  .page()
                  .evaluate(
                      "() => new URLSearchParams(new FormData(document.getElementById('export')))"
                          + ".toString()");
      String body = form + "&export%3Asubmit=Export";
      String half = body.substring(0, body.length() / 2);

      assertTrue(answer(browser, half, body, () -> {}).contains("key_fingerprint"));
      String parked =
          answer(
              browser,
              half,
              body,
              () ->
                  assertEquals(
                      200,
                      admins.patch("users/" + user.username(), "{\"enabled\": false}").status()));

      assertTrue(parked.startsWith("HTTP/1.1 302 "), parked);
      assertTrue(parked.contains("/console/sign-in.xhtml"), parked);
      assertFalse(parked.contains("key_fingerprint"), parked);
    }
  }

  private String answer(Browser browser, String half, String body, Runnable meanwhile)
      throws IOException {
    URI page = postern.uri("console/configuration.xhtml");
    String cookies =
        browser.cookies().stream()
            .map(cookie -> cookie.name + "=" + cookie.value)
            .collect(Collectors.joining("; "));
    try (Socket socket = new Socket(page.getHost(), page.getPort())) {
      socket.setSoTimeout(Math.toIntExact(SOON.toMillis()));
      String head =
          String.join(
              "\r\n",
              "POST " + page.getRawPath() + " HTTP/1.1",
              "Host: " + page.getRawAuthority(),
              "Origin: " + page.getScheme() + "://" + page.getRawAuthority(),
              "Cookie: " + cookies,
              "Content-Type: application/x-www-form-urlencoded",
              "Content-Length: " + body.length(),
              "Connection: close",
              "",
              "");
      OutputStream out = socket.getOutputStream();
      out.write((head + half).getBytes(StandardCharsets.US_ASCII));
      out.flush();
      meanwhile.run();
      out.write(body.substring(half.length()).getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

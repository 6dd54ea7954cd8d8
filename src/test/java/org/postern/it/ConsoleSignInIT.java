package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import jakarta.json.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.it.Postern.Answer;

/** Tests how users sign in to the console and sign out. */
@Tag(Kinds.BROWSER)
@Tag(Kinds.SAMPLE)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class ConsoleSignInIT extends DeployedWar {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final Postern postern = Postern.MANAGED;

  @Test
  void letsAnAdministratorIn() {
    try (Browser browser = Browser.open()) {
      browser.go("");
      assertEquals("Sign in", browser.heading());
      browser.inspect("sign-in");

      browser.submitSignIn("admin", "adminpass-demo");
      browser.page().waitForURL("**/console/index.xhtml");

      assertEquals("Overview", browser.heading());
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void leadsBackToThePageThatWasWanted() {
    try (Browser browser = Browser.open()) {
      browser.go("index.xhtml?period=day");
      browser.submitSignIn("admin", "adminpass-demo");

      browser.page().waitForURL("**/console/index.xhtml?period=day");
    }
  }

  @Test
  void leadsNowhereElse() {
    try (Browser browser = Browser.open()) {
      browser.go("sign-in.xhtml?from=https://attacker.example/console/index.xhtml");
      browser.submitSignIn("admin", "adminpass-demo");

      browser.page().waitForURL(postern.uri("console/index.xhtml").toString());
    }
  }

  @Test
  void refusesAWrongPasswordAndUsersWithoutARoleAlike() {
    Users.Registered viewer = Users.any().roles("viewer").create();
    Users.Registered nobody = Users.any().create();
    try (Browser browser = Browser.open()) {
      browser.go("sign-in.xhtml");
      browser.submitSignIn(viewer.username(), "wrong");
      String wrong = refusal(browser);
      browser.submitSignIn(nobody.username(), nobody.password());
      String withoutRole = refusal(browser);

      assertEquals(wrong, withoutRole);
      assertEquals(
          "User name or password is wrong, or you may not work here. Reference ", withoutRole);
    }
  }

  @Test
  void countsInTheBudgetOfTheAccountLikeTheTokenEndpoint() {
    Users.Registered known = Users.any().roles("viewer").create();
    Users.Registered stranger = Users.any().roles("viewer").create();
    try (Browser browser = Browser.open()) {
      browser.signIn(known.username(), known.password());
      browser.click("leave:out");
      browser.page().waitForURL("**/sign-in.xhtml?left=1");
      Login.useUpTheBudget(postern, known);
      Login.useUpTheBudget(postern, stranger);

      browser.submitSignIn(stranger.username(), stranger.password());
      String refused = refusal(browser);
      browser.signIn(known.username(), known.password());

      assertEquals(
          "Too many failed tries. Wait a quarter of an hour; if that does not help, ask an"
              + " administrator. Reference ",
          refused);
      assertEquals("Overview", browser.heading());
    }
  }

  // The text of the refusal without the reference, which is different each time.
  private static String refusal(Browser browser) {
    String text = browser.page().locator(".notice.bad").textContent().strip();
    return text.replaceFirst("[0-9A-Z]+$", "");
  }

  @Test
  void makesAChangeOfAOneTimePasswordTheFirstThing() {
    Users.Registered user = Users.any().roles("viewer").withOneTimePassword().create();
    try (Browser browser = Browser.open()) {
      browser.signIn(user.username(), user.password());
      browser.go("index.xhtml");
      assertEquals("Change your password", browser.heading());
      browser.inspect("password");

      browser.fill("form:old_password", user.password());
      browser.fill("form:new_password", "short");
      browser.fill("form:repeated", "short");
      browser.click("form:submit");
      assertTrue(
          browser.page().locator(".wrong").first().textContent().contains("12"),
          browser.page().content());

      String chosen = "A sentence of " + user.username();
      SecretsOfTests.remember(chosen);
      browser.fill("form:old_password", user.password());
      browser.fill("form:new_password", chosen);
      browser.fill("form:repeated", chosen);
      browser.click("form:submit");
      browser.page().waitForURL("**/sign-in.xhtml?changed=1");
      browser.signIn(user.username(), chosen);

      assertEquals("Overview", browser.heading());
    }
  }

  @Test
  void startsASessionOfANewIdAndEndsIt() {
    try (Browser browser = Browser.open()) {
      browser.go("sign-in.xhtml");
      Optional<Cookie> before = session(browser);
      browser.submitSignIn("admin", "adminpass-demo");
      browser.page().waitForURL("**/index.xhtml");
      Cookie during = session(browser).orElseThrow();

      assertTrue(before.filter(cookie -> cookie.value.equals(during.value)).isEmpty());
      assertTrue(during.httpOnly);
      assertEquals(SameSiteAttribute.STRICT, during.sameSite);
      assertEquals("/postern/console", during.path);

      browser.click("leave:out");
      browser.page().waitForURL("**/sign-in.xhtml?left=1");
      browser.go("index.xhtml");
      assertEquals("Sign in", browser.heading());
    }
  }

  private static Optional<Cookie> session(Browser browser) {
    return browser.cookies().stream()
        .filter(cookie -> cookie.name.equals("postern-console"))
        .findFirst();
  }

  @Test
  void endsTheSessionsOfAUserWhoIsDisabled() {
    Users.Registered user = Users.any().roles("viewer").create();
    try (Browser browser = Browser.open()) {
      browser.signIn(user.username(), user.password());
      assertEquals("Overview", browser.heading());

      postern.apply(
          Json.createObjectBuilder()
              .add(
                  "users",
                  Json.createArrayBuilder()
                      .add(
                          Json.createObjectBuilder()
                              .add("username", user.username())
                              .add("enabled", false))));
      browser.go("index.xhtml");

      assertEquals("Sign in", browser.heading());
    }
  }

  @Test
  void sendsThePolicyWithEveryPage() {
    try (Browser browser = Browser.ofAdministrator()) {
      Response response = browser.page().navigate(postern.uri("console/index.xhtml").toString());
      String policy = String.join("; ", response.headerValues("content-security-policy"));

      assertTrue(policy.contains("frame-ancestors 'none'"), policy);
      assertTrue(policy.contains("default-src 'none'"), policy);
      assertTrue(policy.matches("(?s).*script-src 'self' 'nonce-[A-Za-z0-9+/=-]+'.*"), policy);
      assertEquals("nosniff", response.headerValue("x-content-type-options"));
      assertEquals("same-origin", response.headerValue("referrer-policy"));
      assertEquals("no-store", response.headerValue("cache-control"));
    }
  }

  @Test
  void refusesFormsOfOtherOrigins() {
    Answer foreign =
        postern.send(
            postern
                .request("console/sign-in.xhtml")
                .header("Content-Type", FORM)
                .header("Origin", "https://attacker.example")
                .POST(BodyPublishers.ofString("form=form")));
    Answer silent =
        postern.send(
            postern
                .request("console/sign-in.xhtml")
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString("form=form")));

    assertEquals(403, foreign.status(), foreign.body());
    assertEquals(403, silent.status(), silent.body());
  }

  @Test
  void leadsToPagesWithoutTellingTheSchemeOfItsOwnConnection() {
    Answer answer = postern.send(postern.request("console/").GET());

    assertEquals(302, answer.status());
    assertEquals("/postern/console/sign-in.xhtml", answer.headers().get("location"));
  }

  @Test
  void leadsFromTheRootToTheConsole() {
    Answer answer = postern.send(postern.request("").GET());

    assertEquals(302, answer.status(), answer.toString());
    assertEquals("/postern/console/", answer.headers().get("location"));
    assertEquals("no-store", answer.headers().get("cache-control"));
    assertEquals(404, postern.send(postern.request("nothing").GET()).status());
  }

  @Test
  void makesNoSessionBeforeASignIn() {
    for (String page : List.of("console/sign-in.xhtml", "console/error.xhtml?status=404")) {
      Answer answer = postern.send(postern.request(page).GET());

      assertEquals(200, answer.status(), page);
      // Faces has a cookie of its own on Open Liberty.
      String cookies = answer.header("set-cookie").orElse("");
      assertFalse(cookies.contains("postern-console"), page + ": " + cookies);
    }
  }

  @Test
  void refusesFormsThatNoPageSends() {
    assertEquals(413, form("x=" + "y".repeat(70_000)).status());
    Answer stateless = form("form=form&jakarta.faces.ViewState=stateless&form%3Ausername=a");
    assertEquals(302, stateless.status(), stateless.body());
    assertEquals("/postern/console/sign-in.xhtml?expired=1", stateless.headers().get("location"));
  }

  // Faces takes every request with a view state for a form, whatever its method.
  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void aLinkSendsNoForm(String method) {
    Answer answer =
        postern.send(
            postern
                .request(
                    "console/sign-in.xhtml?form=form&form%3Ausername=admin"
                        + "&form%3Apassword=adminpass-demo&form%3Asubmit=x"
                        + "&jakarta.faces.ViewState=stateless&jakarta.faces.RenderKitId=none")
                .header("Sec-Fetch-Site", "cross-site")
                .method(method, BodyPublishers.noBody()));

    assertEquals(200, answer.status(), answer.body());
    assertFalse(answer.header("set-cookie").orElse("").contains("postern-console"));
  }

  @Test
  void aRenderKitThatDoesNotExistIsNoFault() {
    assertEquals(
        302, form("jakarta.faces.ViewState=stateless&jakarta.faces.RenderKitId=x").status());
    assertEquals(
        404, postern.send(postern.request("jakarta.faces.resource/.xhtml").GET()).status());
  }

  // Faces has begun its answer when it notices. Before, a redirect behind it was a fault each time.
  @Test
  void saysNothingOfPartialFormsThatNoPageSends() {
    int before = ManagedServer.log().length();

    Answer answer = form("jakarta.faces.partial.ajax=true&jakarta.faces.ViewState=stateless");

    assertEquals(200, answer.status(), answer.body());
    String log = ManagedServer.log().substring(before);
    assertFalse(log.contains("UT010019"), log);
    assertFalse(log.contains("UT005023"), log);
  }

  private Answer form(String body) {
    return postern.send(
        postern
            .request("console/sign-in.xhtml")
            .header("Content-Type", FORM)
            .header("Sec-Fetch-Site", "same-origin")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void answersNoPageOutsideTheConsole() {
    assertEquals(404, postern.send(postern.request("other.xhtml").GET()).status());
    assertEquals(404, postern.send(postern.request("consoles/index.xhtml").GET()).status());
  }

  @Test
  void showsAPageOfItsOwnForWhatIsNotThere() {
    try (Browser browser = Browser.ofAdministrator()) {
      Response response = browser.page().navigate(postern.uri("console/nothing.xhtml").toString());

      assertEquals(404, response.status());
      assertEquals("There is no such page", browser.heading());
      browser.inspect("error");
    }
  }

  @Test
  void showsWhatHappened() {
    Answer token =
        postern.post(
            "oauth2/token",
            Optional.of(Postern.rawBasic("testclient", "testpass")),
            "grant_type=client_credentials");
    Answer refused =
        postern.post(
            "oauth2/token",
            Optional.of(Postern.rawBasic("testclient", "wrong")),
            "grant_type=client_credentials");
    assertEquals(200, token.status());
    assertEquals(401, refused.status());
    try (Browser browser = Browser.ofAdministrator()) {
      Await.until(
          "the counts on the overview",
          Duration.ofSeconds(60),
          () -> {
            browser.go("index.xhtml?period=hour");
            return browser.page().locator(".tallies a:text-is('testclient')").count() == 1
                && browser.page().locator(".tallies a:text-is('secret_wrong')").count() == 1;
          });
      assertEquals(12, browser.page().locator("svg.chart g").count());
      browser.inspect("overview");
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void speaksGerman() {
    try (Browser browser = Browser.ofAdministrator()) {
      browser.page().locator("button[data-toggle=language]").click();
      browser.page().waitForSelector("html[lang=de]");

      assertEquals("Übersicht", browser.heading());
    }
  }

  @Test
  void leavesTokenRequestsWithoutASession() {
    Answer answer =
        postern.post(
            "oauth2/token",
            Optional.of(Postern.rawBasic("testclient", "testpass")),
            "grant_type=client_credentials");

    assertEquals(200, answer.status(), answer.body());
    assertFalse(answer.headers().containsKey("set-cookie"));
  }
}

package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postern.it.Postern.Answer;

/** The first day of an administrator, from the one-time password on. */
@Tag(Kinds.BROWSER)
@Tag(Kinds.SAMPLE)
@Tag(Kinds.UNSEEN_ON_LIBERTY)
@Tag(Kinds.UNSEEN_ON_GLASSFISH)
class ConsoleJourneyIT extends DeployedWar {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Postern postern = Postern.MANAGED;

  private Answer token(String clientId, String secret) {
    return postern.post(
        "oauth2/token",
        Optional.of(Postern.rawBasic(clientId, secret)),
        "grant_type=client_credentials");
  }

  @Test
  void goesFromTheFirstSignInToARefusalThatIsExplained() {
    Users.Registered admin = Users.any().roles("administrator").withOneTimePassword().create();
    Users.Registered user = Users.any().create();
    String clientId = "journey-of-" + admin.username();
    try (Browser browser = Browser.open()) {
      String password = firstSignIn(browser, admin);
      String secret = registerService(browser, clientId, password);

      Answer first = token(clientId, secret);
      assertEquals(200, first.status(), first.body());
      assertEquals(200, postern.get("api/me", first.accessToken()).status());
      awaitLastUse(browser, clientId);

      rotate(browser, clientId, secret, password);
      assign(browser, clientId, user.username());
      revoke(browser, clientId, first.accessToken());
      explain(browser, clientId);
      // The page of a refusal answers 404 until the refusal is in the audit trail.
      assertEquals(
          List.of(), browser.complaints().stream().filter(text -> !text.contains("404")).toList());
    }
  }

  // Returns the password that the administrator chose.
  private static String firstSignIn(Browser browser, Users.Registered admin) {
    browser.signIn(admin.username(), admin.password());
    assertEquals("Change your password", browser.heading());
    String password = "A quiet harbour of " + admin.username();
    SecretsOfTests.remember(password);
    browser.fill("form:old_password", admin.password());
    browser.fill("form:new_password", password);
    browser.fill("form:repeated", password);
    browser.click("form:submit");
    browser.page().waitForURL("**/sign-in.xhtml?changed=1");
    browser.signIn(admin.username(), password);
    assertEquals("Overview", browser.heading());
    return password;
  }

  // Returns the secret that was shown.
  private static String registerService(Browser browser, String clientId, String password) {
    browser.page().locator(".areas a:text-is('Clients')").click();
    browser.page().locator(".actions a").first().click();
    browser.page().locator(".kinds a").first().click();
    browser.fill("form:client_id", clientId);
    browser.fill("form:name", "Of the journey");
    browser.page().locator("input[type=checkbox][value='api.read']").check();
    browser.fill("form:confirm_password", password);
    browser.click("form:register");
    return madeSecret(browser);
  }

  private static String madeSecret(Browser browser) {
    String secret = browser.page().locator("#made-secret").textContent();
    SecretsOfTests.remember(secret);
    assertTrue(secret.startsWith("pss_"), secret.substring(0, 4));
    assertTrue(!browser.page().url().contains(secret));
    return secret;
  }

  private static void awaitLastUse(Browser browser, String clientId) {
    Await.until(
        "the last use of the secret",
        SOON,
        () -> {
          browser.go("clients/secrets.xhtml?id=" + clientId);
          // One time is the creation, the other the last use. The secret has no expiry.
          return browser.page().locator("tbody tr").first().locator("time").count() == 2;
        });
  }

  // Requests go on all the while, and not one of them fails.
  private void rotate(Browser browser, String clientId, String old, String password) {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger issued = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    Thread traffic =
        new Thread(
            () -> {
              while (!stop.get()) {
                (token(clientId, old).status() == 200 ? issued : failed).incrementAndGet();
              }
            });
    traffic.start();
    String secret;
    try {
      browser.go("clients/secrets.xhtml?id=" + clientId);
      browser.fill("form:label", "second");
      browser.fill("form:confirm_password", password);
      browser.click("form:make");
      secret = madeSecret(browser);
      assertEquals(200, token(clientId, secret).status());
    } finally {
      stop.set(true);
      join(traffic);
    }
    assertTrue(issued.get() > 0);
    assertEquals(0, failed.get());

    browser.go("clients/secrets.xhtml?id=" + clientId);
    browser.page().locator("tbody tr").first().locator("a.button").click();
    browser.click("form:remove");
    browser.page().waitForURL("**/secrets.xhtml?*");
    assertEquals(1, browser.page().locator("tbody tr").count());
    assertEquals(401, token(clientId, old).status());
    assertEquals(200, token(clientId, secret).status());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void assign(Browser browser, String clientId, String username) {
    browser.go("clients/users.xhtml?id=" + clientId);
    browser.page().locator("[id='assign:username_input']").fill(username);
    browser.click("assign:submit");

    browser.page().locator("tbody .name:text-is('" + username + "')").waitFor();
  }

  // The list is sorted with the oldest token first.
  private void revoke(Browser browser, String clientId, String token) {
    browser.go("clients/tokens.xhtml?id=" + clientId + "&sort=issued");
    browser.page().locator("button[name=token]").first().click();
    browser.page().locator(".notice.good").waitFor();

    assertEquals(401, postern.get("api/me", token).status());
  }

  private void explain(Browser browser, String clientId) {
    Answer refused = token(clientId, "wrong");
    assertEquals(401, refused.status());
    String reference = refused.headers().get("postern-reference");

    Await.until(
        "the line of " + reference,
        SOON,
        () -> {
          browser.page().locator(".areas a:text-is('Audit trail')").click();
          browser.page().locator("#reference").fill(reference);
          browser.page().locator("#reference").press("Enter");
          browser.page().waitForURL("**/entry.xhtml?*");
          return browser.page().locator("#value").count() == 1;
        });
    assertEquals(reference, browser.page().locator("#value").textContent());
    String page = browser.page().locator("main").textContent();
    assertTrue(page.contains("secret"), page);
    assertTrue(page.contains(clientId), page);
  }
}

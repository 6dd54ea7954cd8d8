package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A real browser: the installed Chromium, in headless mode. If there is none, the test is skipped,
 * unless {@code CI} is set. Each test has its own browser context without cookies.
 */
final class Browser implements AutoCloseable {

  private static final List<String> OPTIONS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final int WIDE = 1280;
  private static final int NARROW = 390;
  private static final int HEIGHT = 900;
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("it.war", "target/postern.war")).resolveSibling("screenshots");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final BrowserContext window;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  private Browser(Path chromium) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(OPTIONS));
    window =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setViewportSize(WIDE, HEIGHT));
    window.setDefaultTimeout(TIMEOUT_MILLIS);
    window.setDefaultNavigationTimeout(TIMEOUT_MILLIS);
    page = window.newPage();
    page.onConsoleMessage(this::note);
    page.onPageError(complaints::add);
  }

  /** Opens a window, or skips the test if no browser is installed. */
  static Browser open() {
    Optional<Path> chromium =
        Stream.of("chromium", "chromium-browser", "google-chrome")
            .map(name -> Path.of("/usr/bin", name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        chromium.isPresent() || System.getenv("CI") != null,
        "No Chromium in /usr/bin: tests of the console are skipped (apt-get install chromium)");
    return new Browser(chromium.orElseThrow());
  }

  /**
   * Opens a window and signs in with the demo administrator, at the server under test. All tests
   * share the account, and ten wrong passwords would lock it, so a test that gives one has a user
   * of its own.
   */
  static Browser ofAdministrator() {
    Browser browser = open();
    browser.signIn("admin", "adminpass-demo");
    return browser;
  }

  /** Opens a window and signs in with this user: for tests that also give wrong passwords. */
  static Browser of(Users.Registered user) {
    return open().signIn(user.username(), user.password());
  }

  private void note(ConsoleMessage message) {
    if (Set.of("error", "warning").contains(message.type())) {
      complaints.add(message.text());
    }
  }

  /** The page in the window. */
  Page page() {
    return page;
  }

  /** Goes to a page of the console, such as {@code clients/index.xhtml}. */
  Page go(String path) {
    page.navigate(Postern.MANAGED.uri("console/" + path).toString());
    return page;
  }

  /** Signs in and waits for the page behind. */
  Browser signIn(String username, String password) {
    go("sign-in.xhtml");
    submitSignIn(username, password);
    page.waitForURL(url -> !url.contains("sign-in"));
    return this;
  }

  /** Fills in the sign-in page that is shown, and sends it. */
  void submitSignIn(String username, String password) {
    fill("form:username", username);
    fill("form:password", password);
    click("form:submit");
  }

  /** Fills in the field of this id of Faces. */
  void fill(String id, String value) {
    page.locator(id(id)).fill(value);
  }

  /** Presses the button of this id of Faces. */
  void click(String id) {
    page.locator(id(id)).click();
  }

  private static String id(String id) {
    return "[id='" + id + "']";
  }

  /** The heading of the page. */
  String heading() {
    return page.locator("h1").textContent().strip();
  }

  /**
   * Checks the page that is shown with axe-core, wide and narrow, light and dark, and leaves a
   * picture of each in {@code target/screenshots}.
   *
   * @param name of the pictures
   */
  void inspect(String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : new int[] {WIDE, NARROW}) {
        page.setViewportSize(width, HEIGHT);
        page.evaluate("scrollTo(0, 0)");
        String variant =
            (scheme == ColorScheme.DARK ? "dark" : "light") + (width == WIDE ? "-wide" : "-narrow");
        page.screenshot(
            new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(name + "-" + variant + ".png")));
        assertEquals(List.of(), seriousIssues(), name + ", " + variant);
      }
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(WIDE, HEIGHT);
  }

  private List<String> seriousIssues() {
    List<String> issues = new ArrayList<>();
    for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
      if (Set.of("serious", "critical").contains(rule.getImpact())) {
        rule.getNodes()
            .forEach(
                node -> issues.add(rule.getId() + ": " + node.getHtml() + " " + node.getTarget()));
      }
    }
    return issues;
  }

  /**
   * The errors that the browser has reported so far: failed scripts, and content that the policy
   * blocked.
   */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** The cookies of the window. */
  List<com.microsoft.playwright.options.Cookie> cookies() {
    return window.cookies();
  }

  @Override
  public void close() {
    playwright.close();
  }
}

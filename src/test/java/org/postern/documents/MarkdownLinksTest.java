package org.postern.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.fixtures.MarkdownPage;

/** What a page leads to and what it names is there. */
class MarkdownLinksTest {

  private static final Path DOCS = Path.of("docs");
  private static final Path DECISIONS = DOCS.resolve("decisions");
  private static final int LONGEST_README = 250;

  // A path with a variable, a pattern or a gap in it is none.
  private static final Pattern PATH =
      Pattern.compile("(?<![\\w/.-])(?:standalone-config|src|docs|\\.ci)/[\\w./-]*+(?![$*{…])");

  private static final Pattern PROFILES = Pattern.compile("(?<= )-P([a-z][a-z,]*)");
  private static final Pattern TEST =
      Pattern.compile("-D(?:it\\.)?(?:test|include)=(?:'([^']+)'|([^\\s`]+))");

  // What only those know who wrote the page.
  private static final Pattern FOREIGN =
      Pattern.compile(
          "(?i)\\bissue #?\\d|design\\.md|house-review|/work/|\\bsession of the project");

  static List<MarkdownPage> pages() {
    return MarkdownPage.all();
  }

  static List<MarkdownPage> pagesOfTheManual() {
    return pages().stream()
        .filter(page -> page.path().startsWith(DOCS) && !page.path().startsWith(DECISIONS))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(MarkdownPage page) throws IOException {
    List<String> broken = new ArrayList<>();
    for (String link : page.links()) {
      if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
        broken.add(link);
      }
    }

    assertEquals(List.of(), broken);
  }

  private static boolean leadsSomewhere(MarkdownPage page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]).normalize();
    return exists(target)
        && (parts.length == 1 || MarkdownPage.read(target).anchors().contains(parts[1]));
  }

  // With the case of its letters, which not every file system looks at.
  private static boolean exists(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    return Files.exists(absolute) && absolute.toRealPath().endsWith(path.normalize());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyFileThatIsNamedIsThere(MarkdownPage page) {
    assertEquals(List.of(), missingFiles(page.text()));
  }

  private static List<String> missingFiles(String text) {
    return PATH.matcher(text)
        .results()
        .map(result -> result.group().replaceAll("[./-]+$", ""))
        .filter(name -> !name.contains("X.") && !Files.exists(Path.of(name)))
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyProfileAndTestThatIsNamedIsThere(MarkdownPage page) throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    List<String> missing = new ArrayList<>();
    PROFILES
        .matcher(page.text())
        .results()
        .flatMap(result -> Stream.of(result.group(1).split(",")))
        .filter(profile -> !pom.contains("<id>" + profile + "</id>"))
        .forEach(missing::add);
    for (MatchResult tests : TEST.matcher(page.text()).results().toList()) {
      String names = tests.group(1) == null ? tests.group(2) : tests.group(1);
      for (String name : names.split(",", -1)) {
        if (!hasTest(name)) {
          missing.add(name);
        }
      }
    }

    assertEquals(List.of(), missing);
  }

  // As failsafe takes it: a class or a pattern of classes, perhaps with a method.
  private static boolean hasTest(String name) throws IOException {
    String[] parts = name.replaceAll("^\\*\\*/|\\.java$", "").split("#", -1);
    PathMatcher file = FileSystems.getDefault().getPathMatcher("glob:**/" + parts[0] + ".java");
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path found : files.filter(file::matches).toList()) {
        if (parts.length == 1 || Files.readString(found).contains(" " + parts[1] + "(")) {
          return true;
        }
      }
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void citesOnlyWhatEveryReaderHas(MarkdownPage page) {
    Matcher foreign = FOREIGN.matcher(page.text());

    assertFalse(foreign.find(), () -> page + " says " + foreign.group());
  }

  /** Comments, messages and scripts that send their reader to a document. */
  @Test
  void everyDocumentThatCodeNamesIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    for (String root : List.of("src/main", "src/test/java", "standalone-config", "pom.xml")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        for (Path file :
            files
                .filter(
                    p ->
                        p.toString().matches(".*\\.(java|xhtml|xml|json|cli|yaml|conf|properties)"))
                .toList()) {
          Matcher name = Pattern.compile("docs/[\\w./-]+\\.\\w+").matcher(Files.readString(file));
          while (name.find()) {
            if (!Files.exists(Path.of(name.group()))) {
              missing.add(file + " names " + name.group());
            }
          }
        }
      }
    }

    assertEquals(List.of(), missing);
  }

  @ParameterizedTest
  @MethodSource("pagesOfTheManual")
  void beginsWithWhoNeedsIt(MarkdownPage page) {
    List<String> lines = page.prose().stream().filter(line -> !line.isBlank()).toList();

    assertTrue(lines.get(0).startsWith("# "), lines.get(0));
    assertTrue(lines.get(1).startsWith("This page is for "), lines.get(1));
  }

  @Test
  void theIndexLeadsToEveryPage() {
    Set<Path> linked =
        MarkdownPage.read(DOCS.resolve("README.md")).links().stream()
            .map(link -> DOCS.resolve(link).normalize())
            .collect(Collectors.toCollection(TreeSet::new));
    List<Path> notLinked =
        pages().stream()
            .map(MarkdownPage::path)
            .filter(path -> !path.equals(DOCS.resolve("README.md")))
            .filter(path -> !path.equals(Path.of("README.md")) && !linked.contains(path))
            .toList();

    assertEquals(List.of(), notLinked);
  }

  /** Else an operator's server is not the one that is tested. */
  @Test
  void theScriptsForWildFlyAreThoseOfTheBuild() throws IOException {
    Pattern script = Pattern.compile("configure-([a-z0-9-]+)\\.cli");
    String pom = Files.readString(Path.of("pom.xml"));
    List<String> ofTheBuild = names(script, pom.substring(0, pom.indexOf("</server.scripts>")));
    String readme = MarkdownPage.read(Path.of("README.md")).text();
    int braces = readme.indexOf("configure-{") + "configure-{".length();
    String inBraces = readme.substring(braces, readme.indexOf('}', braces));

    assertEquals(
        ofTheBuild,
        names(
            script, MarkdownPage.read(DOCS.resolve("servers/wildfly.md")).blocks().get(0).text()));
    assertEquals(ofTheBuild, List.of(inBraces.split(",", -1)));
  }

  private static List<String> names(Pattern script, String text) {
    return script.matcher(text).results().map(result -> result.group(1)).toList();
  }

  @Test
  void theReadmeIsShort() {
    long lines = MarkdownPage.read(Path.of("README.md")).text().lines().count();

    assertTrue(lines <= LONGEST_README, () -> lines + " lines");
  }
}

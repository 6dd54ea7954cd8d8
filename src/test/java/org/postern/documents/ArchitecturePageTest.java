package org.postern.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postern.fixtures.MarkdownPage;

/** Holds {@code docs/architecture.md} against the code. */
class ArchitecturePageTest {

  private static final Path CODE = Path.of("src/main/java/org/postern");

  // id["package<br/>what it is for"]
  private static final Pattern NODE = Pattern.compile("(?m)^\\s*(\\w+)\\[\"([a-z.]+)");
  private static final Pattern ARROW = Pattern.compile("(?m)^\\s*(\\w+) --> (\\w+)$");

  // `package.Class` or `package.Class#method`
  private static final Pattern CLASS = Pattern.compile("`((?:[a-z]+\\.)+)([A-Z]\\w*)(?:#(\\w+))?`");

  private final MarkdownPage page = MarkdownPage.read(Path.of("docs/architecture.md"));

  private String diagram() {
    return page.blocks().stream()
        .filter(block -> block.language().equals("mermaid"))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private Map<String, String> rooms() {
    Map<String, String> rooms = new HashMap<>();
    NODE.matcher(diagram()).results().forEach(node -> rooms.put(node.group(1), node.group(2)));
    return rooms;
  }

  /** The text of all classes, by package. */
  private static Map<String, String> code() throws IOException {
    Map<String, String> code = new TreeMap<>();
    try (Stream<Path> files = Files.walk(CODE)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = CODE.relativize(file.getParent()).toString().replace('/', '.');
        code.merge(name, Files.readString(file), String::concat);
      }
    }
    code.remove("");
    return code;
  }

  @Test
  void theDiagramHasEveryPackage() throws IOException {
    assertEquals(new TreeSet<>(code().keySet()), new TreeSet<>(rooms().values()));
  }

  @Test
  void everyArrowIsAnImport() throws IOException {
    Map<String, String> code = code();
    Map<String, String> rooms = rooms();
    List<String> invented = new ArrayList<>();
    for (MatchResult arrow : ARROW.matcher(diagram()).results().toList()) {
      String from = rooms.get(arrow.group(1));
      String to = rooms.get(arrow.group(2));
      if (from == null
          || to == null
          || !code.get(from).contains("import org.postern." + to + ".")) {
        invented.add(arrow.group().strip());
      }
    }

    assertEquals(List.of(), invented);
  }

  @Test
  void everyClassThatIsNamedIsThere() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (MatchResult name : CLASS.matcher(page.text()).results().toList()) {
      Path file = CODE.resolve(name.group(1).replace('.', '/') + name.group(2) + ".java");
      if (!Files.exists(file)
          || (name.group(3) != null && !Files.readString(file).contains(name.group(3) + "("))) {
        missing.add(name.group());
      }
    }

    assertEquals(Set.of(), missing);
  }
}

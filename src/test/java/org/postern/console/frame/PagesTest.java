package org.postern.console.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Searches the pages of the console for things that they must not contain. */
class PagesTest {

  private static final Path PAGES = Path.of("src/main/webapp");

  private static List<String> pagesWith(String pattern) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(PAGES)) {
      for (Path page : walk.filter(file -> file.toString().endsWith(".xhtml")).toList()) {
        if (Pattern.compile(pattern).matcher(Files.readString(page)).find()) {
          found.add(page.getFileName().toString());
        }
      }
    }
    return found;
  }

  @Test
  void escapeWhatTheyShow() throws IOException {
    assertEquals(List.of(), pagesWith("escape=\"false\""));
  }

  @Test
  void haveNoScriptOfTheirOwn() throws IOException {
    assertEquals(List.of(), pagesWith("<script>|\\son[a-z]+=\"|javascript:"));
  }

  @Test
  void loadNothingFromElsewhere() throws IOException {
    assertEquals(List.of(), pagesWith("(src|href)=\"(https?:)?//"));
  }

  /** CVE-2026-46581: a request must not be able to choose the page that is included. */
  @Test
  void includeNoPageByAnExpression() throws IOException {
    assertEquals(
        List.of(), pagesWith("<ui:include\\b[^>]*src=\"[^\"]*[#$]\\{|\\btemplate=\"[^\"]*[#$]\\{"));
  }

  /**
   * Some servers do not accept a Java keyword as the name of a property in an expression, such as
   * {@code bean.public}.
   */
  @Test
  void nameNoPropertyLikeAWordOfJava() throws IOException {
    assertEquals(
        List.of(),
        pagesWith("#\\{([^}']|'[^']*')*\\.(class|default|import|new|private|public)\\b"));
  }

  /**
   * For a directory without this servlet, the server itself would redirect to whatever host the
   * request names.
   */
  @Test
  void haveAServletForEachDirectory() throws IOException {
    try (Stream<Path> walk = Files.walk(PAGES.resolve("console"))) {
      List<String> directories =
          walk.filter(Files::isDirectory)
              .map(directory -> "/" + PAGES.relativize(directory).toString().replace('\\', '/'))
              .sorted()
              .toList();

      assertEquals(
          directories,
          Stream.of(ConsoleDirectories.class.getAnnotation(WebServlet.class).value())
              .sorted()
              .toList());
    }
  }
}

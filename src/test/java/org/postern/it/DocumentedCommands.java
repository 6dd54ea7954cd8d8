package org.postern.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.postern.fixtures.MarkdownPage;
import org.postern.fixtures.MarkdownPage.Block;

/**
 * The commands of a page and what it says that they print. All commands of a page run one after
 * another in one bash, as if they were pasted, against a server with the demo data.
 */
final class DocumentedCommands {

  /** The address in the documents, which is not the one of the tests' server. */
  private static final String DOCUMENTED = "AS=http://localhost:8080/postern";

  private static final List<String> OUTPUT = List.of("json", "http");

  /** Stands between the outputs of two blocks. */
  private static final String END = "\u001e";

  /** What differs from one run to the next: a pattern, and what is put in its place. */
  private static final String[][] RANDOM = {
    {"ps([ars])_[A-Za-z0-9_-]{43,}", "ps$1_(random)"},
    {"\"(iat|exp)\":[0-9]+", "\"$1\":(time)"},
    {"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+(\\.[0-9]+)?Z", "(time)"},
    {"Date: .*", "Date: (time)"},
    {"\\b[0-9A-HJKMNP-TV-Z]{26}\\b", "(reference)"},
    {"user:[A-Za-z0-9_-]{22}", "user:(random)"}
  };

  private DocumentedCommands() {}

  /**
   * A block of commands with its output.
   *
   * @param printed what the page says; empty if it says nothing
   */
  record Step(String commands, String printed) {}

  /** The steps of a page that begin with the one that names the server. */
  static List<Step> of(Path page) {
    List<Step> steps = new ArrayList<>();
    List<Block> blocks = MarkdownPage.read(page).blocks();
    boolean begun = false;
    for (int i = 0; i < blocks.size(); i++) {
      begun |= blocks.get(i).text().contains(DOCUMENTED);
      if (begun && blocks.get(i).language().equals("bash") && isForThisServer(blocks.get(i))) {
        boolean prints = i + 1 < blocks.size() && OUTPUT.contains(blocks.get(i + 1).language());
        steps.add(new Step(blocks.get(i).text(), prints ? blocks.get(i + 1).text() : ""));
      }
    }
    return steps;
  }

  // Maven and jboss-cli build and change servers.
  private static boolean isForThisServer(Block block) {
    return !block.text().contains("mvn ") && !block.text().contains("$CLI ");
  }

  /** What the commands of these steps print, one text a step. */
  static List<String> run(List<Step> steps, Postern postern, Path directory)
      throws IOException, InterruptedException {
    String script =
        steps.stream()
            .map(step -> step.commands() + "\nprintf '" + END + "'\n")
            .collect(Collectors.joining())
            .replace(DOCUMENTED, "AS=" + postern.uri("").toString().replaceAll("/$", ""));
    Path file = Files.writeString(directory.resolve("commands.sh"), script);
    ProcessBuilder builder = new ProcessBuilder("bash", file.toString());
    // The server is on this machine, whatever proxy leads out of it.
    builder.environment().put("no_proxy", "*");
    Process process = builder.directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return Arrays.asList(output.split(END, -1)).subList(0, steps.size());
  }

  /** A text without what differs from one run to the next, and without the order of headers. */
  static String comparable(String text) {
    String comparable = text.replace("\r", "").strip();
    for (String[] random : RANDOM) {
      comparable = comparable.replaceAll(random[0], random[1]);
    }
    if (!comparable.startsWith("HTTP/")) {
      return comparable;
    }
    int end = comparable.indexOf("\n\n");
    return comparable.substring(0, end).lines().sorted().collect(Collectors.joining("\n"))
        + comparable.substring(end);
  }
}

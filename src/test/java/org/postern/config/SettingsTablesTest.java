package org.postern.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postern.fixtures.MarkdownPage;
import org.postern.guest.IntrospectionConfig;
import org.postern.setting.Settings;

/**
 * Makes the range and the default of each setting from the code, and compares the tables with them.
 * With {@code -Dsettings.write} it writes them into the tables instead.
 */
class SettingsTablesTest {

  private static final List<Path> PAGES =
      Stream.of("configuration.md", "directory.md", "protect-an-application.md")
          .map(Path.of("docs")::resolve)
          .toList();

  private static final String[] HEAD = {"key", "meaning", "range", "default"};

  // The default depends on the machine, so the table has it in words.
  private static final String OF_THE_MACHINE = "postern.password.hashes";

  private static final Map<String, Row> ASKED_FOR = new TreeMap<>();

  /** What the code says; empty where it is a text, whose range and default stand in words. */
  private record Row(String range, String otherwise) {

    static final Row TEXT = new Row("", "");
  }

  /** Notes what is asked for, and answers as if it were not set. */
  private static final class Recorder extends Settings {

    // Without these an application that asks another server does not start.
    private static final Map<String, String> REQUIRED =
        Map.of(
            "postern.introspection.endpoint", "https://as.example/oauth2/introspect",
            "postern.introspection.client-id", "client",
            "postern.introspection.client-secret", "secret");

    Recorder() {
      super(key -> Optional.ofNullable(REQUIRED.get(key)));
    }

    private static void note(String key, Row row) {
      ASKED_FOR.put(key, row);
    }

    @Override
    public Optional<String> text(String key) {
      ASKED_FOR.putIfAbsent(key, Row.TEXT);
      return super.text(key);
    }

    @Override
    public Optional<String> secret(String key) {
      note(key, Row.TEXT);
      return super.secret(key);
    }

    @Override
    public boolean bool(String key, boolean otherwise) {
      note(key, new Row("`true`, `false`", "`" + otherwise + "`"));
      return super.bool(key, otherwise);
    }

    @Override
    public int number(String key, int otherwise, int least, int most) {
      String range = number(least) + " to " + number(most);
      note(key, new Row(range, key.equals(OF_THE_MACHINE) ? "" : number(otherwise)));
      return super.number(key, otherwise, least, most);
    }

    private static String number(int number) {
      return String.format(Locale.ROOT, "%,d", number);
    }

    @Override
    public Duration duration(String key, Duration otherwise, Duration least, Duration most) {
      note(key, new Row(duration(least) + " to " + duration(most), duration(otherwise)));
      return super.duration(key, otherwise, least, most);
    }

    private static String duration(Duration duration) {
      boolean days = !duration.isZero() && duration.equals(Duration.ofDays(duration.toDays()));
      return "`" + (days ? "P" + duration.toDays() + "D" : duration.toString()) + "`";
    }

    @Override
    public String choice(String key, List<String> choices) {
      note(
          key,
          new Row(
              choices.stream().map(text -> "`" + text + "`").collect(Collectors.joining(", ")),
              "`" + choices.get(0) + "`"));
      return super.choice(key, choices);
    }

    @Override
    public List<String> list(String key) {
      note(key, Row.TEXT);
      return super.list(key);
    }
  }

  @BeforeAll
  static void askForEverySetting() throws IOException {
    new PosternConfig(new Recorder());
    new IntrospectionConfig(new Recorder());
    if (System.getProperty("settings.write") != null) {
      for (Path page : PAGES) {
        Files.writeString(page, written(Files.readString(page)));
      }
    }
  }

  private static String written(String page) {
    return page.lines()
        .map(
            line -> {
              Matcher row =
                  Pattern.compile("(\\| `([a-z.-]+)` \\|.*\\| )([^|]*)( \\| )([^|]*)( \\|)")
                      .matcher(line);
              if (!row.matches() || !ASKED_FOR.containsKey(row.group(2))) {
                return line;
              }
              Row code = ASKED_FOR.get(row.group(2));
              return row.group(1)
                  + (row.group(3).startsWith(code.range()) ? row.group(3) : code.range())
                  + row.group(4)
                  + (row.group(5).startsWith(code.otherwise()) ? row.group(5) : code.otherwise())
                  + row.group(6);
            })
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<List<String>> rows() {
    return PAGES.stream().flatMap(page -> MarkdownPage.read(page).rows(HEAD).stream()).toList();
  }

  private static String key(List<String> row) {
    return row.get(0).replace("`", "");
  }

  @Test
  void haveARowForEverySettingAndNoOther() {
    assertEquals(
        new TreeSet<>(ASKED_FOR.keySet()),
        rows().stream()
            .map(SettingsTablesTest::key)
            .collect(Collectors.toCollection(TreeSet::new)));
    assertEquals(ASKED_FOR.size(), rows().size());
  }

  /** The cell may go on, with what the code checks elsewhere. */
  @Test
  void haveTheRangesAndDefaultsOfTheCode() {
    List<String> wrong = new ArrayList<>();
    for (List<String> row : rows()) {
      Row code = ASKED_FOR.getOrDefault(key(row), Row.TEXT);
      if (!row.get(2).startsWith(code.range()) || !row.get(3).startsWith(code.otherwise())) {
        wrong.add(row + " where the code has " + code);
      }
      for (String cell : row.subList(1, 4)) {
        assertTrue(!cell.isBlank(), () -> "an empty cell in " + row);
      }
    }

    assertEquals(List.of(), wrong);
  }

  /** What the scripts for WildFly take from outside, as ${env.NAME:default}. */
  @Test
  void haveTheSettingsOfTheScripts() throws IOException {
    String table =
        MarkdownPage.read(PAGES.get(0)).rows("setting", "meaning", "default").stream()
            .map(Object::toString)
            .collect(Collectors.joining("\n"));
    Pattern setting = Pattern.compile("env\\.(POSTERN_\\w+):([^}$]*)");
    List<String> missing = new ArrayList<>();
    try (Stream<Path> scripts = Files.list(Path.of("standalone-config"))) {
      for (Path script : scripts.filter(path -> path.toString().endsWith(".cli")).toList()) {
        Matcher matcher = setting.matcher(Files.readString(script));
        while (matcher.find()) {
          String otherwise = matcher.group(2);
          if (Arrays.stream(table.split("\n", -1))
              .noneMatch(row -> row.contains(matcher.group(1)) && row.contains(otherwise))) {
            missing.add(script + ": " + matcher.group());
          }
        }
      }
    }

    assertEquals(List.of(), missing);
  }
}

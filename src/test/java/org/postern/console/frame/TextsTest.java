package org.postern.console.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that both languages have the same texts, and that every text that a page uses exists. */
class TextsTest {

  private static final Path BUNDLES = Path.of("src/main/resources/org/postern/console");
  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Pattern NAMED = Pattern.compile("\\w*[tT]ext\\['([^']+)'\\]");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d");

  static Stream<String> bundles() {
    return files(BUNDLES, "_en.properties")
        .map(file -> file.getFileName().toString().replace("_en.properties", ""));
  }

  private static Stream<Path> files(Path root, String ending) {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(ending)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties read(String bundle, String language) {
    Properties texts = new Properties();
    try (Reader reader =
        Files.newBufferedReader(BUNDLES.resolve(bundle + "_" + language + ".properties"))) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void haveTheSameKeysInBothLanguages(String bundle) {
    assertEquals(
        read(bundle, "en").stringPropertyNames(), read(bundle, "de").stringPropertyNames());
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void haveTheSamePlaceholdersInBothLanguages(String bundle) {
    Properties english = read(bundle, "en");
    Properties german = read(bundle, "de");

    for (String key : english.stringPropertyNames()) {
      assertEquals(
          placeholders(english.getProperty(key)), placeholders(german.getProperty(key)), key);
    }
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new HashSet<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void doubleTheApostrophesOfPatterns(String bundle) {
    for (String language : List.of("en", "de")) {
      Properties texts = read(bundle, language);
      for (String key : texts.stringPropertyNames()) {
        String text = texts.getProperty(key);
        boolean single = text.replace("''", "").contains("'");
        assertFalse(PLACEHOLDER.matcher(text).find() && single, language + " " + key);
      }
    }
  }

  @Test
  void haveNoKeyTwice() {
    List<String> keys = new ArrayList<>();
    bundles().forEach(bundle -> keys.addAll(read(bundle, "en").stringPropertyNames()));

    assertEquals(new HashSet<>(keys).size(), keys.size());
  }

  @Test
  void areThereForEveryKeyThatAPageNames() throws IOException {
    Set<String> keys = new HashSet<>();
    bundles().forEach(bundle -> keys.addAll(read(bundle, "en").stringPropertyNames()));
    List<String> missing = new ArrayList<>();
    for (Path page : files(PAGES, ".xhtml").toList()) {
      Matcher matcher = NAMED.matcher(Files.readString(page));
      while (matcher.find()) {
        String key = matcher.group(1);
        // If a key ends with a dot, the page completes it at run time.
        if (!key.endsWith(".") && !keys.contains(key)) {
          missing.add(page.getFileName() + ": " + key);
        }
      }
    }

    assertEquals(List.of(), missing);
    assertTrue(keys.size() > 50);
  }
}

package org.postern.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofHours(1);

  private static Settings settings(String value) {
    return new Settings(key -> Optional.ofNullable(value));
  }

  private static Duration duration(String value) {
    return settings(value).duration("a.key", Duration.ofMinutes(5), LEAST, MOST);
  }

  static Stream<Arguments> durations() {
    return Stream.of(
        Arguments.of("absent", null, Duration.ofMinutes(5)),
        Arguments.of("blank", " ", Duration.ofMinutes(5)),
        Arguments.of("the shortest", "PT1S", LEAST),
        Arguments.of("the longest", "PT1H", MOST),
        Arguments.of("with spaces around", " PT10M ", Duration.ofMinutes(10)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("durations")
  void readsDurations(String name, String value, Duration expected) {
    assertEquals(expected, duration(value));
  }

  static Stream<Arguments> refusedDurations() {
    return Stream.of(
        Arguments.of("right below the shortest", "PT0.999S"),
        Arguments.of("right above the longest", "PT1H0.001S"),
        Arguments.of("negative", "PT-5M"),
        Arguments.of("a number", "300"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedDurations")
  void refusesOtherDurations(String name, String value) {
    ConfigurationException refusal =
        assertThrows(ConfigurationException.class, () -> duration(value));

    assertEquals(
        "a.key is '" + value + "', but must be an ISO 8601 duration from PT1S to PT1H",
        refusal.getMessage());
  }

  @Test
  void theFirstChoiceIsTheDefault() {
    assertEquals("one", settings(null).choice("a.key", List.of("one", "two")));
    assertEquals("two", settings("two").choice("a.key", List.of("one", "two")));
  }

  @Test
  void splitsListsAtCommas() {
    assertEquals(List.of(), settings(null).list("a.key"));
    assertEquals(List.of("a", "b"), settings(" a,, b,").list("a.key"));
  }

  /**
   * If expressions were resolved, two dollar signs would become one, and braces would be replaced.
   */
  @ParameterizedTest
  @ValueSource(strings = {"Pa$$w0rd", "${user.home}", "${not.set}", "\\$x", " spaces around "})
  void readsASecretAsItWasSet(String secret) {
    System.setProperty("postern.test.secret", secret);
    try {
      assertEquals(Optional.of(secret), Settings.configured().secret("postern.test.secret"));
    } finally {
      System.clearProperty("postern.test.secret");
    }
  }

  @Test
  void hasNoSecretThatIsBlankOrAbsent() {
    assertEquals(Optional.empty(), settings(" ").secret("a.key"));
    assertEquals(Optional.empty(), Settings.configured().secret("postern.test.absent"));
  }

  /**
   * Java reads an umlaut in an environment variable like this if the server runs in the locale C.
   */
  @Test
  void refusesWhatTheLocaleOfTheServerCannotRead() {
    Settings settings = settings("Gr\uFFFD\uFFFDe");

    assertEquals(
        "a.key is 'Gr\uFFFD\uFFFDe', but must be text in the encoding of the server's locale:"
            + " start the server with LC_ALL=C.UTF-8",
        assertThrows(ConfigurationException.class, () -> settings.text("a.key")).getMessage());
    assertEquals(
        "a.key is '(hidden)', but must be text in the encoding of the server's locale:"
            + " start the server with LC_ALL=C.UTF-8",
        assertThrows(ConfigurationException.class, () -> settings.secret("a.key")).getMessage());
    assertEquals(Optional.of("Gr\u00FC\u00DFe"), settings("Gr\u00FC\u00DFe").secret("a.key"));
  }
}

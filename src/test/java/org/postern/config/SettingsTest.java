package org.postern.config;

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
}

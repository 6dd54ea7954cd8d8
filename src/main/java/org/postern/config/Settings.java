package org.postern.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns the text of a setting into its type, or names key, value and range. */
final class Settings {

  private final Function<String, Optional<String>> source;

  /** Reads texts from the source; a blank one counts as absent. */
  Settings(Function<String, Optional<String>> source) {
    this.source = source;
  }

  Optional<String> text(String key) {
    return source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
  }

  boolean bool(String key, boolean otherwise) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    return switch (text.get()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ConfigurationException(key, text.get(), "true or false");
    };
  }

  int number(String key, int otherwise, int least, int most) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    String range = "a whole number from " + least + " to " + most;
    try {
      int value = Integer.parseInt(text.get());
      if (value < least || value > most) {
        throw new ConfigurationException(key, text.get(), range);
      }
      return value;
    } catch (NumberFormatException e) {
      throw new ConfigurationException(key, text.get(), range);
    }
  }

  Duration duration(String key, Duration otherwise, Duration least, Duration most) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    String range = "an ISO 8601 duration from " + least + " to " + most;
    try {
      Duration value = Duration.parse(text.get());
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        throw new ConfigurationException(key, text.get(), range);
      }
      return value;
    } catch (DateTimeParseException e) {
      throw new ConfigurationException(key, text.get(), range);
    }
  }

  /** One of the choices; the first is the default. */
  String choice(String key, List<String> choices) {
    String text = text(key).orElse(choices.get(0));
    if (!choices.contains(text)) {
      throw new ConfigurationException(key, text, "one of " + String.join(", ", choices));
    }
    return text;
  }

  /** Parts separated by commas; empty when the setting is absent. */
  List<String> list(String key) {
    return text(key).stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}

package org.postern.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Turns the text of a setting into its type, or names key, value and range. */
final class Settings {

  /** Java puts it in the place of bytes that the locale has no characters for. */
  private static final char UNREADABLE = '\uFFFD';

  private final Function<String, Optional<String>> source;
  private final Function<String, Optional<String>> secrets;

  /** Reads texts and secrets from the source; a blank one counts as absent. */
  Settings(Function<String, Optional<String>> source) {
    this(source, source);
  }

  private Settings(
      Function<String, Optional<String>> source, Function<String, Optional<String>> secrets) {
    this.source = source;
    this.secrets = secrets;
  }

  /** The settings of the server or the application: MicroProfile Config. */
  static Settings configured() {
    Config config = ConfigProvider.getConfig();
    return new Settings(
        key -> config.getOptionalValue(key, String.class),
        key -> Optional.ofNullable(config.getConfigValue(key).getRawValue()));
  }

  Optional<String> text(String key) {
    return source
        .apply(key)
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .map(value -> readable(key, value, value));
  }

  /**
   * A secret, exactly as it was set: spaces belong to it, and a {@code $} begins no expression.
   *
   * @return empty if it is blank or absent
   */
  Optional<String> secret(String key) {
    return secrets
        .apply(key)
        .filter(value -> !value.isBlank())
        .map(value -> readable(key, value, "(hidden)"));
  }

  // A server that is started in the locale C reads no letter such as an umlaut from its
  // environment.
  private static String readable(String key, String value, String shown) {
    if (value.indexOf(UNREADABLE) >= 0) {
      throw new ConfigurationException(
          key,
          shown,
          "text in the encoding of the server's locale: start the server with LC_ALL=C.UTF-8");
    }
    return value;
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

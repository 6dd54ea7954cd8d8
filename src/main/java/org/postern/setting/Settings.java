package org.postern.setting;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Converts the text of a setting to its type. The exception for an invalid text names key, value
 * and range. A test extends this class: it compares ranges and defaults with the tables in {@code
 * docs}.
 */
public class Settings {

  /** Java replaces bytes that are no characters in the locale's encoding by this one. */
  private static final char UNREADABLE = '\uFFFD';

  private final Function<String, Optional<String>> source;
  private final Function<String, Optional<String>> secrets;

  /** Reads texts and secrets from this source. A blank value counts as not set. */
  public Settings(Function<String, Optional<String>> source) {
    this(source, source);
  }

  private Settings(
      Function<String, Optional<String>> source, Function<String, Optional<String>> secrets) {
    this.source = source;
    this.secrets = secrets;
  }

  /** Reads the settings of the server or the application from MicroProfile Config. */
  public static Settings configured() {
    Config config = ConfigProvider.getConfig();
    return new Settings(
        key -> config.getOptionalValue(key, String.class),
        key -> Optional.ofNullable(config.getConfigValue(key).getRawValue()));
  }

  /** Returns a text; empty if it is blank or not set. */
  public Optional<String> text(String key) {
    return source
        .apply(key)
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .map(value -> readable(key, value, value));
  }

  /**
   * Returns a secret exactly as it was set. Spaces are part of it, and a {@code $} does not begin
   * an expression.
   *
   * @return empty if the secret is blank or not set
   */
  public Optional<String> secret(String key) {
    return secrets
        .apply(key)
        .filter(value -> !value.isBlank())
        .map(value -> readable(key, value, "(hidden)"));
  }

  // A server that runs in the locale C cannot read letters such as umlauts from its environment.
  private static String readable(String key, String value, String shown) {
    if (value.indexOf(UNREADABLE) >= 0) {
      throw new ConfigurationException(
          key,
          shown,
          "text in the encoding of the server's locale: start the server with LC_ALL=C.UTF-8");
    }
    return value;
  }

  /** Returns {@code true} or {@code false}. */
  public boolean bool(String key, boolean otherwise) {
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

  /** Returns a whole number within these bounds. */
  public int number(String key, int otherwise, int least, int most) {
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

  /** Returns a duration, written as in ISO 8601, within these bounds. */
  public Duration duration(String key, Duration otherwise, Duration least, Duration most) {
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

  /** Returns one of the choices. The first one is the default. */
  public String choice(String key, List<String> choices) {
    String text = text(key).orElse(choices.get(0));
    if (!choices.contains(text)) {
      throw new ConfigurationException(key, text, "one of " + String.join(", ", choices));
    }
    return text;
  }

  /** Returns the parts of a text that commas separate; empty if the setting is not set. */
  public List<String> list(String key) {
    return text(key).stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}

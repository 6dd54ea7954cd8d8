package org.postern.admin.common;

import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${env.NAME}} by the value of the variable, and {@code $${env.NAME}} by the text
 * {@code ${env.NAME}}. An export writes that text in the second form, so that it stays unchanged
 * when the export is applied. Variables inside the value of a variable are not replaced. The
 * replaced variables are remembered, because they are a part of the content.
 */
public final class Variables {

  private static final String BEGIN = "${env.";

  /** Java replaces bytes that are no characters in the locale's encoding by this one. */
  private static final char UNREADABLE = '\uFFFD';

  private static final String ESCAPED = "$" + BEGIN;
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env\\.([A-Za-z_][A-Za-z0-9_]*)}");

  // The escape must be the first alternative, so that it is not treated as a reference.
  private static final Pattern ESCAPE_OR_REFERENCE =
      Pattern.compile("\\$\\$\\{env\\.|" + REFERENCE.pattern());

  private final boolean escapes;
  private final Function<String, Optional<String>> environment;
  private final TreeMap<String, String> used = new TreeMap<>();

  public Variables(Function<String, Optional<String>> environment) {
    this(environment, true);
  }

  private Variables(Function<String, Optional<String>> environment, boolean escapes) {
    this.environment = environment;
    this.escapes = escapes;
  }

  /** Replaces no variables and no escapes, for the bodies of requests. */
  public static Variables none() {
    return new Variables(null, false);
  }

  /**
   * Replaces escapes but no variables, for a file from outside, because the environment contains
   * secrets of the server.
   */
  public static Variables escapesOnly() {
    return new Variables(null, true);
  }

  /** Escapes a text, so that it is unchanged when the file is read. */
  public static String escape(String text) {
    return text.replace(BEGIN, ESCAPED);
  }

  /** Tells whether the whole text is one reference to a variable. */
  boolean isReference(String text) {
    return environment != null && REFERENCE.matcher(text).matches();
  }

  /** Replaces the variables in a text; empty after adding a problem. */
  Optional<String> fill(Problems problems, String pointer, String text) {
    if (environment == null) {
      return Optional.of(escapes ? text.replace(ESCAPED, BEGIN) : text);
    }
    StringBuilder filled = new StringBuilder();
    Matcher matcher = ESCAPE_OR_REFERENCE.matcher(text);
    int end = 0;
    boolean complete = true;
    while (matcher.find()) {
      String name = matcher.group(1);
      if (name == null) {
        complete &= literal(problems, pointer, text.substring(end, matcher.start()), filled);
        filled.append(BEGIN);
        end = matcher.end();
        continue;
      }
      Optional<String> value = environment.apply(name);
      if (value.isEmpty()) {
        problems.add(pointer, "the environment variable " + name + " is not set");
        complete = false;
      } else if (value.get().indexOf(UNREADABLE) >= 0) {
        problems.add(
            pointer,
            "the environment variable "
                + name
                + " is not in the encoding of the server's locale:"
                + " start the server with LC_ALL=C.UTF-8");
        complete = false;
      }
      used.put(name, value.orElse(""));
      complete &= literal(problems, pointer, text.substring(end, matcher.start()), filled);
      filled.append(value.orElse(""));
      end = matcher.end();
    }
    complete &= literal(problems, pointer, text.substring(end), filled);
    return complete ? Optional.of(filled.toString()) : Optional.empty();
  }

  private static boolean literal(
      Problems problems, String pointer, String text, StringBuilder filled) {
    if (text.contains(BEGIN)) {
      problems.add(
          pointer,
          "a variable must be written ${env.NAME}: letters, digits and _; the text itself $${env.");
      return false;
    }
    filled.append(text);
    return true;
  }

  /** The replaced variables and their values, one on each line, sorted by name. */
  public String used() {
    StringBuilder lines = new StringBuilder();
    used.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    return lines.toString();
  }
}

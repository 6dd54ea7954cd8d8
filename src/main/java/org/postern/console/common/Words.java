package org.postern.console.common;

import java.util.Arrays;
import java.util.List;

/**
 * Converts a list of names to and from the text of one field, with spaces or commas between the
 * names.
 */
public final class Words {

  private Words() {}

  /** The text of a field. Faces sets null where a field comes empty or with no choice. */
  public static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  public static List<String> split(String text) {
    return Arrays.stream(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).distinct().toList();
  }

  public static String join(List<String> words) {
    return String.join(" ", words);
  }
}

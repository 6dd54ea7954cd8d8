package org.postern.console;

import java.util.Arrays;
import java.util.List;

/** Names in one field of a form, with blanks or commas between them. */
final class Words {

  private Words() {}

  static List<String> split(String text) {
    return Arrays.stream(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).distinct().toList();
  }

  static String join(List<String> words) {
    return String.join(" ", words);
  }
}

package org.postern.entity;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Normalizes texts for searches. The result is stored, because databases differ in converting
 * capital letters: PostgreSQL in the locale C converts only those of ASCII.
 */
public final class SearchText {

  // The width of the columns in the database.
  private static final int MAX_LENGTH = 8_000;

  private SearchText() {}

  /**
   * Returns the search text of an object: its normalized texts, one on each line, so that no match
   * spans two texts. It is cut to 8,000 characters, which only texts with rare ligatures exceed.
   */
  public static String of(String... texts) {
    String form = form(String.join("\n", texts));
    return form.length() <= MAX_LENGTH ? form : form.substring(0, MAX_LENGTH);
  }

  /** Normalizes a text, so that neither case nor Unicode compatibility forms make a difference. */
  public static String form(String text) {
    StringBuilder form = new StringBuilder(text.length());
    // Lower case first turns U+1E9E (capital sharp s) into U+00DF, which upper case turns into SS.
    // The last step converts letter by letter, because String.toLowerCase treats a sigma at the end
    // of a word differently.
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .map(Character::toLowerCase)
        .forEach(form::appendCodePoint);
    return Normalizer.normalize(form, Normalizer.Form.NFKC);
  }
}

package org.postern.entity;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which texts are searched. It is made here and stored, because databases disagree
 * about capitals: PostgreSQL in the locale C knows those of ASCII only.
 */
public final class SearchText {

  // The width of the columns.
  private static final int MAX_LENGTH = 8_000;

  private SearchText() {}

  /**
   * What is stored of an object: its texts in their form, one a line, so that no match reaches from
   * one into the next. Cut to 8,000 characters, which only texts with rare ligatures exceed.
   */
  public static String of(String... texts) {
    String form = form(String.join("\n", texts));
    return form.length() <= MAX_LENGTH ? form : form.substring(0, MAX_LENGTH);
  }

  /** The form of a text, which is the same in capital and small letters, and in NFKC or not. */
  public static String form(String text) {
    StringBuilder form = new StringBuilder(text.length());
    // U+1E9E becomes U+00DF, and that SS. Letter by letter then, as a final sigma would differ.
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .map(Character::toLowerCase)
        .forEach(form::appendCodePoint);
    return Normalizer.normalize(form, Normalizer.Form.NFKC);
  }
}

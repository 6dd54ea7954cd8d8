package org.postern.admin;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postern.entity.InstantConverter;

/**
 * Which state of a row a caller saw, as an opaque text for an ETag. Every change of a row moves its
 * time of change on, and the key tells rows apart that were made anew under the same name.
 *
 * @param text letters, digits and hyphens
 */
public record Revision(String text) {

  private static final Pattern FORM = Pattern.compile("[0-9a-z]{1,13}-[0-9a-z]{1,13}");

  /** A revision that a caller names; empty if it is none that we gave. */
  public static Optional<Revision> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Revision(text)) : Optional.empty();
  }

  /**
   * The revision of a row.
   *
   * @param key a number that no other row ever has; 0 where the row has none
   * @param updated the row's time of change, in whole microseconds
   */
  static Revision of(long key, Instant updated) {
    return new Revision(
        Long.toString(key, Character.MAX_RADIX)
            + "-"
            + Long.toString(InstantConverter.toMicros(updated), Character.MAX_RADIX));
  }
}

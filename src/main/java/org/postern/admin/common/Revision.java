package org.postern.admin.common;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postern.entity.InstantConverter;

/**
 * The state of a row as an opaque text for an ETag. Every change of a row raises its time of
 * change. The key distinguishes a row from an earlier one with the same name.
 *
 * @param text the text, of letters, digits and hyphens
 */
public record Revision(String text) {

  private static final Pattern FORM = Pattern.compile("[0-9a-z]{1,13}-[0-9a-z]{1,13}");

  /** Reads a revision from a request; empty if the text does not have the form of one. */
  public static Optional<Revision> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Revision(text)) : Optional.empty();
  }

  /**
   * Returns the revision of a row.
   *
   * @param key a number that no other row ever has; 0 if the row has none
   * @param updated the time of the row's last change, in whole microseconds
   */
  public static Revision of(long key, Instant updated) {
    return new Revision(
        Long.toString(key, Character.MAX_RADIX)
            + "-"
            + Long.toString(InstantConverter.toMicros(updated), Character.MAX_RADIX));
  }
}

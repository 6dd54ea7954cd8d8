package org.postern.user;

import java.util.Optional;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Converts passwords to the form of RFC 8265 OpaqueString, whose length is checked and which is
 * hashed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8265#section-4.2">RFC 8265 §4.2</a>
 */
public final class Passwords {

  /** The longest password, in code points. */
  public static final int MAX_CODE_POINTS = 256;

  private Passwords() {}

  /** Returns the prepared form; empty if the text is not allowed as a password. */
  public static Optional<String> prepare(String raw) {
    // Do not prepare a text that is far too long. The limit is higher than the longest password,
    // because a code point may have two characters and preparing may join code points.
    if (raw.isEmpty() || raw.length() > 4 * MAX_CODE_POINTS) {
      return Optional.empty();
    }
    try {
      String prepared = PrecisProfiles.OPAQUE_STRING.enforce(raw);
      boolean fits = prepared.codePointCount(0, prepared.length()) <= MAX_CODE_POINTS;
      return fits ? Optional.of(prepared) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

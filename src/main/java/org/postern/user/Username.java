package org.postern.user;

import java.util.Optional;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Converts user names to the form of RFC 8265 UsernameCaseMapped. In this form they are stored,
 * unique and throttled.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8265#section-3.3">RFC 8265 §3.3</a>
 */
public final class Username {

  /** The longest user name in its prepared form, in characters. */
  public static final int MAX_LENGTH = 255;

  private Username() {}

  /** Returns the prepared form; empty if the text is not allowed as a user name. */
  public static Optional<String> prepare(String raw) {
    if (raw.isEmpty() || raw.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(PrecisProfiles.USERNAME_CASE_MAPPED.enforce(raw))
          .filter(name -> name.length() <= MAX_LENGTH);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

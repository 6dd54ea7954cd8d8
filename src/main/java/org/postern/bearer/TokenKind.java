package org.postern.bearer;

import java.util.Locale;

/** Whose token it is. */
public enum TokenKind {
  /** A client's own, RFC 6749 §4.4. */
  CLIENT,
  /** One with a resource owner behind it. */
  USER;

  /** The form in answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

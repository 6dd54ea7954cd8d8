package org.postern.bearer;

import java.util.Locale;

/** Tells whether a token belongs to a client or to a user. */
public enum TokenKind {
  /** A client's own token, RFC 6749 §4.4. */
  CLIENT,
  /** A token of a user, who is the resource owner. */
  USER;

  /** The name in answers: the constant's name in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

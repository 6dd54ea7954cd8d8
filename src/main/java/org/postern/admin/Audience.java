package org.postern.admin;

import java.util.Locale;
import java.util.Optional;

/** Whose tokens may have a scope. */
enum Audience {
  /** A client's own tokens. */
  CLIENT,
  /** Tokens with a user. */
  USER,
  /** Every token. */
  BOTH;

  /** The audience of these two columns; a row with neither does not exist. */
  static Audience of(boolean forClients, boolean forUsers) {
    if (forClients && forUsers) {
      return BOTH;
    }
    return forClients ? CLIENT : USER;
  }

  /** The audience of this text; empty if there is none. */
  static Optional<Audience> of(String text) {
    for (Audience value : values()) {
      if (value.text().equals(text)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isForClients() {
    return this != USER;
  }

  boolean isForUsers() {
    return this != CLIENT;
  }
}

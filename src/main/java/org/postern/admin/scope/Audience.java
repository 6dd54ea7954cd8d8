package org.postern.admin.scope;

import java.util.Locale;
import java.util.Optional;

/** The kind of tokens that may have a scope. */
enum Audience {
  /** Only clients' own tokens. */
  CLIENT,
  /** Only tokens of users. */
  USER,
  /** Every token. */
  BOTH;

  /** The problem of a text that is no audience. */
  static final String MESSAGE = "must be client, user or both";

  /** Returns the audience for these two columns. No row has false in both. */
  static Audience of(boolean forClients, boolean forUsers) {
    if (forClients && forUsers) {
      return BOTH;
    }
    return forClients ? CLIENT : USER;
  }

  /** Finds the audience with this name; empty if there is none. */
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

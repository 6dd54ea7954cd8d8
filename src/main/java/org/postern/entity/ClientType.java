package org.postern.entity;

import java.util.Locale;

/** Whether a client can keep a secret. RFC 6749 §2.1. */
public enum ClientType {
  /** The client can keep a secret. */
  CONFIDENTIAL,
  /** The client cannot keep a secret and has none. */
  PUBLIC;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in the database, in import files and in the admin API. */
  public String text() {
    return text;
  }

  /**
   * Returns the constant with this name.
   *
   * @throws IllegalArgumentException if there is no such constant
   */
  public static ClientType of(String text) {
    for (ClientType value : values()) {
      if (value.text.equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException("not a ClientType");
  }
}

package org.postern.entity;

import java.util.Locale;

/** How a client authenticates, RFC 6749 §2.1 */
public enum ClientType {
  /** Holds a secret. */
  CONFIDENTIAL,
  /** Cannot keep a secret. */
  PUBLIC;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The form in columns, imports and the admin API. */
  public String text() {
    return text;
  }

  /**
   * The constant of this text.
   *
   * @throws IllegalArgumentException if there is none
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

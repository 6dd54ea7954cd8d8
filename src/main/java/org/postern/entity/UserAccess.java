package org.postern.entity;

import java.util.Locale;

/** Which users may get tokens through a client. */
public enum UserAccess {
  /** No user. */
  NOBODY,
  /** The users, and the members of the groups, that the client names. */
  ASSIGNED,
  /** Every enabled user. */
  EVERYONE;

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
  public static UserAccess of(String text) {
    for (UserAccess value : values()) {
      if (value.text.equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException("not a UserAccess");
  }
}

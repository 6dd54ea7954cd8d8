package org.postern.entity;

import java.util.Locale;

/** Which users may get tokens through a client. */
public enum UserAccess {
  /** No user. */
  NOBODY,
  /** The users who are assigned to the client, and the members of its groups. */
  ASSIGNED,
  /** Every enabled user. */
  EVERYONE;

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
  public static UserAccess of(String text) {
    for (UserAccess value : values()) {
      if (value.text.equals(text)) {
        return value;
      }
    }
    throw new IllegalArgumentException("not a UserAccess");
  }
}

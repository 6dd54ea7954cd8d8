package org.postern.admin.common;

import java.util.Optional;

/**
 * One problem of an input. It never shows a secret or a password.
 *
 * @param pointer the JSON pointer of the member (RFC 6901), relative to the input; empty for the
 *     whole input; a question mark and the name for a query parameter
 * @param message what is wrong and what is allowed
 */
public record Problem(String pointer, String message) {

  private static final int MAX_LENGTH = 500;
  private static final String PARAMETER = "?";

  /**
   * Cuts long texts and replaces control characters, because both texts may repeat parts of the
   * input.
   */
  public Problem {
    pointer = printable(pointer);
    message = printable(message);
  }

  /** Returns the pointer of a member of the object at the parent pointer. RFC 6901 §3. */
  public static String pointer(String parent, String member) {
    return parent + "/" + member.replace("~", "~0").replace("/", "~1");
  }

  /** Returns the pointer of an element of the array at the parent pointer. */
  public static String pointer(String parent, int index) {
    return parent + "/" + index;
  }

  /** Returns the place of a query parameter. */
  static String parameter(String name) {
    return PARAMETER + name;
  }

  /** The name of the query parameter; empty if the problem is at another place. */
  public Optional<String> parameter() {
    return pointer.startsWith(PARAMETER) ? Optional.of(pointer.substring(1)) : Optional.empty();
  }

  private static String printable(String text) {
    String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
    return cut.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
  }

  @Override
  public String toString() {
    return pointer.isEmpty() ? message : pointer + ": " + message;
  }
}

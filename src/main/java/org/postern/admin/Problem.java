package org.postern.admin;

import java.util.Optional;

/**
 * One thing that is wrong with an input. Never shows a secret or a password.
 *
 * @param pointer JSON pointer of the member (RFC 6901), relative to the input; empty for the whole;
 *     a question mark and the name for a parameter of a query
 * @param message what is wrong and what is allowed
 */
public record Problem(String pointer, String message) {

  private static final int MAX_LENGTH = 500;
  private static final String PARAMETER = "?";

  /**
   * Cuts what is long and masks control characters, as both texts may repeat parts of the input.
   */
  public Problem {
    pointer = printable(pointer);
    message = printable(message);
  }

  /** The pointer of a member of the value at this pointer. RFC 6901 §3. */
  static String pointer(String parent, String member) {
    return parent + "/" + member.replace("~", "~0").replace("/", "~1");
  }

  /** The pointer of an element of the array at this pointer. */
  static String pointer(String parent, int index) {
    return parent + "/" + index;
  }

  /** The place of a parameter of a query. */
  static String parameter(String name) {
    return PARAMETER + name;
  }

  /** The name of the parameter of a query that is wrong; empty for another place. */
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

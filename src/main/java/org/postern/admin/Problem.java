package org.postern.admin;

/**
 * One thing that is wrong with an input. Never shows a secret or a password.
 *
 * @param pointer JSON pointer of the member (RFC 6901), relative to the input; empty for the whole
 * @param message what is wrong and what is allowed
 */
public record Problem(String pointer, String message) {

  private static final int MAX_LENGTH = 500;

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

  private static String printable(String text) {
    String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
    return cut.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
  }

  @Override
  public String toString() {
    return pointer.isEmpty() ? message : pointer + ": " + message;
  }
}

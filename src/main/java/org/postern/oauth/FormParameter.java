package org.postern.oauth;

/**
 * The description of a parameter in the form of an OAuth endpoint. {@code http} reads from it how
 * the form is checked. A parameter of any other name is ignored: RFC 6749 §3.2.
 *
 * @param name the name on the wire
 * @param maxLength the longest value, in characters; {@link #ANY_LENGTH} if the code that reads the
 *     value knows better which answer a long one gets
 * @param credential whether the value is a secret, a password, a token or a code. Such a parameter
 *     in a query string may have been recorded on the way, so this is refused and audited: RFC 9700
 *     §4.3.2
 * @param repeatable whether a request may have the parameter more than once
 */
public record FormParameter(String name, int maxLength, boolean credential, boolean repeatable) {

  /** No limit but that of the body. */
  public static final int ANY_LENGTH = Integer.MAX_VALUE;

  /** A parameter that is no credential and that a request has once. */
  public static FormParameter plain(String name) {
    return new FormParameter(name, ANY_LENGTH, false, false);
  }

  /** A secret, a password, a token or a code, which a request has once. */
  public static FormParameter credential(String name) {
    return new FormParameter(name, ANY_LENGTH, true, false);
  }

  /** Returns the same parameter with a limit for its value, in characters. */
  public FormParameter atMost(int characters) {
    return new FormParameter(name, characters, credential, repeatable);
  }
}

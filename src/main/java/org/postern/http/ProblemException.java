package org.postern.http;

import java.util.List;

/**
 * A refusal outside the OAuth protocol, to be told as RFC 9457 problem details.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457 §3</a>
 */
public class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Field> fields;

  /**
   * One part of the request that is wrong.
   *
   * @param kind {@code pointer} for a member of the body, {@code parameter} for one of the query
   * @param place the JSON pointer, or the name of the parameter
   * @param detail what is wrong
   */
  public record Field(String kind, String place, String detail) {

    /** A member of the body. */
    public static Field ofMember(String pointer, String detail) {
      return new Field("pointer", pointer, detail);
    }

    /** A parameter of the query. */
    public static Field ofParameter(String name, String detail) {
      return new Field("parameter", name, detail);
    }
  }

  /** A problem of the whole request. */
  public ProblemException(int status, String detail) {
    this(status, detail, List.of());
  }

  /** A problem of some members. */
  public ProblemException(int status, String detail, List<Field> fields) {
    super(detail, null, false, false);
    this.status = status;
    this.fields = List.copyOf(fields);
  }

  /** The HTTP status, 400 to 499. */
  public int status() {
    return status;
  }

  /** The members that are wrong; empty if the request as a whole is. */
  public List<Field> fields() {
    return fields;
  }
}

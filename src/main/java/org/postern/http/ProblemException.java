package org.postern.http;

import java.util.List;

/**
 * A refusal outside the OAuth protocol, which is answered with problem details. RFC 9457 §3.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#section-3">RFC 9457 §3</a>
 */
public class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient List<Field> fields;

  /**
   * One wrong part of the request.
   *
   * @param kind {@code pointer} for a member of the body, {@code parameter} for a parameter of the
   *     query
   * @param place the JSON pointer, or the name of the parameter
   * @param detail what is wrong
   */
  public record Field(String kind, String place, String detail) {

    /** Names a wrong member of the body. */
    public static Field ofMember(String pointer, String detail) {
      return new Field("pointer", pointer, detail);
    }

    /** Names a wrong parameter of the query. */
    public static Field ofParameter(String name, String detail) {
      return new Field("parameter", name, detail);
    }
  }

  /** Creates a problem of the whole request. */
  public ProblemException(int status, String detail) {
    this(status, detail, List.of());
  }

  /** Creates a problem of some members. */
  public ProblemException(int status, String detail, List<Field> fields) {
    super(detail, null, false, false);
    this.status = status;
    this.fields = List.copyOf(fields);
  }

  /** The HTTP status, 400 to 499. */
  public int status() {
    return status;
  }

  /** The wrong members and parameters; empty if the problem is about the whole request. */
  public List<Field> fields() {
    return fields;
  }
}

package org.postern.admin;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A refusal of a use case, with everything that is wrong. Nothing was changed. It has no stack
 * trace, because it is an answer and not a fault.
 */
public final class AdministrationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why it was refused. */
  public enum Kind {
    /** The input cannot be read: no JSON, an unknown member, a value of the wrong type. */
    MALFORMED,
    /** The actor may not do this. */
    FORBIDDEN,
    /** What is to be changed does not exist. */
    NOT_FOUND,
    /** It does not go together with what exists. */
    CONFLICT,
    /** It was changed since the caller looked at it. */
    STALE,
    /** The input breaks a rule. */
    INVALID
  }

  private final Kind kind;
  private final transient List<Problem> problems;

  private AdministrationException(Kind kind, List<Problem> problems) {
    super(
        problems.stream().map(Problem::toString).collect(Collectors.joining("; ")),
        null,
        false,
        false);
    this.kind = kind;
    this.problems = List.copyOf(problems);
  }

  static AdministrationException malformed(List<Problem> problems) {
    return new AdministrationException(Kind.MALFORMED, problems);
  }

  static AdministrationException stale() {
    return new AdministrationException(
        Kind.STALE, List.of(new Problem("", "was changed since the ETag in If-Match was given")));
  }

  static AdministrationException forbidden(String message) {
    return forbidden(List.of(new Problem("", message)));
  }

  static AdministrationException forbidden(List<Problem> problems) {
    return new AdministrationException(Kind.FORBIDDEN, problems);
  }

  static AdministrationException notFound(String message) {
    return new AdministrationException(Kind.NOT_FOUND, List.of(new Problem("", message)));
  }

  static AdministrationException conflict(String pointer, String message) {
    return new AdministrationException(Kind.CONFLICT, List.of(new Problem(pointer, message)));
  }

  static AdministrationException invalid(List<Problem> problems) {
    return new AdministrationException(Kind.INVALID, problems);
  }

  public Kind kind() {
    return kind;
  }

  /** At least one. */
  public List<Problem> problems() {
    return problems;
  }
}

package org.postern.admin.common;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postern.oauth.RefusalReason;

/**
 * A refusal of a use case, with all problems. Nothing was changed. It has no stack trace, because a
 * refusal is an answer and not a fault.
 */
public final class AdministrationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The kind of the refusal. */
  public enum Kind {
    /**
     * The input cannot be read: it is no JSON, or has an unknown member or a value of the wrong
     * type.
     */
    MALFORMED,
    /** The token or the session of the actor has ended. */
    ENDED,
    /** The login of the token or the session is too old. */
    LOGIN_TOO_OLD,
    /** The actor may not do this. */
    FORBIDDEN,
    /** The object of the change does not exist. */
    NOT_FOUND,
    /** There were too many failures. */
    THROTTLED,
    /** The change conflicts with existing data. */
    CONFLICT,
    /** The object was changed since the caller read it. */
    STALE,
    /** The input breaks a rule. */
    INVALID
  }

  /**
   * The largest age of a login for actions that give rights, show hashes or end a last safeguard.
   */
  public static final Duration MAX_LOGIN_AGE = Duration.ofMinutes(5);

  private final Kind kind;
  private final transient List<Problem> problems;

  private final RefusalReason reason;
  private final Duration retryAfter;

  private AdministrationException(Kind kind, List<Problem> problems) {
    this(kind, problems, reason(kind), null);
  }

  private AdministrationException(
      Kind kind, List<Problem> problems, RefusalReason reason, Duration retryAfter) {
    super(
        problems.stream().map(Problem::toString).collect(Collectors.joining("; ")),
        null,
        false,
        false);
    this.kind = kind;
    this.problems = List.copyOf(problems);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  private static RefusalReason reason(Kind kind) {
    return switch (kind) {
      case MALFORMED -> RefusalReason.MALFORMED_REQUEST;
      case ENDED -> RefusalReason.EPOCH_PASSED;
      case LOGIN_TOO_OLD -> RefusalReason.LOGIN_TOO_OLD;
      case FORBIDDEN -> RefusalReason.TOKEN_NOT_SUFFICIENT;
      case THROTTLED -> RefusalReason.THROTTLED;
      case NOT_FOUND, CONFLICT, STALE, INVALID -> RefusalReason.CHANGE_NOT_ALLOWED;
    };
  }

  public static AdministrationException malformed(List<Problem> problems) {
    return new AdministrationException(Kind.MALFORMED, problems);
  }

  public static AdministrationException stale() {
    return new AdministrationException(
        Kind.STALE, List.of(new Problem("", "was changed since the caller read it")));
  }

  static AdministrationException ended(String message, RefusalReason reason) {
    return new AdministrationException(Kind.ENDED, List.of(new Problem("", message)), reason, null);
  }

  static AdministrationException loginTooOld(String message) {
    return new AdministrationException(Kind.LOGIN_TOO_OLD, List.of(new Problem("", message)));
  }

  public static AdministrationException forbidden(String message) {
    return forbidden(List.of(new Problem("", message)));
  }

  public static AdministrationException forbidden(List<Problem> problems) {
    return new AdministrationException(Kind.FORBIDDEN, problems);
  }

  public static AdministrationException forbidden(
      String pointer, String message, RefusalReason reason) {
    return new AdministrationException(
        Kind.FORBIDDEN, List.of(new Problem(pointer, message)), reason, null);
  }

  public static AdministrationException throttled(Duration retryAfter) {
    return throttled(retryAfter, RefusalReason.THROTTLED);
  }

  public static AdministrationException throttled(Duration retryAfter, RefusalReason reason) {
    return new AdministrationException(
        Kind.THROTTLED,
        List.of(new Problem("", "too many failures, try again later")),
        reason,
        retryAfter);
  }

  public static AdministrationException notFound(String message) {
    return new AdministrationException(Kind.NOT_FOUND, List.of(new Problem("", message)));
  }

  public static AdministrationException conflict(String pointer, String message) {
    return new AdministrationException(Kind.CONFLICT, List.of(new Problem(pointer, message)));
  }

  public static AdministrationException invalid(List<Problem> problems) {
    return new AdministrationException(Kind.INVALID, problems);
  }

  public Kind kind() {
    return kind;
  }

  /** The problems, at least one. */
  public List<Problem> problems() {
    return problems;
  }

  /** The true reason, for log and audit trail. */
  public RefusalReason reason() {
    return reason;
  }

  /** How long the caller should wait before another try; empty if waiting does not help. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}

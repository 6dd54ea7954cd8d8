package org.postern.oauth;

import java.util.Locale;

/**
 * The true reason of a refusal. It goes to the log, the audit trail and the meters, and never into
 * an answer. The number of constants is small, because the meters count refusals by constant.
 */
public enum RefusalReason {
  /** The form of the request or the value of a parameter is not allowed. */
  MALFORMED_REQUEST,
  /**
   * The query string contains a secret, a password or a token, which logs on the way may have
   * recorded.
   */
  CREDENTIAL_IN_QUERY,
  /** The request came over plain HTTP from another machine. */
  INSECURE_TRANSPORT,
  /** The request uses two authentication methods or names two clients. */
  AMBIGUOUS_CLIENT,
  /** The request has no client authentication, or an unreadable one. */
  CLIENT_NOT_PRESENTED,
  /** The client does not exist. */
  CLIENT_UNKNOWN,
  /** The client is disabled. */
  CLIENT_DISABLED,
  /** The presented secret does not belong to the client. */
  SECRET_WRONG,
  /** The secret has expired. */
  SECRET_EXPIRED,
  /** A confidential client sent no secret. */
  SECRET_MISSING,
  /** A public client sent a secret. */
  SECRET_FOR_PUBLIC_CLIENT,
  /** A public client called an endpoint that only confidential clients may call. */
  CLIENT_PUBLIC,
  /** Client credentials in the body are switched off. */
  CLIENT_SECRET_POST_OFF,
  /** The grant_type is unknown. */
  GRANT_TYPE_UNKNOWN,
  /** The client is not registered for the grant. */
  GRANT_NOT_ALLOWED,
  /** The scope does not follow the grammar of RFC 6749 §3.3. */
  SCOPE_MALFORMED,
  /** The scope is larger than client, user or token family may have. */
  SCOPE_NOT_ALLOWED,
  /** The scope leads to other resources than the request names. */
  TARGET_NOT_OF_SCOPE,
  /** The user does not exist. */
  USER_UNKNOWN,
  /** The user is disabled. */
  USER_DISABLED,
  /** The user is locked by an administrator. */
  USER_LOCKED,
  /** The user may not use this client. */
  USER_NOT_ASSIGNED,
  /** The password is wrong. */
  PASSWORD_WRONG,
  /** The stored hash needs more memory or time than this server allows, or cannot be read. */
  PASSWORD_HASH_UNUSABLE,
  /** The password was right, but has expired. */
  PASSWORD_EXPIRED,
  /** The directory does not have the user, or the password is wrong. */
  DIRECTORY_REFUSED,
  /** The directory that keeps the user does not answer. */
  DIRECTORY_UNAVAILABLE,
  /** The owner for whom the client acts is missing, disabled or locked. */
  OWNER_NOT_ENABLED,
  /** The client, the user or the assignment of the user has changed since the token was issued. */
  EPOCH_PASSED,
  /** The token does not exist. */
  TOKEN_UNKNOWN,
  /** The token has expired. */
  TOKEN_EXPIRED,
  /** The token was issued to another client. */
  TOKEN_OF_OTHER_CLIENT,
  /** The token is meant for other resource servers. */
  TOKEN_FOR_OTHERS,
  /** A refresh token that was already used was presented again. */
  TOKEN_REPLAYED,
  /** The token family is revoked. */
  FAMILY_REVOKED,
  /** The request has no token but needs one. */
  TOKEN_MISSING,
  /** The token lacks the scope, or is of the wrong kind. */
  TOKEN_NOT_SUFFICIENT,
  /** The login of the token or the session is too old for this action. */
  LOGIN_TOO_OLD,
  /** A change of the configuration breaks a rule or conflicts with existing data. */
  CHANGE_NOT_ALLOWED,
  /** There were too many failures of this client or user from this source. */
  THROTTLED,
  /**
   * There were too many consecutive failures of one user name, counted over all clients and
   * sources.
   */
  ACCOUNT_THROTTLED,
  /** The queue for hashing passwords is full. */
  HASHING_QUEUE_FULL,
  /** The database does not answer or refused the commit. */
  STORAGE_FAILED,
  /** The authorization server gave a guarded application no usable answer. */
  INTROSPECTION_FAILED,
  /** The server has a fault. */
  INTERNAL;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in log, audit trail and meters: the constant's name in lower case. */
  public String text() {
    return text;
  }
}

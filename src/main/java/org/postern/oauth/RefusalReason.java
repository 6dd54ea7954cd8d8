package org.postern.oauth;

import java.util.Locale;

/**
 * Why a request was really refused. Goes to the log, the audit trail and the meters, never into an
 * answer; the constants are few, so that counting by them stays bounded.
 */
public enum RefusalReason {
  /** The request breaks the rules of the door or of a parameter. */
  MALFORMED_REQUEST,
  /** A secret, password or token stood in the query string and is exposed in logs on the way. */
  CREDENTIAL_IN_QUERY,
  /** Plain HTTP from another machine. */
  INSECURE_TRANSPORT,
  /** Two ways to authenticate, or two clients, in one request. */
  AMBIGUOUS_CLIENT,
  /** No client authentication, or an unreadable one. */
  CLIENT_NOT_PRESENTED,
  /** No such client. */
  CLIENT_UNKNOWN,
  /** The client is disabled. */
  CLIENT_DISABLED,
  /** The client has no such secret. */
  SECRET_WRONG,
  /** The secret has expired. */
  SECRET_EXPIRED,
  /** A confidential client came without a secret. */
  SECRET_MISSING,
  /** A public client came with a secret. */
  SECRET_FOR_PUBLIC_CLIENT,
  /** A public client came where only confidential ones may. */
  CLIENT_PUBLIC,
  /** Credentials in the body are switched off. */
  CLIENT_SECRET_POST_OFF,
  /** A grant_type that is not known. */
  GRANT_TYPE_UNKNOWN,
  /** The client is not registered for the grant. */
  GRANT_NOT_ALLOWED,
  /** The scope is outside the grammar. */
  SCOPE_MALFORMED,
  /** The scope is more than client, user or family may have. */
  SCOPE_NOT_ALLOWED,
  /** The token would be meant for other resources than the request names. */
  TARGET_NOT_OF_SCOPE,
  /** No such user. */
  USER_UNKNOWN,
  /** The user is disabled. */
  USER_DISABLED,
  /** The user is locked by an administrator. */
  USER_LOCKED,
  /** The user may not use this client. */
  USER_NOT_ASSIGNED,
  /** The password is wrong. */
  PASSWORD_WRONG,
  /** The stored hash costs more than this server grants, or cannot be read. */
  PASSWORD_HASH_UNUSABLE,
  /** The password was right, but has expired. */
  PASSWORD_EXPIRED,
  /** The directory has no such user, or the password is wrong. */
  DIRECTORY_REFUSED,
  /** The directory that keeps the user does not answer. */
  DIRECTORY_UNAVAILABLE,
  /** The owner a client speaks for is missing, disabled or locked. */
  OWNER_NOT_ENABLED,
  /** Client, user or assignment changed since the token was issued. */
  EPOCH_PASSED,
  /** No such token. */
  TOKEN_UNKNOWN,
  /** The token has expired. */
  TOKEN_EXPIRED,
  /** The token was issued to another client. */
  TOKEN_OF_OTHER_CLIENT,
  /** The token is meant for other resource servers. */
  TOKEN_FOR_OTHERS,
  /** A used refresh token came again. */
  TOKEN_REPLAYED,
  /** The token family is revoked. */
  FAMILY_REVOKED,
  /** No token where one is needed. */
  TOKEN_MISSING,
  /** The token lacks the scope, or is of the wrong kind. */
  TOKEN_NOT_SUFFICIENT,
  /** The login behind the token or the session is too long ago for this. */
  LOGIN_TOO_OLD,
  /** A change of the configuration breaks a rule or does not go together with what exists. */
  CHANGE_NOT_ALLOWED,
  /** Too many failures. */
  THROTTLED,
  /** Too many failures in a row of one user name over all clients and sources. */
  ACCOUNT_THROTTLED,
  /** The queue for hashing passwords is full. */
  HASHING_QUEUE_FULL,
  /** The database does not answer or refused the commit. */
  STORAGE_FAILED,
  /** The authorization server that a guarded application asks does not answer as it must. */
  INTROSPECTION_FAILED,
  /** A fault of ours. */
  INTERNAL;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The form in log, audit trail and meters. */
  public String text() {
    return text;
  }
}

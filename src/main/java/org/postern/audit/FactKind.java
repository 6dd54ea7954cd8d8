package org.postern.audit;

/**
 * The kinds of facts. The audit trail, the log, the meters and the usage figures name a fact by the
 * text of its kind. A text never changes, because filters and dashboards contain it.
 */
public enum FactKind {
  /** A client was registered. */
  CLIENT_CREATED("client.created"),
  /** The settings of a client were changed. */
  CLIENT_CHANGED("client.changed"),
  /** A client was deleted. */
  CLIENT_DELETED("client.deleted"),
  /** The identifier of a client that was deleted on another server was reserved here. */
  CLIENT_IDENTIFIER_RETIRED("client.identifier_retired"),
  /** A client got one more secret. */
  CLIENT_SECRET_ADDED("client.secret_added"),
  /** The label, the expiry or the mark of a secret was changed. */
  CLIENT_SECRET_CHANGED("client.secret_changed"),
  /** A secret was removed. */
  CLIENT_SECRET_REMOVED("client.secret_removed"),
  /** A user was assigned to a client. */
  CLIENT_USER_ASSIGNED("client.user_assigned"),
  /** The assignment of a user to a client was ended. */
  CLIENT_USER_UNASSIGNED("client.user_unassigned"),
  /** Every token of a client was ended. */
  CLIENT_TOKENS_REVOKED("client.tokens_revoked"),
  /** A scope was defined. */
  SCOPE_CREATED("scope.created"),
  /** A scope was changed. */
  SCOPE_CHANGED("scope.changed"),
  /** A scope was deleted. */
  SCOPE_DELETED("scope.deleted"),
  /** A user was registered. */
  USER_CREATED("user.created"),
  /** The profile, the roles or the state of a user was changed. */
  USER_CHANGED("user.changed"),
  /** A user was deleted. */
  USER_DELETED("user.deleted"),
  /** A user got another password. */
  USER_PASSWORD_CHANGED("user.password_changed"),
  /** A user got a one-time password. */
  USER_PASSWORD_RESET("user.password_reset"),
  /** Every token of a user was ended. */
  USER_TOKENS_REVOKED("user.tokens_revoked"),
  /** The directory reported other groups for a user. */
  USER_GROUPS_CHANGED("user.groups_changed"),
  /** The directory does not know a user any more. */
  USER_GONE("user.gone"),
  /** The configuration was exported. */
  CONFIGURATION_EXPORTED("configuration.exported"),
  /** An import was applied. */
  IMPORT_APPLIED("import.applied"),
  /** A user signed in at the console. */
  CONSOLE_SIGNED_IN("console.signed_in"),
  /** A user signed out of the console. */
  CONSOLE_SIGNED_OUT("console.signed_out"),
  /** A client's own token was issued. */
  CLIENT_TOKEN_ISSUED("client_token.issued"),
  /** A token was issued for a user. */
  USER_TOKEN_ISSUED("user_token.issued"),
  /** A family was refreshed. */
  TOKEN_REFRESHED("token.refreshed"),
  /** A token was introspected. */
  TOKEN_INTROSPECTED("token.introspected"),
  /** An access token was ended alone. */
  TOKEN_REVOKED("token.revoked"),
  /** A token family was ended with all its tokens. */
  FAMILY_REVOKED("family.revoked"),
  /** An OAuth endpoint refused a request. */
  TOKEN_REFUSED("token.refused"),
  /** A protected resource refused a request. */
  RESOURCE_REFUSED("resource.refused"),
  /** A request was refused before any endpoint saw it. */
  REQUEST_REFUSED("request.refused"),
  /** A request failed because of the storage or of a fault. */
  REQUEST_FAILED("request.failed"),
  /** The console refused a sign-in or a change. */
  CONSOLE_REFUSED("console.refused");

  private final String text;

  FactKind(String text) {
    this.text = text;
  }

  /** The name in audit trail, log, meters and usage figures. */
  public String text() {
    return text;
  }
}

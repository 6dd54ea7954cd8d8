package org.postern.oauth;

import java.util.Optional;

/**
 * Carries a refusal to the code that answers the caller: the error that the answer shows, and the
 * true reason for log and audit trail only. It has no stack trace, because a refusal is an answer
 * and not a fault.
 */
public final class OAuthException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient OAuthError error;
  private final RefusalReason reason;
  private transient ClientId clientId;
  private String username;
  private String source;

  /**
   * Creates a refusal.
   *
   * @param error what the answer says
   * @param reason the true reason, never shown to the caller
   */
  public OAuthException(OAuthError error, RefusalReason reason) {
    super(error.code() + ": " + reason.text(), null, false, false);
    this.error = error;
    this.reason = reason;
  }

  /** What the answer says. */
  public OAuthError error() {
    return error;
  }

  /** The true reason, never shown to the caller. */
  public RefusalReason reason() {
    return reason;
  }

  /** The registered client that the refusal is about; empty if none has been named. */
  public Optional<ClientId> clientId() {
    return Optional.ofNullable(clientId);
  }

  /** The registered user that the refusal is about; empty if there is none. */
  public Optional<String> username() {
    return Optional.ofNullable(username);
  }

  /** The source address that the client of the request stated; empty if none was set. */
  public Optional<String> source() {
    return Optional.ofNullable(source);
  }

  /** Sets the source address as the client of the request stated it. */
  public OAuthException from(String address) {
    source = address;
    return this;
  }

  /** Names the registered client, if none is named yet. */
  public OAuthException about(ClientId client) {
    if (clientId == null) {
      clientId = client;
    }
    return this;
  }

  /** Names the registered user. */
  public OAuthException aboutUser(String name) {
    username = name;
    return this;
  }
}

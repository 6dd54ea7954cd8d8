package org.postern.oauth;

import java.util.Optional;

/**
 * A refusal on its way to the caller: what the answer says and, for log and audit trail only, the
 * true reason. It has no stack trace, because it is an answer and not a fault.
 */
public final class OAuthException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient OAuthError error;
  private final RefusalReason reason;
  private String clientId;
  private String username;
  private String source;

  /** A refusal with its true reason. */
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

  /** The registered client that the refusal is about; empty while it is not authenticated. */
  public Optional<String> clientId() {
    return Optional.ofNullable(clientId);
  }

  /** The registered user that the refusal is about; empty where there is none. */
  public Optional<String> username() {
    return Optional.ofNullable(username);
  }

  /** Where the request comes from by the word of its client; empty if that is not known. */
  public Optional<String> source() {
    return Optional.ofNullable(source);
  }

  /** Says where the request comes from by the word of its client. */
  public OAuthException from(String address) {
    source = address;
    return this;
  }

  /** Names the registered client, if none is named yet. */
  public OAuthException about(ClientId client) {
    if (clientId == null) {
      clientId = client.value();
    }
    return this;
  }

  /** Names the registered user. */
  public OAuthException aboutUser(String name) {
    username = name;
    return this;
  }
}

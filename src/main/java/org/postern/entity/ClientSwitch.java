package org.postern.entity;

/** The settings of a client that are either on or off. */
public enum ClientSwitch {
  /** The client's own tokens act for the owner of the client. */
  ACTS_FOR_OWNER("acts_for_owner", false, true),
  /** The client may introspect access tokens of other clients that are not meant for it. */
  MAY_INTROSPECT_ALL("may_introspect_all", false, true),
  /** The client may state the address of its users. */
  VOUCHES_FOR_ADDRESSES("vouches_for_addresses", false, true),
  /** A public client may use the password grant. */
  ALLOW_PASSWORD_GRANT_FOR_PUBLIC_CLIENT("allow_password_grant_for_public_client", false, true),
  /** The client may authenticate in the body. */
  ALLOW_CLIENT_SECRET_POST("allow_client_secret_post", true, false),
  /** Each use of a refresh token replaces it. This is always on for a public client. */
  ROTATE_REFRESH_TOKENS("rotate_refresh_tokens", true, false);

  private final String text;
  private final boolean onByDefault;
  private final boolean right;

  ClientSwitch(String text, boolean onByDefault, boolean right) {
    this.text = text;
    this.onByDefault = onByDefault;
    this.right = right;
  }

  /** The name in JSON. */
  public String text() {
    return text;
  }

  /** Whether the switch is on for a new client. */
  public boolean isOnByDefault() {
    return onByDefault;
  }

  /** Whether the switch gives a right, so that only an administrator may turn it. */
  public boolean isRight() {
    return right;
  }
}

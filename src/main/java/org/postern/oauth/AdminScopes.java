package org.postern.oauth;

/** The scope tokens of administration. */
public final class AdminScopes {

  /** Administer everything. */
  public static final String ADMIN = "postern.admin";

  /** Look at everything an administrator sees. */
  public static final String READ = "postern.admin.read";

  /** Administer the clients that the token's user owns. */
  public static final String CLIENTS = "postern.clients";

  private AdminScopes() {}
}

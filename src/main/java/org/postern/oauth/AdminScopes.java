package org.postern.oauth;

/** The scope tokens that allow administration. */
public final class AdminScopes {

  /** Allows to administer everything. */
  public static final String ADMIN = "postern.admin";

  /** Allows to read everything that an administrator can see, and to change nothing. */
  public static final String READ = "postern.admin.read";

  /** Allows a user to administer the clients that this user owns. */
  public static final String CLIENTS = "postern.clients";

  private AdminScopes() {}
}

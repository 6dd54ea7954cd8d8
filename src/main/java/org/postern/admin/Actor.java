package org.postern.admin;

import org.postern.oauth.ClientId;

/** Who asks for a change: decides what is allowed and is named in the audit trail. */
public final class Actor {

  /** The server itself while it starts: may change everything. */
  public static final Actor SETUP = new Actor("system:setup", true);

  private final String auditName;
  private final boolean administrator;

  private Actor(String auditName, boolean administrator) {
    this.auditName = auditName;
    this.administrator = administrator;
  }

  /** A client, which may change what is its own. */
  public static Actor of(ClientId clientId) {
    return new Actor("client:" + clientId, false);
  }

  /** A user by name in the RFC 8265 form, who may change the own profile. */
  public static Actor ofUser(String username) {
    return new Actor("user:" + username, false);
  }

  /** The name in the audit trail. */
  String auditName() {
    return auditName;
  }

  /**
   * Refuses everyone who is not an administrator.
   *
   * @throws AdministrationException FORBIDDEN
   */
  void requireAdministrator() {
    if (!administrator) {
      throw AdministrationException.forbidden("only an administrator may do this");
    }
  }
}

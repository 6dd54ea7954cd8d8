package org.postern.admin;

import java.util.Optional;
import org.postern.oauth.AdminScopes;
import org.postern.oauth.ClientId;
import org.postern.oauth.Scope;

/**
 * Who asks for a use case: decides what is allowed and is named in the audit trail. There are four
 * kinds of rights: an administrator may do everything, a reader may look at everything, an owner
 * may administer the clients of one user, and everyone else only what is the own.
 */
public final class Actor {

  /** The server itself while it starts: may change everything. */
  public static final Actor SETUP = new Actor("system:setup", null, true, true, null);

  private final String auditName;
  private final String source;
  private final boolean administrator;
  private final boolean reader;
  private final String ownerSubject;

  private Actor(
      String auditName, String source, boolean administrator, boolean reader, String ownerSubject) {
    this.auditName = auditName;
    this.source = source;
    this.administrator = administrator;
    this.reader = reader;
    this.ownerSubject = ownerSubject;
  }

  /** A client, which may change what is its own. */
  public static Actor of(ClientId clientId) {
    return new Actor("client:" + clientId, null, false, false, null);
  }

  /** A user by name in the RFC 8265 form, who may change the own profile. */
  public static Actor ofUser(String username) {
    return ofUser(username, null);
  }

  /** The same, known to call from this address. */
  static Actor ofUser(String username, String source) {
    return new Actor("user:" + username, source, false, false, null);
  }

  /**
   * Who presents an access token, with the rights that its scope carries.
   *
   * @param subject what the token is about
   * @param username the user's name; empty for a client's own token, which owns nothing
   * @param clientId the client that the token was issued to
   * @param scope what the token allows now
   * @param source the address that the request came from
   */
  public static Actor ofToken(
      String subject, Optional<String> username, String clientId, Scope scope, String source) {
    boolean administrator = scope.contains(AdminScopes.ADMIN);
    return new Actor(
        username.map(name -> "user:" + name).orElse("client:" + clientId),
        source,
        administrator,
        administrator || scope.contains(AdminScopes.READ),
        username.isPresent() && scope.contains(AdminScopes.CLIENTS) ? subject : null);
  }

  /** The name in the audit trail. */
  String auditName() {
    return auditName;
  }

  /** Where the request came from; null for the server itself and where it is not told. */
  String source() {
    return source;
  }

  /** Whether everything may be changed. */
  boolean isAdministrator() {
    return administrator;
  }

  /** Whether everything may be looked at. */
  boolean isReader() {
    return reader;
  }

  /** The subject of the user whose clients may be administered; empty for nobody's. */
  Optional<String> ownerSubject() {
    return Optional.ofNullable(ownerSubject);
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

  /**
   * Refuses everyone who may not look at everything.
   *
   * @throws AdministrationException FORBIDDEN
   */
  void requireReader() {
    if (!reader) {
      throw AdministrationException.forbidden("only an administrator or a viewer may see this");
    }
  }
}

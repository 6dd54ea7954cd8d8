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
  public static final Actor SETUP = new Actor(null, null, null, true, true, null, true);

  private final String username;
  private final String clientId;
  private final String source;
  private final boolean administrator;
  private final boolean reader;
  private final String ownerSubject;
  private final boolean importing;

  private Actor(
      String username,
      String clientId,
      String source,
      boolean administrator,
      boolean reader,
      String ownerSubject,
      boolean importing) {
    this.username = username;
    this.clientId = clientId;
    this.source = source;
    this.administrator = administrator;
    this.reader = reader;
    this.ownerSubject = ownerSubject;
    this.importing = importing;
  }

  /** A client that calls from this address, which may change what is its own. */
  static Actor of(ClientId clientId, String source) {
    return new Actor(null, clientId.value(), source, false, false, null, false);
  }

  /**
   * A user by name in the RFC 8265 form, who calls from this address and may change the own
   * profile.
   */
  static Actor ofUser(String username, String source) {
    return new Actor(username, null, source, false, false, null, false);
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
        username.orElse(null),
        clientId,
        source,
        administrator,
        administrator || scope.contains(AdminScopes.READ),
        username.isPresent() && scope.contains(AdminScopes.CLIENTS) ? subject : null,
        false);
  }

  /** Who is signed in at the console, with the rights that the roles carry. */
  static Actor of(Operator operator, String source) {
    return new Actor(
        operator.username(),
        null,
        source,
        operator.isAdministrator(),
        operator.isReader(),
        operator.isClientOwner() ? operator.subject() : null,
        false);
  }

  /** The same with a file in hand, which is the word of who runs the server. */
  Actor importing() {
    return new Actor(username, clientId, source, administrator, reader, ownerSubject, true);
  }

  /** Whether a file is applied, at start-up or by a request. */
  boolean isImporting() {
    return importing;
  }

  /** The user who acts; empty for a client and for the server itself. */
  Optional<String> username() {
    return Optional.ofNullable(username);
  }

  /** The client that acts, or through which a user acts; empty where it is not told. */
  Optional<String> clientId() {
    return Optional.ofNullable(clientId);
  }

  /** The name in the audit trail. */
  String auditName() {
    if (username != null) {
      return "user:" + username;
    }
    return clientId != null ? "client:" + clientId : "system:setup";
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

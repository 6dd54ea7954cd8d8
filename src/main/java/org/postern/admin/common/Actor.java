package org.postern.admin.common;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.postern.audit.Author;
import org.postern.audit.Change;
import org.postern.oauth.AdminScopes;
import org.postern.oauth.ClientId;
import org.postern.oauth.Scope;

/**
 * The user, client or server that runs a use case. The actor decides what is allowed and is named
 * in the audit trail. There are four kinds of rights. An administrator may do everything. A reader
 * may see everything. An owner may administer the clients of one user. Everyone else may only
 * administer the own account.
 *
 * <p>Code outside this package creates an actor without any right, except {@link #SETUP}. The actor
 * has a proof of who it is, a token or a session. {@link ActorRenewal} gives it the rights of this
 * proof at the moment of the use case.
 */
public final class Actor {

  /** The server itself during start-up. It may change everything. */
  public static final Actor SETUP =
      new Actor(
          new Names(null, null, null), null, null, Rights.ALL, Proof.NONE, true, Author.NOTHING);

  /** The names of an actor. Each is null if there is none. */
  private record Names(String username, String clientId, String subject) {}

  /** The rights of an actor. {@code ownerSubject} is null for an actor that owns no clients. */
  private record Rights(boolean administrator, boolean reader, String ownerSubject, Scope scope) {

    private static final Rights ALL = new Rights(true, true, null, Scope.EMPTY);
    private static final Rights NONE = new Rights(false, false, null, Scope.EMPTY);
  }

  /** The proof of who the actor is. Both parts are null for an actor that needs no proof. */
  private record Proof(String digest, Supplier<Optional<Operator>> session) {

    private static final Proof NONE = new Proof(null, null);
  }

  /**
   * The time at which the actor gave a password or a secret.
   *
   * @param time when the token was issued, or when the password was given at the console
   * @param familyId the family of the token, which may have been refreshed since the login
   */
  record Login(Instant time, Optional<String> familyId) {}

  private final Names names;
  private final Login login;
  private final String source;
  private final Rights rights;
  private final Proof proof;
  private final boolean importing;
  private final Consumer<Change> collector;

  private Actor(
      Names names,
      Login login,
      String source,
      Rights rights,
      Proof proof,
      boolean importing,
      Consumer<Change> collector) {
    this.names = names;
    this.login = login;
    this.source = source;
    this.rights = rights;
    this.proof = proof;
    this.importing = importing;
    this.collector = collector;
  }

  private Actor(Names names, Login login, String source, Rights rights, Proof proof) {
    this(names, login, source, rights, proof, false, Author.NOTHING);
  }

  /**
   * Creates an actor that presents an access token.
   *
   * @param digest the digest of the token's value
   * @param username the user's name; empty for a client's own token
   * @param clientId the client to which the token was issued
   * @param source the source of the request
   */
  public static Actor presenting(
      String digest, Optional<String> username, String clientId, String source) {
    return new Actor(
        new Names(username.orElse(null), clientId, null),
        null,
        source,
        Rights.NONE,
        new Proof(digest, null));
  }

  /**
   * Creates an actor that is signed in at the console.
   *
   * @param username the user's name
   * @param since when the user last gave the password
   * @param session finds the user as the user is now; empty if the session has ended
   * @param source the source of the request
   */
  public static Actor signedIn(
      String username, Instant since, Supplier<Optional<Operator>> session, String source) {
    return new Actor(
        new Names(username, null, null),
        new Login(since, Optional.empty()),
        source,
        Rights.NONE,
        new Proof(null, session));
  }

  /**
   * Creates an actor that presents an access token, with the rights of the token's scope.
   *
   * @param subject the subject of the token
   * @param username the user's name; empty for a client's own token, which owns nothing
   * @param clientId the client to which the token was issued
   * @param scope the scope that the token has now
   * @param login the login for which the token was issued
   * @param source the source of the request
   */
  static Actor ofToken(
      String subject,
      Optional<String> username,
      String clientId,
      Scope scope,
      Login login,
      String source) {
    boolean administrator = scope.contains(AdminScopes.ADMIN);
    return new Actor(
        new Names(username.orElse(null), clientId, subject),
        login,
        source,
        new Rights(
            administrator,
            administrator || scope.contains(AdminScopes.READ),
            username.isPresent() && scope.contains(AdminScopes.CLIENTS) ? subject : null,
            scope),
        Proof.NONE);
  }

  /** Creates an actor that is signed in at the console, with the rights of the user's roles. */
  static Actor of(Operator operator, Login login, String source) {
    return new Actor(
        new Names(operator.username(), null, operator.subject()),
        login,
        source,
        new Rights(
            operator.isAdministrator(),
            operator.isReader(),
            operator.isClientOwner() ? operator.subject() : null,
            Scope.EMPTY),
        Proof.NONE);
  }

  /**
   * Returns this actor with the present rights and the same proof, so that the rights can be
   * renewed again.
   */
  Actor renewedAs(Actor now) {
    return new Actor(now.names, now.login, source, now.rights, proof, importing, collector);
  }

  /** When the actor logged in; empty for the server itself. */
  Optional<Login> login() {
    return Optional.ofNullable(login);
  }

  /** The digest of the presented token; empty if there is none. */
  Optional<String> digest() {
    return Optional.ofNullable(proof.digest());
  }

  /** Whether the actor is signed in at the console. */
  boolean hasSession() {
    return proof.session() != null;
  }

  /**
   * The user of the session as the user is now; empty if the session has ended or there is none.
   */
  Optional<Operator> findOperator() {
    return hasSession() ? proof.session().get() : Optional.empty();
  }

  /**
   * Returns this actor for an import. An import may do more than a request, because its file comes
   * from the operator of the server.
   */
  public Actor importing() {
    return new Actor(names, login, source, rights, proof, true, collector);
  }

  /** Returns this actor with a collector that is given every change that the actor makes. */
  public Actor collecting(Consumer<Change> changes) {
    return new Actor(names, login, source, rights, proof, importing, changes);
  }

  /** Whether the actor applies an import file, at start-up or by a request. */
  public boolean isImporting() {
    return importing;
  }

  /** The user who acts; empty for a client and for the server itself. */
  public Optional<String> username() {
    return Optional.ofNullable(names.username());
  }

  /** The client that acts, or through which a user acts; empty if it is not known. */
  public Optional<String> clientId() {
    return Optional.ofNullable(names.clientId());
  }

  /**
   * The subject of the actor.
   *
   * @throws AdministrationException FORBIDDEN for the server itself
   */
  public String requireSubject() {
    return Optional.ofNullable(names.subject())
        .orElseThrow(
            () -> AdministrationException.forbidden("only a user or a client may do this"));
  }

  /**
   * The client that acts for itself.
   *
   * @throws AdministrationException FORBIDDEN for a user and for the server itself
   */
  public ClientId requireClient() {
    return clientId()
        .filter(id -> names.username() == null)
        .map(ClientId::new)
        .orElseThrow(() -> AdministrationException.forbidden("only a client may do this"));
  }

  /** The name in the audit trail. */
  public String auditName() {
    if (names.username() != null) {
      return "user:" + names.username();
    }
    return names.clientId() != null ? "client:" + names.clientId() : "system:setup";
  }

  /** The author of this actor's changes, for the audit trail. */
  public Author author() {
    return new Author(auditName(), Optional.ofNullable(source), collector);
  }

  /** The source of the request; null for the server itself and if it is not known. */
  public String source() {
    return source;
  }

  /** Whether the actor may change everything. */
  public boolean isAdministrator() {
    return rights.administrator();
  }

  /** Whether the actor may see everything. */
  public boolean isReader() {
    return rights.reader();
  }

  /** The subject of the user whose clients the actor may administer; empty for none. */
  public Optional<String> ownerSubject() {
    return Optional.ofNullable(rights.ownerSubject());
  }

  /**
   * Refuses an actor that does not present a token with this scope.
   *
   * @throws AdministrationException FORBIDDEN
   */
  public void requireScope(String scope) {
    if (!rights.scope().contains(scope)) {
      throw AdministrationException.forbidden("the token does not have the scope " + scope);
    }
  }

  /** Whether this actor may do everything that the other one may do. */
  boolean mayAllThat(Actor other) {
    return (rights.administrator() || !other.rights.administrator())
        && (rights.reader() || !other.rights.reader())
        && (other.rights.ownerSubject() == null
            || other.rights.ownerSubject().equals(rights.ownerSubject()))
        && rights.scope().containsAll(other.rights.scope());
  }

  /**
   * Refuses everyone who is not an administrator.
   *
   * @throws AdministrationException FORBIDDEN
   */
  public void requireAdministrator() {
    if (!isAdministrator()) {
      throw AdministrationException.forbidden("only an administrator may do this");
    }
  }

  /**
   * Refuses everyone who may not see everything.
   *
   * @throws AdministrationException FORBIDDEN
   */
  public void requireReader() {
    if (!isReader()) {
      throw AdministrationException.forbidden("only an administrator or a viewer may see this");
    }
  }
}

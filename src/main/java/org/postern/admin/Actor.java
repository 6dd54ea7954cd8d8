package org.postern.admin;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.postern.oauth.AdminScopes;
import org.postern.oauth.ClientId;
import org.postern.oauth.Scope;

/**
 * Who asks for a use case: decides what is allowed and is named in the audit trail. There are four
 * kinds of rights: an administrator may do everything, a reader may look at everything, an owner
 * may administer the clients of one user, and everyone else only what is the own.
 *
 * <p>From outside this package an actor comes without any right. It brings what shows who it is, a
 * token or a session, and {@link ActorRenewal} gives it the rights that this carries at the moment
 * of the use case.
 */
public final class Actor {

  /** The server itself while it starts: may change everything. */
  public static final Actor SETUP =
      new Actor(new Names(null, null, null), null, null, Rights.ALL, Proof.NONE, true);

  /** How an actor is named. Each is null where there is none. */
  private record Names(String username, String clientId, String subject) {}

  /** What an actor may do. {@code ownerSubject} is null for who owns nothing. */
  private record Rights(boolean administrator, boolean reader, String ownerSubject, Scope scope) {

    private static final Rights ALL = new Rights(true, true, null, Scope.EMPTY);
    private static final Rights NONE = new Rights(false, false, null, Scope.EMPTY);
  }

  /** What shows who the actor is. Both are null for who has not to show anything. */
  private record Proof(String digest, Supplier<Optional<Operator>> session) {

    private static final Proof NONE = new Proof(null, null);
  }

  /**
   * When the actor gave a password or a secret.
   *
   * @param time when the token was issued, or the password given at the console
   * @param familyId of a token that may have been refreshed since
   */
  record Login(Instant time, Optional<String> familyId) {}

  private final Names names;
  private final Login login;
  private final String source;
  private final Rights rights;
  private final Proof proof;
  private final boolean importing;

  private Actor(
      Names names, Login login, String source, Rights rights, Proof proof, boolean importing) {
    this.names = names;
    this.login = login;
    this.source = source;
    this.rights = rights;
    this.proof = proof;
    this.importing = importing;
  }

  /**
   * Who presents an access token.
   *
   * @param digest of the token's value
   * @param username the user's name; empty for a client's own token
   * @param clientId the client that the token was issued to
   * @param source the address that the request came from
   */
  public static Actor presenting(
      String digest, Optional<String> username, String clientId, String source) {
    return new Actor(
        new Names(username.orElse(null), clientId, null),
        null,
        source,
        Rights.NONE,
        new Proof(digest, null),
        false);
  }

  /**
   * Who is signed in at the console.
   *
   * @param username the user's name
   * @param since when the user gave the password last
   * @param session tells the user as of now; empty once the session has ended
   * @param source the address that the request came from
   */
  public static Actor signedIn(
      String username, Instant since, Supplier<Optional<Operator>> session, String source) {
    return new Actor(
        new Names(username, null, null),
        new Login(since, Optional.empty()),
        source,
        Rights.NONE,
        new Proof(null, session),
        false);
  }

  /**
   * Who presents an access token, with the rights that its scope carries.
   *
   * @param subject what the token is about
   * @param username the user's name; empty for a client's own token, which owns nothing
   * @param clientId the client that the token was issued to
   * @param scope what the token allows now
   * @param login what it was issued for
   * @param source the address that the request came from
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
        Proof.NONE,
        false);
  }

  /** Who is signed in at the console, with the rights that the roles carry. */
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
        Proof.NONE,
        false);
  }

  /** These rights for who asked before, with the same proof, so that they can be renewed again. */
  Actor renewedAs(Actor now) {
    return new Actor(now.names, now.login, source, now.rights, proof, importing);
  }

  /** When the actor logged in; empty for the server itself. */
  Optional<Login> login() {
    return Optional.ofNullable(login);
  }

  /** The digest of the token that the actor presents; empty for none. */
  Optional<String> digest() {
    return Optional.ofNullable(proof.digest());
  }

  /** Whether the actor is signed in at the console. */
  boolean hasSession() {
    return proof.session() != null;
  }

  /** The user of the session as of now; empty if it has ended, or there never was one. */
  Optional<Operator> findOperator() {
    return hasSession() ? proof.session().get() : Optional.empty();
  }

  /** The same with a file in hand, which is the word of who runs the server. */
  Actor importing() {
    return new Actor(names, login, source, rights, proof, true);
  }

  /** Whether a file is applied, at start-up or by a request. */
  boolean isImporting() {
    return importing;
  }

  /** The user who acts; empty for a client and for the server itself. */
  Optional<String> username() {
    return Optional.ofNullable(names.username());
  }

  /** The client that acts, or through which a user acts; empty where it is not told. */
  Optional<String> clientId() {
    return Optional.ofNullable(names.clientId());
  }

  /**
   * What tokens call who acts.
   *
   * @throws AdministrationException FORBIDDEN for the server itself
   */
  String requireSubject() {
    return Optional.ofNullable(names.subject())
        .orElseThrow(
            () -> AdministrationException.forbidden("only a user or a client may do this"));
  }

  /**
   * The client that acts for itself.
   *
   * @throws AdministrationException FORBIDDEN for a user and for the server itself
   */
  ClientId requireClient() {
    return clientId()
        .filter(id -> names.username() == null)
        .map(ClientId::new)
        .orElseThrow(() -> AdministrationException.forbidden("only a client may do this"));
  }

  /** The name in the audit trail. */
  String auditName() {
    if (names.username() != null) {
      return "user:" + names.username();
    }
    return names.clientId() != null ? "client:" + names.clientId() : "system:setup";
  }

  /** Where the request came from; null for the server itself and where it is not told. */
  String source() {
    return source;
  }

  /** Whether everything may be changed. */
  boolean isAdministrator() {
    return rights.administrator();
  }

  /** Whether everything may be looked at. */
  boolean isReader() {
    return rights.reader();
  }

  /** The subject of the user whose clients may be administered; empty for nobody's. */
  Optional<String> ownerSubject() {
    return Optional.ofNullable(rights.ownerSubject());
  }

  /**
   * Refuses who does not present a token with this scope.
   *
   * @throws AdministrationException FORBIDDEN
   */
  void requireScope(String scope) {
    if (!rights.scope().contains(scope)) {
      throw AdministrationException.forbidden("the token does not have the scope " + scope);
    }
  }

  /** Whether this actor may do all that the other one may. */
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
  void requireAdministrator() {
    if (!isAdministrator()) {
      throw AdministrationException.forbidden("only an administrator may do this");
    }
  }

  /**
   * Refuses everyone who may not look at everything.
   *
   * @throws AdministrationException FORBIDDEN
   */
  void requireReader() {
    if (!isReader()) {
      throw AdministrationException.forbidden("only an administrator or a viewer may see this");
    }
  }
}

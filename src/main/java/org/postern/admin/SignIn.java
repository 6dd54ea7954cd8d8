package org.postern.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.audit.AuditTrail;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;
import org.postern.user.UserAuthentication;
import org.postern.user.UserAuthentication.Attempt;

/**
 * Lets users in at the console, by the same check, throttle and queue as the password grant. Hashes
 * while no transaction is open.
 */
@ApplicationScoped
public class SignIn {

  private final UserAuthentication authentication;
  private final UserStore users;
  private final SessionAdministration sessions;
  private final AuditTrail audit;

  /** For the proxy only. */
  protected SignIn() {
    this(null, null, null, null);
  }

  @Inject
  public SignIn(
      UserAuthentication authentication,
      UserStore users,
      SessionAdministration sessions,
      AuditTrail audit) {
    this.authentication = authentication;
    this.users = users;
    this.sessions = sessions;
    this.audit = audit;
  }

  /**
   * Checks user name and password. Who has no role for the console is refused like a wrong
   * password.
   *
   * @param source where the request comes from
   * @throws SignInException if the user is not let in, or not now
   */
  public Operator authenticate(String username, String password, String source) {
    Operator operator = check(username, password, source);
    sessions.signedIn(operator.actor(null, source));
    return operator;
  }

  /**
   * Asks for the password again.
   *
   * @throws SignInException if it is wrong, or cannot be checked now
   */
  public void confirm(Operator operator, String password, String source) {
    check(operator.username(), password, source);
  }

  private Operator check(String username, String password, String source) {
    try {
      return Operator.of(
          authentication
              .authenticate(
                  new Attempt(Optional.empty(), username, password, source),
                  user -> refusalOf(user.account()))
              .account());
    } catch (OAuthException refusal) {
      String reference = audit.refused("console.refused", refusal, source);
      if (refusal.error() instanceof InvalidGrant) {
        throw new SignInException(SignInException.Kind.WRONG, reference);
      }
      if (refusal.error() instanceof TemporarilyUnavailable unavailable
          && unavailable.throttled()) {
        throw new SignInException(SignInException.Kind.THROTTLED, reference);
      }
      throw new SignInException(SignInException.Kind.BUSY, reference);
    }
  }

  private static Optional<RefusalReason> refusalOf(UserAccount account) {
    if (!account.enabled()) {
      return Optional.of(RefusalReason.USER_DISABLED);
    }
    if (account.locked()) {
      return Optional.of(RefusalReason.USER_LOCKED);
    }
    return Operator.of(account).hasAnyRight()
        ? Optional.empty()
        : Optional.of(RefusalReason.USER_NOT_ASSIGNED);
  }

  /**
   * The user of a session as of now; empty if the session has ended with whatever ends the user's
   * tokens: disabled, locked, another password, all revoked, or no role left. Needs no transaction
   * and must not be called inside one.
   */
  public Optional<Operator> findCurrent(Operator signedIn) {
    return users
        .findAccountBySubject(signedIn.subject())
        .filter(account -> account.epoch() == signedIn.epoch())
        .filter(account -> refusalOf(account).isEmpty())
        .map(Operator::of);
  }
}

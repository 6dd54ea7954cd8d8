package org.postern.admin.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.admin.common.Operator;
import org.postern.audit.AuditTrail;
import org.postern.audit.FactKind;
import org.postern.audit.Refusal;
import org.postern.oauth.OAuthError.InvalidGrant;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RefusalReason;
import org.postern.store.UserAccount;
import org.postern.store.UserStore;
import org.postern.user.UserAuthentication;
import org.postern.user.UserAuthentication.Attempt;

/**
 * Authenticates users for the console, with the same check, throttle and queue as the password
 * grant. No transaction is open while a password is hashed.
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
   * Checks user name and password. A user without a role for the console is refused like a wrong
   * password.
   *
   * @param source the source of the request
   * @throws SignInException if the user may not sign in, or not now
   */
  public Operator authenticate(String username, String password, String source) {
    Operator operator = check(username, password, source);
    sessions.signedIn(operator.actor(null, source));
    return operator;
  }

  /**
   * Checks the password of a signed-in user again.
   *
   * @throws SignInException if the password is wrong, or cannot be checked now
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
      String reference = audit.refused(Refusal.of(FactKind.CONSOLE_REFUSED, refusal, source));
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
   * Finds the user of a session as the user is now; empty if the session has ended. A session ends
   * when the user's tokens end: the user was disabled or locked, the password was changed, all
   * tokens were revoked, or the user has no role any more. Needs no transaction and must not be
   * called inside one.
   */
  public Optional<Operator> findCurrent(Operator signedIn) {
    return users
        .findAccountBySubject(signedIn.subject())
        .filter(account -> account.epoch() == signedIn.epoch())
        .filter(account -> refusalOf(account).isEmpty())
        .map(Operator::of);
  }
}

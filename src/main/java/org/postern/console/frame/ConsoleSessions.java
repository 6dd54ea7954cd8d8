package org.postern.console.frame;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Optional;
import org.postern.admin.common.Operator;
import org.postern.admin.session.SignIn;
import org.postern.config.Clock;
import org.postern.config.ConsoleConfig;
import org.postern.config.PosternConfig;

/**
 * The sessions of the console. They do not use an authentication mechanism of the container,
 * because the container would call it for every request of the WAR, including token requests.
 */
@ApplicationScoped
public class ConsoleSessions {

  private static final String KEY = SignedIn.class.getName();

  private final SignIn signIn;
  private final ConsoleConfig config;
  private final Clock clock;

  /** For the proxy only. */
  protected ConsoleSessions() {
    signIn = null;
    config = null;
    clock = null;
  }

  @Inject
  public ConsoleSessions(SignIn signIn, PosternConfig config, Clock clock) {
    this.signIn = signIn;
    this.config = config.console();
    this.clock = clock;
  }

  /**
   * Signs a user in. The session gets a new id, so that nobody can know it from before.
   *
   * @param source the source of the request
   * @throws org.postern.admin.session.SignInException if the user may not sign in, or not now
   */
  public void signIn(HttpServletRequest request, String username, String password, String source) {
    Operator operator = signIn.authenticate(username, password, source);
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
    HttpSession session = request.getSession();
    session.setMaxInactiveInterval(Math.toIntExact(config.idleTimeout().toSeconds()));
    session.setAttribute(KEY, new SignedIn(operator, clock.now(), clock.now()));
  }

  /**
   * Finds the signed-in user as the user is now; empty without a valid session. This creates no
   * session.
   */
  public Optional<Operator> find(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null) {
      return Optional.empty();
    }
    try {
      Optional<Operator> operator =
          Optional.ofNullable((SignedIn) session.getAttribute(KEY))
              .filter(signedIn -> !isOver(signedIn))
              .flatMap(signedIn -> signIn.findCurrent(signedIn.operator()));
      if (operator.isEmpty()) {
        // End the session for good. It must not become valid again if, for example, a disabled user
        // is enabled again.
        session.invalidate();
      }
      return operator;
    } catch (IllegalStateException e) {
      // Another request has ended the session at the same time.
      return Optional.empty();
    }
  }

  /** Records that the signed-in user has given the password again. */
  public void confirm(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(KEY) instanceof SignedIn signedIn) {
      session.setAttribute(KEY, signedIn.confirmedAt(clock.now()));
    }
  }

  /** When the signed-in user last gave the password; 1970 without a session. */
  public Instant confirmed(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    try {
      return session != null
              && session.getAttribute(KEY) instanceof SignedIn signedIn
              && signedIn.confirmed() != null
          ? signedIn.confirmed()
          : Instant.EPOCH;
    } catch (IllegalStateException e) {
      // Another request has ended the session at the same time.
      return Instant.EPOCH;
    }
  }

  private boolean isOver(SignedIn signedIn) {
    return !clock.now().isBefore(signedIn.since().plus(config.sessionLifetime()));
  }
}

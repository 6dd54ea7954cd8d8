package org.postern.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.postern.access.AccessGate;
import org.postern.access.Verdict;
import org.postern.clientauth.AuthenticatedClient;
import org.postern.oauth.GrantType;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.Scope;
import org.postern.store.ClientStore;
import org.postern.store.RegisteredClient;
import org.postern.token.Authorization;
import org.postern.user.UserAuthentication;
import org.postern.user.UserAuthentication.Attempt;
import org.postern.user.UserAuthentication.VerifiedUser;

/**
 * Exchanges a user's password for a token. RFC 6749 §4.3. RFC 9700 §2.4 forbids this grant. It is
 * off for every new client and exists for intranets that still need it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.3">RFC 6749 §4.3</a>
 */
@ApplicationScoped
@ForGrantType("password")
public class PasswordGrant implements Grant {

  private final UserAuthentication authentication;
  private final AccessGate gate;
  private final ClientStore clients;

  /** For the proxy only. */
  protected PasswordGrant() {
    this(null, null, null);
  }

  @Inject
  public PasswordGrant(UserAuthentication authentication, AccessGate gate, ClientStore clients) {
    this.authentication = authentication;
    this.gate = gate;
    this.clients = clients;
  }

  @Override
  public Authorization authorize(TokenRequest request, AuthenticatedClient client) {
    // Both parameters are REQUIRED: §4.3.2.
    String username = request.require(ParameterNames.USERNAME);
    String password = request.require(ParameterNames.PASSWORD);
    VerifiedUser user =
        authentication.authenticate(
            new Attempt(Optional.of(client.client()), username, password, request.source()),
            verified -> refusalOf(client.client(), verified));
    return authorization(client.client(), user);
  }

  /** The metadata lists the grant only while an enabled client may use it. */
  @Override
  public boolean isOffered() {
    return clients.isInUse(GrantType.PASSWORD);
  }

  // The gate is asked here and again at the issue. Without this check, a right password of a user
  // who may not use this client would not count as a failure, and so would be told apart from a
  // wrong one.
  private Optional<RefusalReason> refusalOf(RegisteredClient client, VerifiedUser user) {
    Verdict verdict =
        gate.judge(
            authorization(client, user).holding().withScope(Scope.EMPTY),
            client,
            user.account(),
            user.assignment());
    return verdict instanceof Verdict.Refused refused
        ? Optional.of(refused.reason())
        : Optional.empty();
  }

  private static Authorization authorization(RegisteredClient client, VerifiedUser user) {
    return user.account().oneTimePassword()
        ? Authorization.toChangePassword(
            client, GrantType.PASSWORD, user.account(), user.assignment())
        : Authorization.ofUser(client, GrantType.PASSWORD, user.account(), user.assignment());
  }
}

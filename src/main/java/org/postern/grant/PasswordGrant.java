package org.postern.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.postern.access.AccessGate;
import org.postern.access.Admission;
import org.postern.access.Verdict;
import org.postern.clientauth.AuthenticatedClient;
import org.postern.oauth.FormParameter;
import org.postern.oauth.GrantDescription;
import org.postern.oauth.GrantDescription.Label;
import org.postern.oauth.GrantDescription.PublicClients;
import org.postern.oauth.GrantType;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.TokenRequest;
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
public class PasswordGrant implements Grant {

  private static final GrantDescription DESCRIPTION =
      new GrantDescription(
          GrantType.PASSWORD,
          new Label("with the password of a user", "mit dem Passwort eines Benutzers"),
          List.of(
              FormParameter.plain(ParameterNames.USERNAME),
              FormParameter.credential(ParameterNames.PASSWORD)),
          PublicClients.WITH_SWITCH,
          true);

  private final UserAuthentication authentication;
  private final AccessGate gate;

  /** For the proxy only. */
  protected PasswordGrant() {
    this(null, null);
  }

  @Inject
  public PasswordGrant(UserAuthentication authentication, AccessGate gate) {
    this.authentication = authentication;
    this.gate = gate;
  }

  @Override
  public GrantDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Authorization authorize(TokenRequest request, AuthenticatedClient client) {
    // Both parameters are REQUIRED: §4.3.2.
    String username = request.require(ParameterNames.USERNAME);
    String password = request.require(ParameterNames.PASSWORD);
    VerifiedUser user =
        authentication.authenticate(
            new Attempt(Optional.of(client.client()), username, password, request.source()),
            verified -> refusalOf(client, verified));
    return authorization(client, user);
  }

  /** The metadata lists the grant only while an enabled client may use it. */
  @Override
  public boolean isOffered() {
    return gate.isUsedByAnyClient(GrantType.PASSWORD);
  }

  // The gate is asked here and again at the issue. Without this check, a right password of a user
  // who may not use this client would not count as a failure, and so would be told apart from a
  // wrong one.
  private Optional<RefusalReason> refusalOf(AuthenticatedClient client, VerifiedUser user) {
    Admission admission =
        gate.judgeHolder(
            authorization(client, user).holding(),
            client.client(),
            user.account(),
            user.assignment());
    return admission instanceof Verdict.Refused refused
        ? Optional.of(refused.reason())
        : Optional.empty();
  }

  private static Authorization authorization(AuthenticatedClient client, VerifiedUser user) {
    return Authorization.ofUser(
        client.client(), GrantType.PASSWORD, user.account(), user.assignment());
  }
}

package org.postern.grant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.postern.clientauth.AuthenticatedClient;
import org.postern.entity.Holding;
import org.postern.oauth.FormParameter;
import org.postern.oauth.GrantDescription;
import org.postern.oauth.GrantDescription.Label;
import org.postern.oauth.GrantDescription.PublicClients;
import org.postern.oauth.GrantType;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.TokenRequest;
import org.postern.token.Authorization;
import org.postern.token.RefreshTokenRotation;
import org.postern.user.DirectoryLogin;

/**
 * Exchanges a refresh token. RFC 6749 §6. It finds the family of the token and updates the user.
 * The rotation decides later whether the token may still be used.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 §6</a>
 */
@ApplicationScoped
public class RefreshTokenGrant implements Grant {

  private static final GrantDescription DESCRIPTION =
      new GrantDescription(
          GrantType.REFRESH_TOKEN,
          new Label("goes on without the password", "weiter ohne das Passwort"),
          List.of(FormParameter.credential(ParameterNames.REFRESH_TOKEN)),
          PublicClients.ALLOWED,
          true);

  private final RefreshTokenRotation rotation;
  private final DirectoryLogin directory;

  /** For the proxy only. */
  protected RefreshTokenGrant() {
    this(null, null);
  }

  @Inject
  public RefreshTokenGrant(RefreshTokenRotation rotation, DirectoryLogin directory) {
    this.rotation = rotation;
    this.directory = directory;
  }

  @Override
  public GrantDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Authorization authorize(TokenRequest request, AuthenticatedClient client) {
    // The parameter is REQUIRED: §6.
    String presented = request.require(ParameterNames.REFRESH_TOKEN);
    Authorization authorization = rotation.authorize(presented, client.client());
    // Update the user from the directory before the gate checks the user. If the directory does not
    // answer, the token is not used up.
    Holding holding = authorization.holding();
    directory.updateUser(holding.userId(), holding.epochs().user());
    return authorization;
  }
}

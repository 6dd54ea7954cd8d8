package org.postern.clientauth;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.postern.oauth.AuthMethodDescription;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.TokenRequest;

/**
 * {@code none}: a public client only states its identifier in the body. RFC 6749 §3.2.1.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1">RFC 6749 §3.2.1</a>
 */
@ApplicationScoped
public class PublicClientNone implements ClientAuthenticationMethod {

  private static final AuthMethodDescription DESCRIPTION =
      new AuthMethodDescription("none", List.of(), false);

  @Override
  public AuthMethodDescription description() {
    return DESCRIPTION;
  }

  @Override
  public boolean isUsedBy(TokenRequest request) {
    return request.authorization().isEmpty()
        && request.find(ParameterNames.CLIENT_SECRET).isEmpty()
        && request.find(ParameterNames.CLIENT_ID).isPresent();
  }

  @Override
  public List<Claim> claims(TokenRequest request) {
    return List.of(new Claim(request.find(ParameterNames.CLIENT_ID).orElseThrow(), ""));
  }
}

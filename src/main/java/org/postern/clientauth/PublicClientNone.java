package org.postern.clientauth;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * {@code none}: a public client only states its identifier in the body. RFC 6749 §3.2.1.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1">RFC 6749 §3.2.1</a>
 */
@ApplicationScoped
@ForAuthMethod("none")
public class PublicClientNone implements ClientAuthenticationMethod {

  @Override
  public boolean isUsedBy(PresentedCredentials presented) {
    return presented.authorization().isEmpty()
        && presented.clientSecret().isEmpty()
        && presented.clientId().isPresent();
  }

  @Override
  public boolean isEnabled() {
    return true;
  }

  @Override
  public List<Claim> claims(PresentedCredentials presented) {
    return List.of(new Claim(presented.clientId().orElseThrow(), ""));
  }
}

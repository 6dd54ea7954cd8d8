package org.postern.testing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.postern.clientauth.ClientAuthenticationMethod;
import org.postern.oauth.AuthMethodDescription;
import org.postern.oauth.FormParameter;
import org.postern.oauth.TokenRequest;

/**
 * A client authentication method that only tests have: identifier and secret are one parameter,
 * with a slash between them. It is the example of how a method is added by one class. It is
 * switched on only while the system property {@value #ENABLED} is true, so that other tests do not
 * notice it.
 */
@ApplicationScoped
public class ClientSecretWord implements ClientAuthenticationMethod {

  private static final String ENABLED = "postern.testing.word";
  private static final String WORD = "client_word";
  private static final AuthMethodDescription DESCRIPTION =
      new AuthMethodDescription(
          "client_secret_word", List.of(FormParameter.credential(WORD).atMost(100)), true);

  @Override
  public AuthMethodDescription description() {
    return DESCRIPTION;
  }

  @Override
  public boolean isEnabled() {
    return Boolean.getBoolean(ENABLED);
  }

  @Override
  public boolean isUsedBy(TokenRequest request) {
    return request.find(WORD).isPresent();
  }

  @Override
  public List<Claim> claims(TokenRequest request) {
    String[] parts = request.require(WORD).split("/", 2);
    return parts.length < 2 ? List.of() : List.of(new Claim(parts[0], parts[1]));
  }
}

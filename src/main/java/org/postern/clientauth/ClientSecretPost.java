package org.postern.clientauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.postern.config.PosternConfig;
import org.postern.entity.ClientSwitch;
import org.postern.oauth.AuthMethodDescription;
import org.postern.oauth.FormParameter;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.TokenRequest;
import org.postern.store.RegisteredClient;

/**
 * {@code client_secret_post}: identifier and secret are in the body. RFC 6749 §2.3.1. The method
 * can be switched off for the server and for each client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1">RFC 6749 §2.3.1</a>
 */
@ApplicationScoped
public class ClientSecretPost implements ClientAuthenticationMethod {

  private static final AuthMethodDescription DESCRIPTION =
      new AuthMethodDescription(
          "client_secret_post",
          List.of(FormParameter.credential(ParameterNames.CLIENT_SECRET)),
          true);

  private final boolean enabled;

  /** For the proxy only. */
  protected ClientSecretPost() {
    enabled = false;
  }

  @Inject
  public ClientSecretPost(PosternConfig config) {
    enabled = config.clientSecretPost();
  }

  @Override
  public AuthMethodDescription description() {
    return DESCRIPTION;
  }

  @Override
  public boolean isUsedBy(TokenRequest request) {
    return request.find(ParameterNames.CLIENT_SECRET).isPresent();
  }

  @Override
  public boolean isEnabled() {
    return enabled;
  }

  @Override
  public boolean isOpenTo(RegisteredClient client) {
    return client.settings().has(ClientSwitch.ALLOW_CLIENT_SECRET_POST);
  }

  @Override
  public List<Claim> claims(TokenRequest request) {
    return request.find(ParameterNames.CLIENT_ID).isEmpty()
        ? List.of()
        : List.of(
            new Claim(
                request.find(ParameterNames.CLIENT_ID).get(),
                request.find(ParameterNames.CLIENT_SECRET).orElse("")));
  }
}

package org.postern.clientauth;

import java.util.stream.Stream;
import org.postern.fixtures.Configs;
import org.postern.oauth.AuthMethodCatalogue;

/** The catalogue of the client authentication methods that the WAR has. */
public final class ClientAuthMethods {

  /** All methods of the WAR. */
  public static final AuthMethodCatalogue CATALOGUE =
      new AuthMethodCatalogue(
          Stream.of(
                  new ClientSecretBasic(),
                  new ClientSecretPost(Configs.of()),
                  new PublicClientNone())
              .map(ClientAuthenticationMethod::description)
              .toList());

  private ClientAuthMethods() {}
}

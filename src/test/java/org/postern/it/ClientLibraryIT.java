package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.BearerTokenError;
import java.io.IOException;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.it.Clients.Registered;

/** Calls Postern with an independent client library, the Nimbus OAuth 2.0 SDK. */
@Tag(Kinds.SMOKE)
class ClientLibraryIT extends DeployedWar {

  private final Postern postern = Postern.MANAGED;

  static Stream<Named<BiFunction<ClientID, Secret, ClientAuthentication>>> methods() {
    return Stream.of(
        Named.of("client_secret_basic", ClientSecretBasic::new),
        Named.of("client_secret_post", ClientSecretPost::new));
  }

  private TokenResponse token(ClientAuthentication authentication, Scope scope)
      throws IOException, ParseException {
    TokenRequest request =
        new TokenRequest.Builder(
                postern.uri("oauth2/token"), authentication, new ClientCredentialsGrant())
            .scope(scope)
            .build();
    return TokenResponse.parse(request.toHTTPRequest().send());
  }

  private HTTPResponse me(AccessToken token) throws IOException {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.GET, postern.uri("api/me"));
    request.setAuthorization(token.toAuthorizationHeader());
    return request.send();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void getsAndUsesAToken(BiFunction<ClientID, Secret, ClientAuthentication> method)
      throws IOException, ParseException {
    String scope = Scopes.forKind("client").create();
    Registered client =
        Clients.confidential()
            .suffix(" +%:&")
            .secret("S3cret +%:&=/\\\"0123456789")
            .grants("client_credentials")
            .scopes(scope)
            .create();

    TokenResponse response =
        token(
            method.apply(new ClientID(client.clientId()), new Secret(client.secret())),
            new Scope(scope));

    assertTrue(response.indicatesSuccess());
    AccessTokenResponse success = response.toSuccessResponse();
    AccessToken token = success.getTokens().getBearerAccessToken();
    assertEquals(3600, token.getLifetime());
    assertEquals(new Scope(scope), token.getScope());
    assertNull(success.getTokens().getRefreshToken());
    HTTPResponse me = me(token);
    assertEquals(200, me.getStatusCode());
    assertEquals("client:" + client.clientId(), me.getBodyAsJSONObject().get("sub"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void understandsARefusedClient(BiFunction<ClientID, Secret, ClientAuthentication> method)
      throws IOException, ParseException {
    Registered client = Clients.confidential().grants("client_credentials").create();

    TokenResponse response =
        token(method.apply(new ClientID(client.clientId()), new Secret("wrong")), null);

    assertFalse(response.indicatesSuccess());
    var error = response.toErrorResponse().getErrorObject();
    assertEquals(OAuth2Error.INVALID_CLIENT, error);
    assertEquals(401, error.getHTTPStatusCode());
  }

  @Test
  void understandsARefusedScope() throws IOException, ParseException {
    Registered client = Clients.confidential().grants("client_credentials").create();

    TokenResponse response =
        token(
            new ClientSecretBasic(new ClientID(client.clientId()), new Secret(client.secret())),
            new Scope("unknown"));

    assertEquals(OAuth2Error.INVALID_SCOPE, response.toErrorResponse().getErrorObject());
  }

  @Test
  void understandsARefusedToken() throws IOException, ParseException {
    HTTPResponse response = me(new BearerAccessToken("psa_unknown"));

    assertEquals(401, response.getStatusCode());
    assertEquals(
        BearerTokenError.INVALID_TOKEN, BearerTokenError.parse(response.getWWWAuthenticate()));
  }
}

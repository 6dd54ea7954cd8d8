package org.postern.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResourceOwnerPasswordCredentialsGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.Tokens;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the grants of users with an independent client library. */
@Tag(Kinds.SMOKE)
class ClientLibraryUsersIT extends DeployedWar {

  private final Postern postern = Postern.MANAGED;

  private TokenResponse send(Login login, AuthorizationGrant grant, Scope scope) throws Exception {
    TokenRequest.Builder request =
        new TokenRequest.Builder(
            postern.uri("oauth2/token"),
            new ClientSecretBasic(
                new ClientID(login.client().clientId()), new Secret(login.client().secret())),
            grant);
    HTTPRequest http = request.scope(scope).build().toHTTPRequest();
    return TokenResponse.parse(http.send());
  }

  private static AuthorizationGrant password(Login login, String password) {
    return new ResourceOwnerPasswordCredentialsGrant(login.user().username(), new Secret(password));
  }

  @Test
  void runsThePasswordAndRefreshGrants() throws Exception {
    String one = Scopes.forKind("user").create();
    String other = Scopes.forKind("user").create();
    Login login =
        Login.with(Clients.confidential().grants("password", "refresh_token").scopes(one, other));
    Scope both = new Scope(one, other);

    TokenResponse issued = send(login, password(login, login.user().password()), both);
    assertTrue(issued.indicatesSuccess(), () -> issued.toString());
    Tokens first = issued.toSuccessResponse().getTokens();
    TokenResponse refreshed =
        send(login, new RefreshTokenGrant(first.getRefreshToken()), new Scope(one));
    assertTrue(refreshed.indicatesSuccess(), () -> refreshed.toString());
    Tokens second = refreshed.toSuccessResponse().getTokens();

    assertEquals(both, first.getAccessToken().getScope());
    assertEquals(3600, first.getAccessToken().getLifetime());
    assertEquals(new Scope(one), second.getAccessToken().getScope());
    assertNotEquals(first.getRefreshToken(), second.getRefreshToken());
    HTTPRequest me = new HTTPRequest(HTTPRequest.Method.GET, postern.uri("api/me"));
    me.setAuthorization(second.getBearerAccessToken().toAuthorizationHeader());
    assertEquals(200, me.send().getStatusCode());
  }

  @Test
  void understandsTheRefusals() throws Exception {
    Login login = Login.anyWithScope();

    TokenResponse wrongPassword = send(login, password(login, "wrong"), null);
    TokenResponse wrongScope =
        send(login, password(login, login.user().password()), new Scope("no-such-scope"));

    assertEquals(OAuth2Error.INVALID_GRANT, wrongPassword.toErrorResponse().getErrorObject());
    assertEquals(
        OAuth2Error.INVALID_SCOPE.getCode(),
        wrongScope.toErrorResponse().getErrorObject().getCode());
  }
}

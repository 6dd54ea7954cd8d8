package org.postern.endpoint.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.postern.clientauth.PresentedCredentials;
import org.postern.grant.TokenRequest;
import org.postern.http.OAuthRequest;
import org.postern.oauth.ParameterNames;
import org.postern.token.IssuedTokens;

/**
 * {@code POST oauth2/token}. This class decides nothing; {@link TokenService} does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 §3.2</a>
 */
@Path("token")
@ApplicationScoped
public class TokenResource {

  @Inject private TokenService service;

  @Context private HttpServletRequest request;

  /** Issues tokens, or throws the refusal. */
  @POST
  public Response issue() {
    OAuthRequest oauth = OAuthRequest.of(request);
    IssuedTokens issued =
        service.issue(
            new TokenRequest(oauth.form().asMap(), oauth.form().resources(), oauth.source()),
            new PresentedCredentials(
                oauth.authorization(),
                oauth.form().find(ParameterNames.CLIENT_ID),
                oauth.form().find(ParameterNames.CLIENT_SECRET),
                oauth.source()));
    return Response.ok(TokenResponse.toJson(issued), MediaType.APPLICATION_JSON_TYPE).build();
  }
}

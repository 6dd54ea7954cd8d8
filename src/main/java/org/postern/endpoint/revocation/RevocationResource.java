package org.postern.endpoint.revocation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.postern.clientauth.ClientAuthentication;
import org.postern.clientauth.PresentedCredentials;
import org.postern.http.Json;
import org.postern.http.OAuthRequest;
import org.postern.oauth.OAuthError.InvalidRequest;
import org.postern.oauth.OAuthException;
import org.postern.oauth.ParameterNames;
import org.postern.oauth.RefusalReason;
import org.postern.store.RegisteredClient;

/**
 * {@code POST oauth2/revoke}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2">RFC 7009 §2</a>
 */
@Path("revoke")
@ApplicationScoped
public class RevocationResource {

  @Inject private ClientAuthentication authentication;

  @Inject private RevocationService service;

  @Context private HttpServletRequest request;

  /**
   * Ends a token. The answer is 200 even if there is no such token: §2.2. The body is an empty JSON
   * object, because some clients parse every answer.
   */
  @POST
  public Response revoke() {
    OAuthRequest oauth = OAuthRequest.of(request);
    RegisteredClient client =
        authentication
            .authenticate(
                new PresentedCredentials(
                    oauth.authorization(),
                    oauth.form().find(ParameterNames.CLIENT_ID),
                    oauth.form().find(ParameterNames.CLIENT_SECRET),
                    oauth.source()))
            .client();
    try {
      // The parameter is REQUIRED: §2.1.
      String token =
          oauth
              .form()
              .find(ParameterNames.TOKEN)
              .orElseThrow(
                  () ->
                      new OAuthException(
                          new InvalidRequest("The parameter token is missing"),
                          RefusalReason.MALFORMED_REQUEST));
      service.revoke(token, client, oauth.source());
    } catch (OAuthException refusal) {
      throw refusal.about(client.clientId());
    }
    return Response.ok(Json.object(none -> {}), MediaType.APPLICATION_JSON_TYPE).build();
  }
}

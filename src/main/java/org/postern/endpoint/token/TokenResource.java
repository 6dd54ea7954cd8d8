package org.postern.endpoint.token;

import static org.postern.oauth.ParameterNames.ACCESS_TOKEN;
import static org.postern.oauth.ParameterNames.EXPIRES_IN;
import static org.postern.oauth.ParameterNames.REFRESH_TOKEN;
import static org.postern.oauth.ParameterNames.SCOPE;
import static org.postern.oauth.ParameterNames.TOKEN_TYPE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.postern.http.Door;
import org.postern.http.Json;
import org.postern.token.IssuedTokens;

/**
 * {@code POST oauth2/token}. This class decides nothing; {@link TokenEndpoint} does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.2">RFC 6749 §3.2</a>
 */
@Path("token")
@ApplicationScoped
public class TokenResource {

  @Inject private TokenEndpoint endpoint;

  @Context private HttpServletRequest request;

  /** Issues tokens, or throws the refusal. */
  @POST
  public Response issue() {
    IssuedTokens issued = endpoint.issue(Door.accepted(request));
    return Response.ok(toJson(issued), MediaType.APPLICATION_JSON_TYPE).build();
  }

  // RFC 6749 §5.1. The answer always states the granted scope, except an empty one, which the
  // grammar of scope does not allow.
  static byte[] toJson(IssuedTokens issued) {
    return Json.object(
        json -> {
          json.write(ACCESS_TOKEN, issued.accessToken().value());
          json.write(TOKEN_TYPE, "Bearer");
          json.write(EXPIRES_IN, issued.lifetime().toSeconds());
          issued.refreshToken().ifPresent(token -> json.write(REFRESH_TOKEN, token.value()));
          if (!issued.scope().isEmpty()) {
            json.write(SCOPE, issued.scope().toString());
          }
        });
  }
}

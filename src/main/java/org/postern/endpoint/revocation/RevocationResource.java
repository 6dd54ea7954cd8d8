package org.postern.endpoint.revocation;

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

/**
 * {@code POST oauth2/revoke}. This class decides nothing; {@link RevocationEndpoint} does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7009#section-2">RFC 7009 §2</a>
 */
@Path("revoke")
@ApplicationScoped
public class RevocationResource {

  @Inject private RevocationEndpoint endpoint;

  @Context private HttpServletRequest request;

  /**
   * Ends a token. The answer is 200 even if there is no such token: §2.2. The body is an empty JSON
   * object, because some clients parse every answer.
   */
  @POST
  public Response revoke() {
    endpoint.revoke(Door.accepted(request));
    return Response.ok(Json.object(none -> {}), MediaType.APPLICATION_JSON_TYPE).build();
  }
}

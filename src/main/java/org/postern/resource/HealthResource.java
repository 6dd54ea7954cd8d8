package org.postern.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.postern.http.Json;
import org.postern.oauth.RequestAttributes;
import org.postern.observe.Health;

/**
 * {@code api/health}: the state of the server, for probes. It needs no token and is also available
 * over plain HTTP.
 */
@Path("health")
@ApplicationScoped
public class HealthResource {

  private static final String LOOPBACK = "127.0.0.1";

  @Inject private Health health;

  @Context private HttpServletRequest request;

  /** Answers 200 as long as the application runs. */
  @GET
  @Path("live")
  public Response live() {
    return answer(true, List.of());
  }

  /**
   * Answers 200 if the database answers, otherwise 503. Only a caller on this machine sees
   * warnings.
   */
  @GET
  @Path("ready")
  public Response ready() {
    boolean local = LOOPBACK.equals(request.getAttribute(RequestAttributes.SOURCE));
    return answer(health.isReady(), local ? health.warnings() : List.of());
  }

  private static Response answer(boolean up, List<String> warnings) {
    byte[] body =
        Json.object(
            json -> {
              json.write("status", up ? "UP" : "DOWN");
              if (!warnings.isEmpty()) {
                json.writeStartArray("warnings");
                warnings.forEach(json::write);
                json.writeEnd();
              }
            });
    return Response.status(up ? 200 : 503)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(body)
        .build();
  }
}

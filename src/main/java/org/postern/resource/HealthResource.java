package org.postern.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.postern.http.Json;
import org.postern.observe.Health;

/** {@code api/health}: for probes, over plain HTTP too, without a token. */
@Path("health")
@ApplicationScoped
public class HealthResource {

  @Inject private Health health;

  /** 200 as long as the application runs. */
  @GET
  @Path("live")
  public Response live() {
    return answer(true, List.of());
  }

  /** 200 while the database answers, otherwise 503. */
  @GET
  @Path("ready")
  public Response ready() {
    return answer(health.isReady(), health.warnings());
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

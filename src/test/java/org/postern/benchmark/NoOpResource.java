package org.postern.benchmark;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Answers with as many bytes as a token response has, and does nothing else. */
@Path("noop")
@ApplicationScoped
public class NoOpResource {

  private static final byte[] BODY =
      ("{\"access_token\":\""
              + "x".repeat(47)
              + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}")
          .getBytes(StandardCharsets.US_ASCII);

  /** A small JSON object, always the same. */
  @GET
  public Response get() {
    return Response.ok(BODY, MediaType.APPLICATION_JSON_TYPE).build();
  }
}

package org.postern.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.postern.admin.token.TokenAudience;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.bearer.VerifiedToken;
import org.postern.http.Json;

/** {@code GET api/me}: the content of the presented token. Any live token is accepted. */
@Path("me")
@ApplicationScoped
public class MeResource {

  @Inject private TokenAudience audience;

  /** Shows subject, kind, client, user, scope, audience, time of issue and expiry of the token. */
  @GET
  @RequiresScope
  public Response show(@Context SecurityContext security) {
    VerifiedToken token = Callers.token(security);
    List<String> resourceServers = audience.of(token.scope());
    byte[] body =
        Json.object(
            json -> {
              json.write("sub", token.subject());
              json.write("kind", token.kind().text());
              json.write("client_id", token.clientId());
              token.username().ifPresent(name -> json.write("username", name));
              if (!token.scope().isEmpty()) {
                json.write("scope", token.scope().toString());
              }
              if (!resourceServers.isEmpty()) {
                json.writeStartArray("aud");
                resourceServers.forEach(json::write);
                json.writeEnd();
              }
              json.write("iat", token.issuedAt().getEpochSecond());
              json.write("exp", token.expiresAt().getEpochSecond());
            });
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
  }
}

package org.postern.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.postern.admin.client.ClientInput;
import org.postern.admin.client.OwnSecretAdministration;
import org.postern.api.Bodies;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.bearer.TokenKind;

/** {@code api/client/secrets}: lets a client list its own secrets and add one. */
@Path("client/secrets")
@ApplicationScoped
@RequiresScope(value = "client.self", kind = TokenKind.CLIENT)
public class ClientSecretsResource {

  @Inject private OwnSecretAdministration secrets;

  @Context private HttpServletRequest request;

  /** Lists label, age and expiry of the secrets of the client to which the token belongs. */
  @GET
  public Response list(@Context SecurityContext security) {
    JsonArrayBuilder items = Json.createArrayBuilder();
    secrets.list(Callers.actor(security, request)).forEach(secret -> items.add(secret.toView()));
    return answer(200, Json.createObjectBuilder().add("items", items).build());
  }

  /**
   * Adds a secret if the body contains a current one. If Postern creates the value, only this
   * answer shows it.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response rotate(@Context SecurityContext security, InputStream body) {
    return answer(
        201,
        secrets
            .rotate(Callers.actor(security, request), ClientInput.ownSecret(Bodies.text(body)))
            .toView());
  }

  private static Response answer(int status, JsonObject body) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(body.toString().getBytes(StandardCharsets.UTF_8))
        .build();
  }
}

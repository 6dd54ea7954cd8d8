package org.postern.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.ClientDetails;
import org.postern.admin.client.ClientSetting;
import org.postern.admin.common.SettingValues;
import org.postern.api.Bodies;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.bearer.TokenKind;
import org.postern.http.Json;
import org.postern.http.ProblemException;

/** {@code api/client}: the part of its own registration that a client may see and change. */
@Path("client")
@ApplicationScoped
@RequiresScope(value = "client.self", kind = TokenKind.CLIENT)
public class ClientResource {

  @Inject private ClientAdministration clients;

  @Context private HttpServletRequest request;

  /** Shows identifier, name and description of the client to which the token belongs. */
  @GET
  public Response show(@Context SecurityContext security) {
    return answer(
        clients
            .findSelf(Callers.actor(security, request))
            .orElseThrow(() -> new ProblemException(404, "The client does not exist any more")));
  }

  /** Changes {@code name} and {@code description}. A missing member stays as it is. RFC 7396. */
  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, Bodies.MERGE_PATCH})
  public Response change(@Context SecurityContext security, InputStream body) {
    SettingValues values = Patches.read(body, ClientSetting.SELF);
    return answer(clients.changeSelf(Callers.actor(security, request), values));
  }

  private static Response answer(ClientDetails client) {
    byte[] body =
        Json.object(
            json -> {
              json.write("client_id", client.clientId().value());
              ClientSetting.SELF.forEach(
                  setting -> json.write(setting.name(), client.get(setting)));
            });
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
  }
}

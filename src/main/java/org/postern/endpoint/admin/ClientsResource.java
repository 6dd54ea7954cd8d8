package org.postern.endpoint.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.postern.admin.ClientAdministration;
import org.postern.admin.ClientDetails;
import org.postern.admin.Stored;
import org.postern.bearer.RequiresScope;
import org.postern.oauth.AdminScopes;

/** {@code api/admin/clients}: the registered clients. */
@Path("admin/clients")
@ApplicationScoped
@RequiresScope(anyOf = {AdminScopes.READ, AdminScopes.ADMIN, AdminScopes.CLIENTS})
public class ClientsResource {

  @Inject private ClientAdministration clients;

  @Context private HttpServletRequest request;

  /** A part of the clients. */
  @GET
  public Response list(@Context SecurityContext security, @Context UriInfo uri) {
    return Answers.page(
        clients.list(Callers.actor(security, request), uri.getQueryParameters()),
        client -> form(client));
  }

  /** One client, with the ETag that a change of it has to name. */
  @GET
  @Path("{client_id}")
  public Response show(@Context SecurityContext security, @PathParam("client_id") String clientId) {
    Stored<ClientDetails> client =
        clients.show(Callers.actor(security, request), Names.clientId(clientId));
    return Answers.ok(form(client), client.revision());
  }

  private static JsonObject form(Stored<ClientDetails> client) {
    return client.value().toJson();
  }
}

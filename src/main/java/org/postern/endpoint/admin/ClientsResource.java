package org.postern.endpoint.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.ClientInput;
import org.postern.admin.client.ClientOverview;
import org.postern.admin.client.ClientView;
import org.postern.admin.client.RegisteredWithSecrets;
import org.postern.admin.common.Query;
import org.postern.admin.common.Stored;
import org.postern.api.Bodies;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.config.PosternConfig;
import org.postern.oauth.AdminScopes;

/** {@code api/admin/clients}: the registered clients. */
@Path("admin/clients")
@ApplicationScoped
@RequiresScope(anyOf = {AdminScopes.READ, AdminScopes.ADMIN, AdminScopes.CLIENTS})
public class ClientsResource {

  @Inject private ClientAdministration clients;

  @Inject private PosternConfig config;

  @Context private HttpServletRequest request;

  /** Lists a page of the clients. */
  @GET
  public Response list(@Context SecurityContext security, @Context UriInfo uri) {
    return Answers.page(
        clients.list(Callers.actor(security, request), new Query(uri.getQueryParameters())),
        ClientView::toJson);
  }

  /** Registers a client. Only this answer shows the secrets that Postern has created. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresScope(anyOf = {AdminScopes.ADMIN, AdminScopes.CLIENTS})
  public Response create(@Context SecurityContext security, InputStream body) {
    RegisteredWithSecrets made =
        clients.register(Callers.actor(security, request), ClientInput.creation(Bodies.text(body)));
    Stored<ClientOverview> client = made.client();
    JsonArrayBuilder secrets = Json.createArrayBuilder();
    made.secrets().forEach(secret -> secrets.add(secret.toView()));
    JsonObject shown =
        Json.createObjectBuilder(client.value().toJson()).add("secrets", secrets).build();
    return Answers.created(
        shown,
        client.revision(),
        Answers.location(config.issuer(), "clients", client.value().clientId().value()));
  }

  /** Shows one client, with the ETag that a change has to state. */
  @GET
  @Path("{client_id}")
  public Response show(@Context SecurityContext security, @PathParam("client_id") String clientId) {
    Stored<ClientOverview> client =
        clients.show(Callers.actor(security, request), Names.clientId(clientId));
    return Answers.ok(client.value().toJson(), client.revision());
  }

  /** Changes settings. A missing member stays as it is, and null sets the default. RFC 7396. */
  @PATCH
  @Path("{client_id}")
  @Consumes({MediaType.APPLICATION_JSON, Bodies.MERGE_PATCH})
  @RequiresScope(anyOf = {AdminScopes.ADMIN, AdminScopes.CLIENTS})
  public Response change(
      @Context SecurityContext security,
      @PathParam("client_id") String clientId,
      @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
      InputStream body) {
    Stored<ClientOverview> client =
        clients.change(
            Callers.actor(security, request),
            Names.clientId(clientId),
            Preconditions.ifMatch(ifMatch),
            ClientInput.patch(Bodies.text(body)));
    return Answers.ok(client.value().toJson(), client.revision());
  }

  /** Deletes a client, which ends all its tokens. */
  @DELETE
  @Path("{client_id}")
  @RequiresScope(anyOf = {AdminScopes.ADMIN, AdminScopes.CLIENTS})
  public Response delete(
      @Context SecurityContext security,
      @PathParam("client_id") String clientId,
      @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch) {
    clients.delete(
        Callers.actor(security, request), Names.clientId(clientId), Preconditions.ifMatch(ifMatch));
    return Answers.noContent();
  }
}

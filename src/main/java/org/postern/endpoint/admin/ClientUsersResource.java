package org.postern.endpoint.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.postern.admin.client.AssignedUser;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.common.Query;
import org.postern.admin.user.UserAdministration;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.oauth.AdminScopes;

/**
 * {@code api/admin/clients/{client_id}/users}: the users who are assigned to a client. An
 * assignment has no content, so it has no ETag and needs no If-Match.
 */
@Path("admin/clients/{client_id}/users")
@ApplicationScoped
@RequiresScope(anyOf = {AdminScopes.READ, AdminScopes.ADMIN, AdminScopes.CLIENTS})
public class ClientUsersResource {

  @Inject private ClientAdministration clients;

  @Inject private UserAdministration users;

  @Context private HttpServletRequest request;

  /** Lists a page of the assigned users. */
  @GET
  public Response list(
      @Context SecurityContext security,
      @PathParam("client_id") String clientId,
      @Context UriInfo uri) {
    return Answers.page(
        users.listOfClient(
            Callers.actor(security, request),
            Names.clientId(clientId),
            new Query(uri.getQueryParameters())),
        AssignedUser::toView);
  }

  /** Assigns a user. A user who is assigned already stays assigned. */
  @PUT
  @Path("{username}")
  @RequiresScope(anyOf = {AdminScopes.ADMIN, AdminScopes.CLIENTS})
  public Response assign(
      @Context SecurityContext security,
      @PathParam("client_id") String clientId,
      @PathParam("username") String username) {
    clients.assign(Callers.actor(security, request), Names.clientId(clientId), username);
    return Answers.noContent();
  }

  /** Ends an assignment and every token of this user and client. */
  @DELETE
  @Path("{username}")
  @RequiresScope(anyOf = {AdminScopes.ADMIN, AdminScopes.CLIENTS})
  public Response unassign(
      @Context SecurityContext security,
      @PathParam("client_id") String clientId,
      @PathParam("username") String username) {
    clients.unassign(Callers.actor(security, request), Names.clientId(clientId), username);
    return Answers.noContent();
  }
}

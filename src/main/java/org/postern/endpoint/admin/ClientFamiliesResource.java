package org.postern.endpoint.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.postern.admin.common.Query;
import org.postern.admin.token.TokenAdministration;
import org.postern.admin.token.TokenView;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.oauth.AdminScopes;

/** {@code api/admin/clients/ID/families}: the token families of a client. */
@Path("admin/clients/{client_id}/families")
@ApplicationScoped
@RequiresScope(anyOf = {AdminScopes.READ, AdminScopes.ADMIN, AdminScopes.CLIENTS})
public class ClientFamiliesResource {

  @Inject private TokenAdministration tokens;

  @Context private HttpServletRequest request;

  /** Lists a page of the live token families. */
  @GET
  public Response list(
      @Context SecurityContext security,
      @PathParam("client_id") String clientId,
      @Context UriInfo uri) {
    return Answers.page(
        tokens.familiesOfClient(
            Callers.actor(security, request),
            Names.clientId(clientId),
            new Query(uri.getQueryParameters())),
        TokenView::toJson);
  }
}

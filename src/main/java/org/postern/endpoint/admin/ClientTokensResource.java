package org.postern.endpoint.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
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

/** {@code api/admin/clients/ID/tokens}: the access tokens of a client. */
@Path("admin/clients/{client_id}/tokens")
@ApplicationScoped
@RequiresScope(anyOf = {AdminScopes.READ, AdminScopes.ADMIN, AdminScopes.CLIENTS})
public class ClientTokensResource {

  @Inject private TokenAdministration tokens;

  @Context private HttpServletRequest request;

  /** Lists a page of the live access tokens. */
  @GET
  public Response list(
      @Context SecurityContext security,
      @PathParam("client_id") String clientId,
      @Context UriInfo uri) {
    return Answers.page(
        tokens.ofClient(
            Callers.actor(security, request),
            Names.clientId(clientId),
            new Query(uri.getQueryParameters())),
        TokenView::toJson);
  }

  /** Ends every token of the client. */
  @DELETE
  @RequiresScope(anyOf = {AdminScopes.ADMIN, AdminScopes.CLIENTS})
  public Response revokeAll(
      @Context SecurityContext security, @PathParam("client_id") String clientId) {
    tokens.revokeAllOfClient(Callers.actor(security, request), Names.clientId(clientId));
    return Answers.noContent();
  }
}

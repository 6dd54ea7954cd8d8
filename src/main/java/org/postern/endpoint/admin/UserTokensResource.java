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

/** {@code api/admin/users/NAME/tokens}: the access tokens of a user. */
@Path("admin/users/{username}/tokens")
@ApplicationScoped
@RequiresScope(anyOf = {AdminScopes.READ, AdminScopes.ADMIN})
public class UserTokensResource {

  @Inject private TokenAdministration tokens;

  @Context private HttpServletRequest request;

  /** Lists a page of the live access tokens. */
  @GET
  public Response list(
      @Context SecurityContext security,
      @PathParam("username") String username,
      @Context UriInfo uri) {
    return Answers.page(
        tokens.ofUser(
            Callers.actor(security, request), username, new Query(uri.getQueryParameters())),
        TokenView::toJson);
  }

  /** Ends every token of the user. */
  @DELETE
  @RequiresScope(anyOf = AdminScopes.ADMIN)
  public Response revokeAll(
      @Context SecurityContext security, @PathParam("username") String username) {
    tokens.revokeAllOfUser(Callers.actor(security, request), username);
    return Answers.noContent();
  }
}

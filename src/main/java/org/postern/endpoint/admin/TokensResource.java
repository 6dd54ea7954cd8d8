package org.postern.endpoint.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.postern.admin.token.TokenAdministration;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.oauth.AdminScopes;

/**
 * {@code api/admin/tokens/ID} and {@code api/admin/families/ID}: ends a token or a family. A token
 * never changes, so {@code If-Match} is not needed.
 */
@Path("admin")
@ApplicationScoped
@RequiresScope(anyOf = {AdminScopes.ADMIN, AdminScopes.CLIENTS})
public class TokensResource {

  @Inject private TokenAdministration tokens;

  @Context private HttpServletRequest request;

  /** Ends an access token. */
  @DELETE
  @Path("tokens/{id}")
  public Response revoke(@Context SecurityContext security, @PathParam("id") String id) {
    tokens.revoke(Callers.actor(security, request), Names.text(id));
    return Answers.noContent();
  }

  /** Ends a token family with all its tokens. */
  @DELETE
  @Path("families/{id}")
  public Response revokeFamily(@Context SecurityContext security, @PathParam("id") String id) {
    tokens.revokeFamily(Callers.actor(security, request), Names.text(id));
    return Answers.noContent();
  }
}

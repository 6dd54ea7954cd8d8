package org.postern.endpoint.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import org.postern.admin.common.Actor;
import org.postern.admin.common.Query;
import org.postern.admin.common.Stored;
import org.postern.admin.scope.ScopeAdministration;
import org.postern.admin.scope.ScopeDetails;
import org.postern.admin.scope.ScopeInput;
import org.postern.api.Bodies;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.config.PosternConfig;
import org.postern.oauth.AdminScopes;

/** {@code api/admin/scopes}: the scopes that this server knows. */
@Path("admin/scopes")
@ApplicationScoped
@RequiresScope(anyOf = {AdminScopes.READ, AdminScopes.ADMIN})
public class ScopesResource {

  @Inject private ScopeAdministration scopes;

  @Inject private PosternConfig config;

  @Context private HttpServletRequest request;

  /** Lists a page of the scopes. */
  @GET
  public Response list(@Context SecurityContext security, @Context UriInfo uri) {
    return Answers.page(
        scopes.list(Callers.actor(security, request), new Query(uri.getQueryParameters())),
        scope -> scope.value().toView());
  }

  /** Defines a scope. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresScope(anyOf = AdminScopes.ADMIN)
  public Response create(@Context SecurityContext security, InputStream body) {
    Actor actor = Callers.actor(security, request);
    ScopeInput.NewScope wanted = ScopeInput.creation(Bodies.text(body));
    scopes.create(actor, wanted.name(), wanted.change());
    Stored<ScopeDetails> scope = scopes.show(actor, wanted.name());
    return Answers.created(
        scope.value().toView(),
        scope.revision(),
        Answers.location(config.issuer(), "scopes", wanted.name()));
  }

  /** Shows one scope, with the ETag that a change has to state. */
  @GET
  @Path("{name}")
  public Response show(@Context SecurityContext security, @PathParam("name") String name) {
    return answer(scopes.show(Callers.actor(security, request), Names.text(name)));
  }

  /** Changes a scope. A missing member stays as it is. RFC 7396. */
  @PATCH
  @Path("{name}")
  @Consumes({MediaType.APPLICATION_JSON, Bodies.MERGE_PATCH})
  @RequiresScope(anyOf = AdminScopes.ADMIN)
  public Response change(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
      InputStream body) {
    return answer(
        scopes.change(
            Callers.actor(security, request),
            Names.text(name),
            Preconditions.ifMatch(ifMatch),
            ScopeInput.patch(Bodies.text(body))));
  }

  /** Deletes a scope that no client may request. */
  @DELETE
  @Path("{name}")
  @RequiresScope(anyOf = AdminScopes.ADMIN)
  public Response delete(
      @Context SecurityContext security,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch) {
    scopes.delete(
        Callers.actor(security, request), Names.text(name), Preconditions.ifMatch(ifMatch));
    return Answers.noContent();
  }

  private static Response answer(Stored<ScopeDetails> scope) {
    return Answers.ok(scope.value().toView(), scope.revision());
  }
}

package org.postern.endpoint.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.postern.admin.common.Query;
import org.postern.admin.trail.AuditAdministration;
import org.postern.admin.trail.AuditEntry;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.oauth.AdminScopes;

/** {@code api/admin/audit}: the audit trail, and explanations of refusals. */
@Path("admin/audit")
@ApplicationScoped
@RequiresScope(anyOf = {AdminScopes.READ, AdminScopes.ADMIN, AdminScopes.CLIENTS})
public class AuditResource {

  @Inject private AuditAdministration audit;

  @Context private HttpServletRequest request;

  /** Lists a page of the audit trail. */
  @GET
  public Response list(@Context SecurityContext security, @Context UriInfo uri) {
    return Answers.page(
        audit.list(Callers.actor(security, request), new Query(uri.getQueryParameters())),
        AuditEntry::toJson);
  }

  /** Shows one line. A refusal comes with an explanation and the settings that it depends on. */
  @GET
  @Path("{reference}")
  public Response show(
      @Context SecurityContext security, @PathParam("reference") String reference) {
    AuditEntry entry = audit.show(Callers.actor(security, request), Names.text(reference));
    JsonObjectBuilder body = Json.createObjectBuilder(entry.toJson());
    AuditAdministration.explain(entry)
        .ifPresent(explanation -> body.add("explanation", explanation.toJson()));
    return Answers.ok(body.build());
  }
}

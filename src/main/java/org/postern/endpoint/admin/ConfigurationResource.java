package org.postern.endpoint.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.postern.admin.common.Query;
import org.postern.admin.transfer.ConfigurationImport;
import org.postern.admin.transfer.ExportAdministration;
import org.postern.admin.transfer.ImportOptions;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.http.Json;
import org.postern.oauth.AdminScopes;

/** {@code api/admin/export} and {@code api/admin/import}: the configuration as a file. */
@Path("admin")
@ApplicationScoped
@RequiresScope(anyOf = AdminScopes.ADMIN)
public class ConfigurationResource {

  @Inject private ExportAdministration exports;
  @Inject private ConfigurationImport imports;

  @Context private HttpServletRequest request;

  /** Exports the configuration. It contains hashes, so only administrators may call this. */
  @GET
  @Path("export")
  public Response export(@Context SecurityContext security) {
    String text = exports.export(Callers.actor(security, request));
    return Response.ok(text.getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  /** Applies a file, or describes what that would change. */
  @POST
  @Path("import")
  @Consumes(MediaType.APPLICATION_JSON)
  @LargeBody
  public Response importFile(
      @Context SecurityContext security, @Context UriInfo uri, InputStream body) {
    ImportOptions options = ImportOptions.read(new Query(uri.getQueryParameters()));
    return Answers.ok(
        imports
            .run(
                Callers.actor(security, request),
                Json.readText(body, ConfigurationImport.MAX_BYTES),
                options)
            .toJson());
  }
}

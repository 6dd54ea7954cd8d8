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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.postern.admin.client.ClientAdministration;
import org.postern.admin.client.ClientInput;
import org.postern.admin.client.MadeSecret;
import org.postern.admin.client.SecretDetails;
import org.postern.admin.common.Page;
import org.postern.admin.common.Stored;
import org.postern.api.Bodies;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.config.PosternConfig;
import org.postern.oauth.AdminScopes;

/**
 * {@code api/admin/clients/ID/secrets}: the secrets of a client, each named by its label. They are
 * a part of the client, so they share its ETag.
 */
@Path("admin/clients/{client_id}/secrets")
@ApplicationScoped
@RequiresScope(anyOf = {AdminScopes.READ, AdminScopes.ADMIN, AdminScopes.CLIENTS})
public class SecretsResource {

  @Inject private ClientAdministration clients;

  @Inject private PosternConfig config;

  @Context private HttpServletRequest request;

  /** Lists the secrets of a client, without their values. */
  @GET
  public Response list(@Context SecurityContext security, @PathParam("client_id") String clientId) {
    Stored<List<SecretDetails>> secrets =
        clients.secrets(Callers.actor(security, request), Names.clientId(clientId));
    return Answers.page(
        new Page<>(secrets.value(), Optional.empty()), secrets.revision(), SecretDetails::toView);
  }

  /** Adds a secret. If Postern creates its value, only this answer shows it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresScope(anyOf = {AdminScopes.ADMIN, AdminScopes.CLIENTS})
  public Response create(
      @Context SecurityContext security,
      @PathParam("client_id") String clientId,
      InputStream body) {
    Stored<MadeSecret> made =
        clients.addSecret(
            Callers.actor(security, request),
            Names.clientId(clientId),
            ClientInput.secret(Bodies.text(body)));
    return Answers.created(
        made.value().toView(),
        made.revision(),
        Answers.location(
            config.issuer(), "clients", clientId, "secrets", made.value().details().label()));
  }

  /** Changes label and expiry of a secret. RFC 7396. */
  @PATCH
  @Path("{label}")
  @Consumes({MediaType.APPLICATION_JSON, Bodies.MERGE_PATCH})
  @RequiresScope(anyOf = {AdminScopes.ADMIN, AdminScopes.CLIENTS})
  public Response change(
      @Context SecurityContext security,
      @PathParam("client_id") String clientId,
      @PathParam("label") String label,
      @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
      @QueryParam("even_last") String evenLast,
      InputStream body) {
    Stored<SecretDetails> secret =
        clients.changeSecret(
            Callers.actor(security, request),
            Names.clientId(clientId),
            label,
            Preconditions.ifMatch(ifMatch),
            ClientInput.secretPatch(Bodies.text(body)),
            Names.flag("even_last", evenLast));
    return Answers.ok(secret.value().toView(), secret.revision());
  }

  /** Removes a secret. The last one that works is removed only with {@code even_last=true}. */
  @DELETE
  @Path("{label}")
  @RequiresScope(anyOf = {AdminScopes.ADMIN, AdminScopes.CLIENTS})
  public Response delete(
      @Context SecurityContext security,
      @PathParam("client_id") String clientId,
      @PathParam("label") String label,
      @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
      @QueryParam("even_last") String evenLast) {
    clients.removeSecret(
        Callers.actor(security, request),
        Names.clientId(clientId),
        label,
        Preconditions.ifMatch(ifMatch),
        Names.flag("even_last", evenLast));
    return Answers.noContent();
  }
}

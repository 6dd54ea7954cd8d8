package org.postern.endpoint.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
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
import java.util.Optional;
import org.postern.admin.common.Actor;
import org.postern.admin.common.Query;
import org.postern.admin.common.Stored;
import org.postern.admin.user.AssignedClient;
import org.postern.admin.user.OneTimePassword;
import org.postern.admin.user.PasswordReset;
import org.postern.admin.user.UserAdministration;
import org.postern.admin.user.UserDetails;
import org.postern.admin.user.UserInput;
import org.postern.api.Bodies;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.config.PosternConfig;
import org.postern.oauth.AdminScopes;

/**
 * {@code api/admin/users}: the users. A user name may be given in any form that RFC 8265 maps to
 * the stored one.
 */
@Path("admin/users")
@ApplicationScoped
@RequiresScope(anyOf = {AdminScopes.READ, AdminScopes.ADMIN})
public class UsersResource {

  @Inject private UserAdministration users;

  @Inject private PasswordReset passwords;

  @Inject private PosternConfig config;

  @Context private HttpServletRequest request;

  /** Lists a page of the users. */
  @GET
  public Response list(@Context SecurityContext security, @Context UriInfo uri) {
    return Answers.page(
        users.list(Callers.actor(security, request), new Query(uri.getQueryParameters())),
        user -> user.value().toView());
  }

  /** Registers a user without a password. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresScope(anyOf = AdminScopes.ADMIN)
  public Response create(@Context SecurityContext security, InputStream body) {
    Actor actor = Callers.actor(security, request);
    UserInput.NewUser wanted = UserInput.creation(Bodies.text(body));
    String username =
        users.create(actor, wanted.username(), wanted.change(), Optional.empty()).username();
    Stored<UserDetails> user = users.show(actor, username);
    return Answers.created(
        user.value().toView(),
        user.revision(),
        Answers.location(config.issuer(), "users", username));
  }

  /** Shows one user, with the ETag that a change has to state. */
  @GET
  @Path("{username}")
  public Response show(@Context SecurityContext security, @PathParam("username") String username) {
    return answer(users.show(Callers.actor(security, request), username));
  }

  /** Changes a user. A missing member stays as it is. RFC 7396. */
  @PATCH
  @Path("{username}")
  @Consumes({MediaType.APPLICATION_JSON, Bodies.MERGE_PATCH})
  @RequiresScope(anyOf = AdminScopes.ADMIN)
  public Response change(
      @Context SecurityContext security,
      @PathParam("username") String username,
      @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch,
      InputStream body) {
    return answer(
        users.change(
            Callers.actor(security, request),
            username,
            Preconditions.ifMatch(ifMatch),
            UserInput.patch(Bodies.text(body))));
  }

  /** Deletes a user and the user's assignments, which ends every token of the user. */
  @DELETE
  @Path("{username}")
  @RequiresScope(anyOf = AdminScopes.ADMIN)
  public Response delete(
      @Context SecurityContext security,
      @PathParam("username") String username,
      @HeaderParam(HttpHeaders.IF_MATCH) List<String> ifMatch) {
    users.delete(Callers.actor(security, request), username, Preconditions.ifMatch(ifMatch));
    return Answers.noContent();
  }

  /**
   * Sets a one-time password, which only this answer shows, and ends every token of the user. The
   * body may contain its {@code lifetime}.
   */
  @POST
  @Path("{username}/one-time-password")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresScope(anyOf = AdminScopes.ADMIN)
  public Response resetPassword(
      @Context SecurityContext security, @PathParam("username") String username, InputStream body) {
    OneTimePassword password =
        passwords.reset(
            Callers.actor(security, request), username, UserInput.lifetime(Bodies.text(body)));
    return Answers.ok(
        Json.createObjectBuilder()
            .add("password", password.value())
            .add("password_expires", password.expires().toString())
            .build());
  }

  /** Lists a page of the clients to which a user is assigned. */
  @GET
  @Path("{username}/clients")
  public Response listClients(
      @Context SecurityContext security,
      @PathParam("username") String username,
      @Context UriInfo uri) {
    return Answers.page(
        users.listClients(
            Callers.actor(security, request), username, new Query(uri.getQueryParameters())),
        AssignedClient::toView);
  }

  private static Response answer(Stored<UserDetails> user) {
    return Answers.ok(user.value().toView(), user.revision());
  }
}

package org.postern.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import org.postern.admin.user.OwnPassword;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.bearer.TokenKind;
import org.postern.http.ProblemException;
import org.postern.http.ProblemException.Field;

/**
 * {@code api/me/password}: lets users change their own password. This is the only resource that
 * accepts the token of a one-time password. It accepts every other token of the user too, because
 * the request must contain the old password.
 */
@Path("me/password")
@ApplicationScoped
@RequiresScope(kind = TokenKind.USER, evenWithOneTimePassword = true)
public class PasswordResource {

  private static final String OLD = "old_password";
  private static final String NEW = "new_password";

  @Inject private OwnPassword ownPassword;

  @Context private HttpServletRequest request;

  /** Sets {@code new_password}. This ends every token of the user, including the presented one. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Response change(@Context SecurityContext security, InputStream body) {
    JsonObject passwords = Patches.read(body, OLD, NEW);
    ownPassword.change(
        Callers.actor(security, request), require(passwords, OLD), require(passwords, NEW));
    return Response.noContent().build();
  }

  /** Changes the password as PUT does, for callers that can only send POST. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response post(@Context SecurityContext security, InputStream body) {
    return change(security, body);
  }

  private static String require(JsonObject passwords, String member) {
    return Patches.text(passwords, member)
        .orElseThrow(
            () ->
                new ProblemException(
                    422,
                    "The body lacks a member",
                    List.of(Field.ofMember("/" + member, "is missing"))));
  }
}

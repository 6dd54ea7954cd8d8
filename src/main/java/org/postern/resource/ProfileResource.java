package org.postern.resource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import org.postern.admin.common.SettingValues;
import org.postern.admin.user.UserAdministration;
import org.postern.admin.user.UserDetails;
import org.postern.admin.user.UserSetting;
import org.postern.api.Bodies;
import org.postern.api.Callers;
import org.postern.bearer.RequiresScope;
import org.postern.bearer.TokenKind;
import org.postern.http.Json;
import org.postern.http.ProblemException;

/** {@code api/me/profile}: the part of the own account that a user may see and change. */
@Path("me/profile")
@ApplicationScoped
@RequiresScope(value = "profile", kind = TokenKind.USER)
public class ProfileResource {

  @Inject private UserAdministration users;

  @Context private HttpServletRequest request;

  /** Shows subject, user name, display name and e-mail of the user to whom the token belongs. */
  @GET
  public Response show(@Context SecurityContext security) {
    return answer(
        users
            .findProfile(Callers.actor(security, request))
            .orElseThrow(() -> new ProblemException(404, "The user does not exist any more")));
  }

  /** Changes {@code display_name} and {@code email}. A missing member stays as it is. RFC 7396. */
  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, Bodies.MERGE_PATCH})
  public Response change(@Context SecurityContext security, InputStream body) {
    SettingValues profile = Patches.read(body, UserSetting.PROFILE);
    return answer(users.changeProfile(Callers.actor(security, request), profile));
  }

  private static Response answer(UserDetails user) {
    byte[] body =
        Json.object(
            json -> {
              json.write("sub", user.subject());
              json.write("username", user.username());
              UserSetting.PROFILE.forEach(setting -> json.write(setting.name(), user.get(setting)));
            });
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).build();
  }
}

package org.postern.endpoint.introspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.postern.http.Door;
import org.postern.http.Json;
import org.postern.token.TokenInspection.Description;

/**
 * {@code POST oauth2/introspect}. This class decides nothing; {@link IntrospectionEndpoint} does.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2">RFC 7662 §2</a>
 */
@Path("introspect")
@BearerChallengeToo
@ApplicationScoped
public class IntrospectionResource {

  @Inject private IntrospectionEndpoint endpoint;

  @Context private HttpServletRequest request;

  /** Describes a token to a caller that may see it. */
  @POST
  public Response introspect() {
    Optional<Description> description = endpoint.introspect(Door.accepted(request));
    return Response.ok(toJson(description), MediaType.APPLICATION_JSON_TYPE).build();
  }

  // Every token that is not described gets the same answer, whatever the reason is: RFC 7662 §2.2,
  // last paragraph.
  static byte[] toJson(Optional<Description> description) {
    return Json.object(
        json -> {
          json.write("active", description.isPresent());
          description.ifPresent(token -> write(token, json));
        });
  }

  private static void write(Description token, JsonGenerator json) {
    if (!token.scope().isEmpty()) {
      json.write("scope", token.scope().toString());
    }
    json.write("client_id", token.clientId());
    token.username().ifPresent(name -> json.write("username", name));
    token.tokenType().ifPresent(type -> json.write("token_type", type));
    json.write("exp", token.expiresAt().getEpochSecond());
    json.write("iat", token.issuedAt().getEpochSecond());
    json.write("sub", token.subject());
    if (!token.audience().isEmpty()) {
      json.writeStartArray("aud");
      token.audience().forEach(json::write);
      json.writeEnd();
    }
    json.write("iss", token.issuer());
    token
        .groups()
        .ifPresent(
            groups -> {
              json.writeStartArray("groups");
              groups.forEach(json::write);
              json.writeEnd();
            });
  }
}

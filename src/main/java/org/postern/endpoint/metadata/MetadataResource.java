package org.postern.endpoint.metadata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.postern.clientauth.ClientAuthentication;
import org.postern.config.PosternConfig;
import org.postern.grant.Grants;
import org.postern.http.Json;
import org.postern.oauth.AuthMethodDescription;

/**
 * {@code GET .well-known/oauth-authorization-server}. For an issuer with a path, RFC 8414 §3.1 puts
 * the metadata at a path outside the WAR. The server or a proxy forwards requests from there to
 * this resource.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414 §2</a>
 */
@Path("oauth-authorization-server")
@ApplicationScoped
public class MetadataResource {

  @Inject private PosternConfig config;

  @Inject private Grants grants;

  @Inject private ClientAuthentication authentication;

  /** Returns the metadata, which scripts of any origin may read. */
  @GET
  public Response show() {
    String issuer = config.issuer().toString();
    List<AuthMethodDescription> offered = authentication.offeredMethods();
    List<String> methods = offered.stream().map(AuthMethodDescription::name).toList();
    byte[] body =
        Json.object(
            json -> {
              json.write("issuer", issuer);
              json.write("token_endpoint", issuer + "/oauth2/token");
              json.write("introspection_endpoint", issuer + "/oauth2/introspect");
              json.write("revocation_endpoint", issuer + "/oauth2/revoke");
              // §2 makes this member REQUIRED, although §3.2 omits members without values: see
              // docs/divergences.md.
              write(json, "response_types_supported", List.of());
              write(json, "grant_types_supported", grants.offered());
              write(json, "token_endpoint_auth_methods_supported", methods);
              // A caller has to authenticate, so "none" is left out. A bearer token is accepted
              // too: §2.
              write(
                  json,
                  "introspection_endpoint_auth_methods_supported",
                  Stream.concat(
                          offered.stream()
                              .filter(AuthMethodDescription::proves)
                              .map(AuthMethodDescription::name),
                          Stream.of("Bearer"))
                      .toList());
              write(json, "revocation_endpoint_auth_methods_supported", methods);
            });
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE)
        .header("Access-Control-Allow-Origin", "*")
        .build();
  }

  private static void write(JsonGenerator json, String name, Collection<String> values) {
    json.writeStartArray(name);
    values.forEach(json::write);
    json.writeEnd();
  }
}

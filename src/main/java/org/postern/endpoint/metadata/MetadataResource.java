package org.postern.endpoint.metadata;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

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

  @Inject private MetadataDocument document;

  /** Returns the metadata, which scripts of any origin may read. */
  @GET
  public Response show() {
    return Response.ok(document.body(), MediaType.APPLICATION_JSON_TYPE)
        .header("Access-Control-Allow-Origin", "*")
        .build();
  }
}

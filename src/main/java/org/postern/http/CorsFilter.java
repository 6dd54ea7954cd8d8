package org.postern.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.postern.config.PosternConfig;

/**
 * Lets scripts of the configured origins use the token and the revocation endpoint. Origins are
 * compared exactly, and the browser's own credentials are never allowed. Without configured origins
 * the filter does nothing.
 */
@Provider
@ApplicationScoped
public class CorsFilter implements ContainerResponseFilter {

  private static final Set<String> PATHS = Set.of("token", "revoke");

  @Inject private PosternConfig config;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (config.corsOrigins().isEmpty()
        || !PATHS.contains(request.getUriInfo().getPath().replace("/", ""))) {
      return;
    }
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.add(HttpHeaders.VARY, "Origin");
    String origin = request.getHeaderString("Origin");
    if (origin == null || !config.corsOrigins().contains(origin)) {
      return;
    }
    headers.putSingle("Access-Control-Allow-Origin", origin);
    if (request.getMethod().equals(HttpMethod.OPTIONS)) {
      headers.putSingle("Access-Control-Allow-Methods", HttpMethod.POST);
      headers.putSingle("Access-Control-Allow-Headers", "authorization, content-type");
      headers.putSingle("Access-Control-Max-Age", "600");
    } else {
      headers.putSingle(
          "Access-Control-Expose-Headers",
          "WWW-Authenticate, Retry-After, " + OAuthResponses.REFERENCE);
    }
  }
}

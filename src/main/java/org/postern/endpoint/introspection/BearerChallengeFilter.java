package org.postern.endpoint.introspection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Adds the challenge of {@link BearerChallengeToo} to a 401 that has none. RFC 7662 §2.3, RFC 6750
 * §3.
 */
@Provider
@BearerChallengeToo
@ApplicationScoped
public class BearerChallengeFilter implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    boolean there =
        response.getStringHeaders().getOrDefault(HttpHeaders.WWW_AUTHENTICATE, List.of()).stream()
            .anyMatch(challenge -> challenge.startsWith("Bearer "));
    if (response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode() && !there) {
      response.getHeaders().add(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"postern\"");
    }
  }
}

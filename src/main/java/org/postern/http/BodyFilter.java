package org.postern.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;

/**
 * Hands the body that {@link TransportFilter} has read to the resources, or refuses one that is not
 * whole. Where a resource takes more than the others, the body is still to be read.
 */
@Provider
@PreMatching
@Priority(Door.PRIORITY)
@ApplicationScoped
public class BodyFilter implements ContainerRequestFilter {

  /**
   * {@inheritDoc}
   *
   * @throws ProblemException 413, 408 or 400 if the body is not whole
   */
  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getProperty(RequestBody.UNREAD) == null) {
      request.setEntityStream(
          new ByteArrayInputStream(RequestBody.of(request::getProperty).require()));
    }
  }
}

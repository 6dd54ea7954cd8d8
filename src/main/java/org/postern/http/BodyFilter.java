package org.postern.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;

/**
 * Passes the body that {@link TransportFilter} has read to the resources, and refuses a body that
 * is incomplete. A resource that takes larger bodies than the others reads its body itself.
 */
@Provider
@PreMatching
@Priority(Door.PRIORITY)
@ApplicationScoped
public class BodyFilter implements ContainerRequestFilter {

  /**
   * {@inheritDoc}
   *
   * @throws ProblemException 413, 408 or 400 if the body is incomplete
   */
  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getProperty(RequestBody.UNREAD) == null) {
      request.setEntityStream(
          new ByteArrayInputStream(RequestBody.of(request::getProperty).require()));
    }
  }
}

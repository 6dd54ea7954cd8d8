package org.postern.endpoint.admin;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import org.postern.admin.transfer.ConfigurationImport;
import org.postern.bearer.BearerFilter;
import org.postern.config.PosternConfig;
import org.postern.http.RequestBody;

/**
 * Reads a large body after the token has been verified, and then verifies the token again. So the
 * server does not wait for a body that the caller may not send, and a token that has ended
 * meanwhile is refused.
 */
@Provider
@LargeBody
@Priority(Priorities.AUTHENTICATION + 1)
@ApplicationScoped
public class LargeBodyFilter implements ContainerRequestFilter {

  @Inject private BearerFilter bearer;

  @Inject private PosternConfig config;

  @Context private HttpServletRequest request;

  /**
   * {@inheritDoc}
   *
   * @throws org.postern.http.ProblemException 413, 408 or 400 if the body is incomplete
   */
  @Override
  public void filter(ContainerRequestContext context) {
    byte[] body =
        RequestBody.read(
                context.getEntityStream(),
                request.getContentLengthLong(),
                ConfigurationImport.MAX_BYTES,
                config.transfer().file())
            .require();
    context.setEntityStream(new ByteArrayInputStream(body));
    bearer.filter(context);
  }
}

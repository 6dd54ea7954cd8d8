package org.postern.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.postern.oauth.RequestAttributes;

/**
 * Everything that is no refusal: a failure of the storage is 503 with {@code Retry-After}, what
 * JAX-RS itself refuses keeps its status without a body, the rest is our fault: 500 with no detail
 * outside and the stack in the log.
 */
@Provider
@ApplicationScoped
public class FailureMapper implements ExceptionMapper<Throwable> {

  @Inject private FailureReports failures;

  @Context private HttpServletRequest request;

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException refusal
        && refusal.getResponse().getStatus() < 500) {
      return withoutBody(refusal.getResponse());
    }
    FailureReports.Report report =
        failures.report(failure, String.valueOf(request.getAttribute(RequestAttributes.SOURCE)));
    return OAuthResponses.of(report.error(), report.reference());
  }

  private static Response withoutBody(Response response) {
    Response.ResponseBuilder bare = Response.status(response.getStatus());
    String allow = response.getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? bare : bare.header(HttpHeaders.ALLOW, allow)).build();
  }
}

package org.postern.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.postern.oauth.RequestAttributes;

/**
 * Answers every exception that is no refusal of Postern. A storage failure is 503 with {@code
 * Retry-After}. A refusal by JAX-RS itself keeps its status and gets a body with problem details.
 * Everything else is a fault of Postern: 500 without any detail in the answer, and the stack in the
 * log.
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
      return refused(refusal.getResponse());
    }
    if (CallerGoneException.isCauseOf(failure)) {
      // The caller is gone, so nobody reads this answer.
      return Response.status(Response.Status.BAD_REQUEST).build();
    }
    FailureReports.Report report =
        failures.report(failure, RequestAttributes.source(request::getAttribute));
    return OAuthResponses.of(report.error(), report.reference());
  }

  private Response refused(Response refusal) {
    int status = refusal.getStatus();
    Response.ResponseBuilder response =
        Response.status(status)
            .type(ProblemMapper.PROBLEM)
            .entity(ProblemMapper.body(new ProblemException(status, detail(status))));
    String allow = refusal.getHeaderString(HttpHeaders.ALLOW);
    if (status == 415 && request.getMethod().equals(HttpMethod.PATCH)) {
      // RFC 5789 §2.2
      response.header("Accept-Patch", "application/merge-patch+json, application/json");
    }
    return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
  }

  /** The refusal of a path where there is nothing. */
  static ProblemException nothing() {
    return new ProblemException(404, detail(404));
  }

  private static String detail(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this path";
      case 405 -> "The path does not take this method; Allow tells which it takes";
      case 415 -> "The path does not take a body of this media type";
      default -> "The request cannot be served";
    };
  }
}

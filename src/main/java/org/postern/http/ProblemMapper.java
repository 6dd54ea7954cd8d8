package org.postern.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.postern.audit.AuditTrail;
import org.postern.audit.FactKind;
import org.postern.audit.Refusal;
import org.postern.oauth.ClientId;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.RequestAttributes;

/** Turns a problem into {@code application/problem+json}. RFC 9457 §3. */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<ProblemException> {

  /** The media type of the answers. RFC 9457 §3. */
  static final String PROBLEM = "application/problem+json";

  @Inject private AuditTrail audit;

  @Context private HttpServletRequest request;

  @Override
  public Response toResponse(ProblemException problem) {
    return response(
        problem,
        RefusalReason.MALFORMED_REQUEST,
        Optional.empty(),
        Optional.empty(),
        RequestAttributes.source(request::getAttribute));
  }

  /**
   * Records a refusal and creates its answer.
   *
   * @param clientId the client of the presented token; empty if it is unknown
   * @param username the user of that token; empty if there is none
   */
  public Response response(
      ProblemException problem,
      RefusalReason reason,
      Optional<ClientId> clientId,
      Optional<String> username,
      String source) {
    String reference =
        audit.refused(
            new Refusal(
                FactKind.RESOURCE_REFUSED, reason, clientId, username, Optional.of(source)));
    return Response.status(problem.status())
        .type(PROBLEM)
        .header(OAuthResponses.REFERENCE, reference)
        .entity(body(problem))
        .build();
  }

  /** Writes the body that describes the problem. */
  static byte[] body(ProblemException problem) {
    return Json.object(json -> write(problem, json));
  }

  private static void write(ProblemException problem, JsonGenerator json) {
    json.write("status", problem.status());
    json.write("detail", problem.getMessage());
    if (!problem.fields().isEmpty()) {
      json.writeStartArray("errors");
      for (ProblemException.Field field : problem.fields()) {
        json.writeStartObject();
        json.write(field.kind(), field.place());
        json.write("detail", field.detail());
        json.writeEnd();
      }
      json.writeEnd();
    }
  }
}

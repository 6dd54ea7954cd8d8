package org.postern.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.postern.audit.AuditTrail;
import org.postern.audit.FactKind;
import org.postern.audit.Refusal;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RequestAttributes;

/** Records a refusal of an OAuth endpoint and turns it into a response. */
@Provider
@ApplicationScoped
public class OAuthExceptionMapper implements ExceptionMapper<OAuthException> {

  @Inject private AuditTrail audit;

  @Context private HttpServletRequest request;

  @Override
  public Response toResponse(OAuthException refusal) {
    String source = RequestAttributes.source(request::getAttribute);
    return OAuthResponses.of(
        refusal.error(), audit.refused(Refusal.of(FactKind.TOKEN_REFUSED, refusal, source)));
  }
}

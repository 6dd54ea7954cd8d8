package org.postern.http;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.postern.audit.AuditTrail;
import org.postern.oauth.ErrorJson;
import org.postern.oauth.OAuthError.InsecureTransport;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.RequestAttributes;

/**
 * The first thing every request meets: finds out where it comes from, and refuses plain HTTP from
 * other machines. RFC 6749 §3.2, RFC 6750 §5.3. Health is excepted, because probes speak plain HTTP
 * and learn nothing.
 */
@WebFilter(urlPatterns = "/*", dispatcherTypes = DispatcherType.REQUEST, asyncSupported = true)
public class TransportFilter implements Filter {

  private static final String HEALTH = "/api/health/";
  private static final String OAUTH = "/oauth2/";
  private static final String API = "/api/";
  private static final String WELL_KNOWN = "/.well-known/";

  @Inject private Peers peers;

  @Inject private AuditTrail audit;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    Peers.Sender sender = peers.senderOf(http);
    http.setAttribute(RequestAttributes.SOURCE, sender.source());
    if (sender.isProtected() || path(http).startsWith(HEALTH)) {
      chain.doFilter(unparsed(http), response);
      return;
    }
    refuse((HttpServletResponse) response, sender.source());
  }

  private static HttpServletRequest unparsed(HttpServletRequest request) {
    String path = path(request);
    if (path.startsWith(OAUTH)) {
      return UnparsedRequest.toEndpoint(request);
    }
    return path.startsWith(API) || path.startsWith(WELL_KNOWN)
        ? UnparsedRequest.toResource(request)
        : request;
  }

  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo() == null ? "" : request.getPathInfo();
    return request.getServletPath() + info;
  }

  private void refuse(HttpServletResponse response, String source) throws IOException {
    String reference =
        audit.refused("request.refused", RefusalReason.INSECURE_TRANSPORT, null, null, source);
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Pragma", "no-cache");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(OAuthResponses.REFERENCE, reference);
    response.getOutputStream().write(ErrorJson.of(new InsecureTransport()));
  }
}

package org.postern.http;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.postern.audit.AuditTrail;
import org.postern.audit.FactKind;
import org.postern.audit.Refusal;
import org.postern.config.PosternConfig;
import org.postern.oauth.ErrorJson;
import org.postern.oauth.OAuthError.InsecureTransport;
import org.postern.oauth.OAuthError.NotFound;
import org.postern.oauth.RefusalReason;
import org.postern.oauth.RequestAttributes;

/**
 * The first filter of every request. It finds the source of the request, refuses plain HTTP from
 * other machines, refuses what JAX-RS could not decode, and reads the body before anything is
 * decided. RFC 6749 §3.2, RFC 6750 §5.3. The health checks may use plain HTTP, because probes do
 * and their answers hold no secret. The order of the filters is in web.xml.
 */
public class TransportFilter implements Filter {

  private static final String HEALTH = "/api/health/";
  private static final String OAUTH = "/oauth2";
  private static final String API = "/api";
  private static final String WELL_KNOWN = "/.well-known";
  private static final String PROBLEM = ProblemMapper.PROBLEM + ";charset=utf-8";

  @Inject private Peers peers;

  @Inject private AuditTrail audit;

  @Inject private PosternConfig config;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    Peers.Sender sender = peers.senderOf(http);
    http.setAttribute(RequestAttributes.SOURCE, sender.source());
    String path = path(http);
    if (sender.isProtected() || path.startsWith(HEALTH)) {
      if (isForJaxRs(path) && !isReadable(http, answer, path, sender.source())) {
        return;
      }
      takeBody(http, answer, path);
      if (path.equals("/") && isReading(http)) {
        leadToConsole(http, answer);
        return;
      }
      boolean small = Bodies.isBelow(OAUTH, path);
      chain.doFilter(
          unparsed(http, path),
          small ? answer : new TimedResponse(answer, config.transfer().answer()));
      return;
    }
    if (Bodies.mayHave(http)) {
      Bodies.discard(http, answer);
    }
    refuse(answer, sender.source());
  }

  // Undecodable bytes would make JAX-RS fail before any filter of Postern there. From the OAuth
  // endpoints the query is hidden: see UnparsedRequest.
  private boolean isReadable(
      HttpServletRequest request, HttpServletResponse answer, String path, String source)
      throws IOException {
    boolean readablePath = RequestTarget.hasReadablePath(request);
    if (readablePath && (Bodies.isBelow(OAUTH, path) || RequestTarget.hasReadableQuery(request))) {
      return true;
    }
    if (Bodies.mayHave(request)) {
      Bodies.discard(request, answer);
    }
    if (readablePath) {
      refuseQuery(answer, source);
    } else if (Bodies.isBelow(OAUTH, path)) {
      send(answer, 404, JsonCharset.JSON, ErrorJson.of(new NotFound()));
    } else {
      send(answer, 404, PROBLEM, ProblemMapper.body(FailureMapper.nothing()));
    }
    return false;
  }

  private void refuseQuery(HttpServletResponse answer, String source) throws IOException {
    answer.setHeader(
        OAuthResponses.REFERENCE,
        audit.refused(
            Refusal.ofAnybody(FactKind.REQUEST_REFUSED, RefusalReason.MALFORMED_REQUEST, source)));
    send(
        answer,
        400,
        PROBLEM,
        ProblemMapper.body(new ProblemException(400, "The query is not UTF-8")));
  }

  private static boolean isReading(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  // The server's own redirect would name the host of the request.
  private static void leadToConsole(HttpServletRequest request, HttpServletResponse answer) {
    answer.setStatus(HttpServletResponse.SC_FOUND);
    answer.setHeader("Location", request.getContextPath() + "/console/");
    setHeaders(answer);
  }

  private void takeBody(HttpServletRequest request, HttpServletResponse answer, String path)
      throws IOException {
    Bodies.Use use = Bodies.use(request, path);
    if (use == Bodies.Use.LATER) {
      request.setAttribute(RequestBody.UNREAD, true);
    }
    if (!Bodies.mayHave(request)) {
      return;
    }
    if (use == Bodies.Use.LATER) {
      Bodies.closeBehind(request, answer);
      return;
    }
    if (use == Bodies.Use.AT_ONCE) {
      RequestBody body =
          RequestBody.read(
              request.getInputStream(),
              request.getContentLengthLong(),
              Bodies.maxBytes(path),
              config.transfer().body());
      body.keepIn(request::setAttribute);
      if (body.fault().isEmpty()) {
        return;
      }
    }
    Bodies.discard(request, answer);
  }

  private static HttpServletRequest unparsed(HttpServletRequest request, String path) {
    if (Bodies.isBelow(OAUTH, path)) {
      return UnparsedRequest.toEndpoint(request);
    }
    return isForJaxRs(path) ? UnparsedRequest.toResource(request) : request;
  }

  private static boolean isForJaxRs(String path) {
    return Bodies.isBelow(OAUTH, path)
        || Bodies.isBelow(API, path)
        || Bodies.isBelow(WELL_KNOWN, path);
  }

  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo() == null ? "" : request.getPathInfo();
    return request.getServletPath() + info;
  }

  private void refuse(HttpServletResponse response, String source) throws IOException {
    String reference =
        audit.refused(
            Refusal.ofAnybody(FactKind.REQUEST_REFUSED, RefusalReason.INSECURE_TRANSPORT, source));
    response.setHeader(OAuthResponses.REFERENCE, reference);
    send(
        response,
        HttpServletResponse.SC_FORBIDDEN,
        JsonCharset.JSON,
        ErrorJson.of(new InsecureTransport()));
  }

  private static void send(HttpServletResponse response, int status, String type, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(type);
    setHeaders(response);
    response.getOutputStream().write(body);
  }

  private static void setHeaders(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Pragma", "no-cache");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }
}

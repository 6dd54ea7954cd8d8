package org.postern.console.frame;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.ViewExpiredException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import org.postern.admin.common.Actor;
import org.postern.admin.common.AdministrationException;
import org.postern.admin.common.Operator;
import org.postern.admin.session.SessionAdministration;
import org.postern.http.CallerGoneException;
import org.postern.http.FailureReports;
import org.postern.oauth.OAuthError.TemporarilyUnavailable;
import org.postern.oauth.OAuthException;
import org.postern.oauth.RequestAttributes;
import org.primefaces.csp.CspException;

/** Shows an error page of the console, with a reference and without details. */
@ApplicationScoped
public class ErrorPages {

  /** The request attribute with the reference id, a text. */
  static final String REFERENCE = ErrorPages.class.getName() + ".reference";

  /** The request attribute with the status, a number. */
  static final String STATUS = ErrorPages.class.getName() + ".status";

  private static final int MAX_DEPTH = 20;

  private final SessionAdministration sessions;
  private final FailureReports failures;

  /** For the proxy only. */
  protected ErrorPages() {
    this(null, null);
  }

  @Inject
  public ErrorPages(SessionAdministration sessions, FailureReports failures) {
    this.sessions = sessions;
    this.failures = failures;
  }

  /** Shows the page for this failure. */
  void show(HttpServletRequest request, HttpServletResponse response, Exception failure)
      throws IOException, ServletException {
    if (CallerGoneException.isCauseOf(failure)) {
      // The caller is gone, so nobody would see a page.
      return;
    }
    if (isOutdated(failure)) {
      // The form belongs to an older session. Show the page again and say so.
      answer(
          request,
          response,
          request.getContextPath()
              + ConsolePaths.of(request)
              + "?expired=1"
              + FormAddresses.query(name -> FormRequest.parameter(request, name))
                  .replace('?', '&'));
    } else {
      Optional<AdministrationException> refusal = find(failure, AdministrationException.class);
      if (refusal.isPresent()) {
        showRefusal(request, response, refusal.get());
      } else {
        showFault(request, response, failure);
      }
    }
  }

  // The form has no view state any more, or the nonce of another page. Neither can come from a page
  // that is still valid.
  private static boolean isOutdated(Exception failure) {
    return find(failure, ViewExpiredException.class).isPresent()
        || find(failure, CspException.class).isPresent();
  }

  private void showRefusal(
      HttpServletRequest request, HttpServletResponse response, AdministrationException refusal)
      throws IOException, ServletException {
    Optional<String> reference =
        Optional.ofNullable((Operator) request.getAttribute(ConsoleFilter.OPERATOR))
            .map(
                operator ->
                    sessions.refused(
                        Actor.signedIn(
                            operator.username(), Instant.EPOCH, Optional::empty, source(request)),
                        refusal));
    if (refusal.kind() == AdministrationException.Kind.ENDED) {
      answer(request, response, ConsoleFilter.signIn(request));
      return;
    }
    int status =
        switch (refusal.kind()) {
          case MALFORMED -> HttpServletResponse.SC_BAD_REQUEST;
          case ENDED, LOGIN_TOO_OLD, FORBIDDEN -> HttpServletResponse.SC_FORBIDDEN;
          case NOT_FOUND -> HttpServletResponse.SC_NOT_FOUND;
          case THROTTLED, CONFLICT, STALE, INVALID -> HttpServletResponse.SC_CONFLICT;
        };
    show(request, response, status, reference);
  }

  private void showFault(
      HttpServletRequest request, HttpServletResponse response, Exception failure)
      throws IOException, ServletException {
    // Open Liberty's servlet throws this exception; other servers send the error.
    if (find(failure, FileNotFoundException.class).isPresent()) {
      show(request, response, HttpServletResponse.SC_NOT_FOUND, Optional.empty());
      return;
    }
    if (find(failure, OAuthException.class)
        .filter(refusal -> refusal.error() instanceof TemporarilyUnavailable)
        .isPresent()) {
      show(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, Optional.empty());
      return;
    }
    FailureReports.Report report = failures.report(failure, source(request));
    int status =
        report.isTemporary()
            ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
            : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    show(request, response, status, Optional.of(report.reference()));
  }

  /** Shows the page for this status. */
  void show(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      Optional<String> reference)
      throws IOException, ServletException {
    if (response.isCommitted()) {
      return;
    }
    if (PartialResponses.isWanted(request)) {
      String address = request.getContextPath() + ConsolePaths.ERROR + "?status=" + status;
      response.resetBuffer();
      PartialResponses.redirect(
          response, address + reference.map(id -> "&reference=" + id).orElse(""));
      return;
    }
    response.resetBuffer();
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    reference.ifPresent(id -> response.setHeader("Postern-Reference", id));
    if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", "5");
    }
    request.setAttribute(STATUS, status);
    reference.ifPresent(id -> request.setAttribute(REFERENCE, id));
    request
        .getRequestDispatcher(ConsolePaths.ERROR)
        .forward(new Bare(request), new ConsoleResponse(response));
  }

  /** A request without its form, because the form belongs to another page. */
  private static final class Bare extends HttpServletRequestWrapper {

    private Bare(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getMethod() {
      return "GET";
    }

    @Override
    public String getParameter(String name) {
      return null;
    }

    @Override
    public String[] getParameterValues(String name) {
      return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.emptyEnumeration();
    }
  }

  private static void answer(
      HttpServletRequest request, HttpServletResponse response, String address) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    if (PartialResponses.isWanted(request)) {
      PartialResponses.redirect(response, address);
    } else {
      // The server's own redirect would name the host of the request.
      new ConsoleResponse(response).sendRedirect(address);
    }
  }

  private static String source(HttpServletRequest request) {
    return RequestAttributes.source(request::getAttribute);
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < MAX_DEPTH; depth++) {
      if (kind.isInstance(at)) {
        return Optional.of(kind.cast(at));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }
}

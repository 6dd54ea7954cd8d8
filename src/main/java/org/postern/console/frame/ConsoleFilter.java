package org.postern.console.frame;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.postern.admin.common.Operator;
import org.postern.config.PosternConfig;
import org.postern.http.RequestBody;

/**
 * Handles every request of the console: sets the headers, requires a session, refuses changes from
 * foreign origins, and shows an error page of the console if something fails. The order of the
 * filters is in web.xml.
 */
public class ConsoleFilter implements Filter {

  /** The request attribute with the signed-in user, an {@link Operator}. */
  public static final String OPERATOR = ConsoleFilter.class.getName() + ".operator";

  private static final String PASSED = ConsoleFilter.class.getName() + ".passed";

  // PrimeFaces adds a second policy, with nonces, for the scripts and styles of a page: see
  // web.xml. The browser applies both.
  private static final String POLICY =
      "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'";

  @Inject private PosternConfig config;

  @Inject private ErrorPages errors;

  @Inject private ConsoleSessions sessions;

  @Override
  public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) servletRequest;
    if (request.getAttribute(PASSED) != null) {
      // Undertow calls the filter twice: once for the path and once for the ending .xhtml.
      chain.doFilter(request, response);
      return;
    }
    request.setAttribute(PASSED, true);
    ConsoleResponse answer = new ConsoleResponse((HttpServletResponse) response);
    setHeaders(answer);
    try {
      pass(request, answer, chain);
    } catch (IOException | ServletException | RuntimeException e) {
      errors.show(request, (HttpServletResponse) response, e);
    }
    if (answer.error().isPresent()) {
      errors.show(
          request, (HttpServletResponse) response, answer.error().getAsInt(), Optional.empty());
    }
  }

  private static void setHeaders(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  }

  private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = ConsolePaths.of(request);
    boolean resource = path.startsWith(ConsolePaths.RESOURCES);
    if (!config.console().enabled() || !(resource || ConsolePaths.isConsole(request))) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    if (resource || path.startsWith(ConsolePaths.ASSETS)) {
      showResource(request, response, chain, resource);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    if (isReading(request)) {
      show(ReadingRequest.ofPage(request), response, chain, sessions.find(request));
      return;
    }
    if (!Origins.isOwn(request, config.issuer())) {
      errors.show(request, response, HttpServletResponse.SC_FORBIDDEN, Optional.empty());
      return;
    }
    Forms.Reading form;
    if (Forms.hasFile(request)) {
      // Only an administrator may send a file, so check this before reading it.
      Optional<Operator> sender = sessions.find(request);
      if (sender.filter(Operator::isAdministrator).isEmpty()) {
        refuseFile(request, response, sender);
        return;
      }
      form =
          Forms.readWithFile(
              request,
              RequestBody.read(
                  request.getInputStream(),
                  request.getContentLengthLong(),
                  Forms.MAX_BYTES_WITH_FILE,
                  config.transfer().file()));
    } else {
      form = Forms.read(request, RequestBody.of(request));
    }
    if (form.status() != 0) {
      errors.show(request, response, form.status(), Optional.empty());
      return;
    }
    // Look for the session after the form has been read, because the session may have ended
    // meanwhile.
    show(form.request(), response, chain, sessions.find(request));
  }

  private void refuseFile(
      HttpServletRequest request, HttpServletResponse response, Optional<Operator> sender)
      throws IOException, ServletException {
    if (sender.isEmpty()) {
      redirect(request, response, signIn(request));
    } else {
      errors.show(request, response, HttpServletResponse.SC_FORBIDDEN, Optional.empty());
    }
  }

  // These files are public and the same for everybody, so the request needs no session and must
  // have no body.
  private static void showResource(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, boolean ofFaces)
      throws IOException, ServletException {
    if (!isReading(request)) {
      response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      response.setHeader("Allow", "GET, HEAD");
      return;
    }
    if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
      response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    if (ofFaces && ConsolePaths.resource(request).isEmpty()) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    } else if (ofFaces) {
      ResourceResponse whole = new ResourceResponse(response);
      chain.doFilter(ReadingRequest.ofResource(request), whole);
      whole.send();
    } else {
      response.setHeader("Cache-Control", "public, max-age=300");
      chain.doFilter(request, response);
    }
  }

  private void show(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      Optional<Operator> operator)
      throws IOException, ServletException {
    String path = ConsolePaths.of(request);
    operator.ifPresent(user -> request.setAttribute(OPERATOR, user));
    if (operator.isEmpty() && !ConsolePaths.isOpen(path)) {
      redirect(request, response, signIn(request));
    } else if (path.equals(ConsolePaths.CONSOLE) || path.equals(ConsolePaths.CONSOLE + "/")) {
      redirect(request, response, request.getContextPath() + ConsolePaths.OVERVIEW);
    } else if (operator.filter(Operator::mustChangePassword).isPresent()
        && !path.equals(ConsolePaths.PASSWORD)
        && !ConsolePaths.isOpen(path)) {
      redirect(request, response, request.getContextPath() + ConsolePaths.PASSWORD);
    } else if (path.endsWith(".xhtml") && request.getServletContext().getResource(path) == null) {
      // On Open Liberty, Faces would answer with 200 and an empty body.
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else {
      chain.doFilter(operator.isEmpty() ? new StrangersRequest(request) : request, response);
    }
  }

  // After the sign-in, the user returns to the requested page if it is a page of the console.
  static String signIn(HttpServletRequest request) {
    String path = ConsolePaths.of(request);
    return ConsolePaths.page(path).isPresent()
        ? ConsolePaths.signIn(request)
        : request.getContextPath() + ConsolePaths.SIGN_IN;
  }

  private static boolean isReading(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  private static void redirect(
      HttpServletRequest request, HttpServletResponse response, String address) throws IOException {
    if (PartialResponses.isWanted(request)) {
      PartialResponses.redirect(response, address);
    } else {
      response.sendRedirect(address);
    }
  }
}

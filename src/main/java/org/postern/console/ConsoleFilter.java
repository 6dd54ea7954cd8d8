package org.postern.console;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.postern.admin.Operator;
import org.postern.config.PosternConfig;

/**
 * What holds for every request of the console: the headers, who is let in, which origins may change
 * something, and a page of ours for what goes wrong.
 */
@WebFilter(urlPatterns = {"/console", "/console/*", "*.xhtml"})
public class ConsoleFilter implements Filter {

  /** Request attribute: the signed-in user as of now. */
  static final String OPERATOR = ConsoleFilter.class.getName() + ".operator";

  // What a page may load and run is told by PrimeFaces, which makes the nonces: see web.xml. Both
  // hold.
  private static final String POLICY =
      "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'";

  @Inject private PosternConfig config;

  @Inject private ErrorPages errors;

  @Inject private ConsoleSessions sessions;

  @Override
  public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) servletRequest;
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
    if (resource) {
      chain.doFilter(request, response);
      return;
    }
    if (path.startsWith(ConsolePaths.ASSETS)) {
      response.setHeader("Cache-Control", "public, max-age=300");
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    if (!isReading(request) && !Origins.isOwn(request, config.issuer())) {
      errors.show(request, response, HttpServletResponse.SC_FORBIDDEN, Optional.empty());
      return;
    }
    Optional<Operator> operator = sessions.find(request);
    OptionalInt refusal =
        isReading(request) ? OptionalInt.empty() : Forms.refuse(request, operator);
    if (refusal.isPresent()) {
      errors.show(request, response, refusal.getAsInt(), Optional.empty());
      return;
    }
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
      // On Open Liberty, Faces would answer with 200 and nothing.
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else {
      chain.doFilter(request, response);
    }
  }

  // A form that was sent without a session leads back to its page, not to itself.
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

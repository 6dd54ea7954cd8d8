package org.postern.console.frame;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The addresses of the console, relative to the WAR's context. */
public final class ConsolePaths {

  public static final String CONSOLE = "/console";
  public static final String OVERVIEW = CONSOLE + "/index.xhtml";
  public static final String SIGN_IN = CONSOLE + "/sign-in.xhtml";
  static final String PASSWORD = CONSOLE + "/password.xhtml";
  static final String ERROR = CONSOLE + "/error.xhtml";
  static final String IMPORT = CONSOLE + "/configuration.xhtml";
  static final String RESOURCES = "/jakarta.faces.resource/";
  static final String ASSETS = CONSOLE + "/assets/";

  private ConsolePaths() {}

  /** The path within the WAR. */
  static String of(HttpServletRequest request) {
    String info = request.getPathInfo() == null ? "" : request.getPathInfo();
    return request.getServletPath() + info;
  }

  /** The name of a resource of Faces, without the ending of its servlet; empty if it has none. */
  static String resource(HttpServletRequest request) {
    return of(request).substring(RESOURCES.length()).replaceFirst("\\.xhtml$", "");
  }

  /** Tells whether the request is for the console. */
  static boolean isConsole(HttpServletRequest request) {
    String path = of(request);
    return path.equals(CONSOLE) || path.startsWith(CONSOLE + "/");
  }

  /** Tells whether this path is open without signing in. */
  static boolean isOpen(String path) {
    return path.equals(SIGN_IN) || path.equals(ERROR) || path.startsWith(ASSETS);
  }

  /** The address of the sign-in page, which returns to the requested address after the sign-in. */
  static String signIn(HttpServletRequest request) {
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    return request.getContextPath()
        + SIGN_IN
        + "?from="
        + URLEncoder.encode(of(request) + query, StandardCharsets.UTF_8);
  }

  /** Checks an address to which the sign-in may lead; empty if it is not a page of the console. */
  public static Optional<String> page(String from) {
    return Optional.ofNullable(from)
        .filter(path -> path.matches("/console/[A-Za-z0-9/_-]+\\.xhtml(\\?[\\x21-\\x7e]*)?"))
        .filter(path -> !isOpen(path.replaceFirst("\\?.*", "")));
  }
}

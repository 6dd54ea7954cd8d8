package org.postern.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Decides which paths take a body and how long a body may be, and discards a body that is not read.
 */
final class Bodies {

  private static final String OAUTH = "/oauth2";
  private static final String API = "/api";
  private static final String CONSOLE = "/console";
  private static final String IMPORT = API + "/admin/import";
  private static final String IMPORT_PAGE = CONSOLE + "/configuration.xhtml";
  private static final String PARTS = "multipart/";

  private static final List<String> WITHOUT =
      List.of(API + "/health", "/.well-known", CONSOLE + "/assets", "/jakarta.faces.resource");

  /** The most bytes of an unwanted body that are read and discarded. */
  private static final int MAX_DISCARDED = 1_048_576;

  private Bodies() {}

  /** What is done with a body. */
  enum Use {
    /** The filter reads it before anything is decided. */
    AT_ONCE,
    /**
     * The endpoint reads it itself. This is for uploaded files: they are large, so a caller must be
     * allowed to import before Postern waits for them.
     */
    LATER,
    /** The path takes no body. */
    NEVER
  }

  /**
   * Decides what is done with the body of a request.
   *
   * @param path the path within the WAR
   */
  static Use use(HttpServletRequest request, String path) {
    if (WITHOUT.stream().anyMatch(prefix -> isBelow(prefix, path))) {
      return Use.NEVER;
    }
    boolean file =
        request.getMethod().equals("POST")
            && (path.equals(IMPORT) || (path.equals(IMPORT_PAGE) && hasParts(request)));
    return !file && (isBelow(OAUTH, path) || isBelow(API, path) || isBelow(CONSOLE, path))
        ? Use.AT_ONCE
        : Use.LATER;
  }

  /** The largest body, in bytes, that the filter reads at this path. */
  static int maxBytes(String path) {
    return isBelow(OAUTH, path) ? Door.MAX_BODY_BYTES : Json.MAX_BODY_BYTES;
  }

  /** Whether the path is the prefix or lies below it. */
  static boolean isBelow(String prefix, String path) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }

  private static boolean hasParts(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.regionMatches(true, 0, PARTS, 0, PARTS.length());
  }

  /**
   * Tells whether the request may have a body. A request of HTTP/1 without Content-Length and
   * Transfer-Encoding has none; one of HTTP/2 may have one.
   */
  static boolean mayHave(HttpServletRequest request) {
    long announced = request.getContentLengthLong();
    return announced > 0
        || (announced < 0
            && (request.getHeader("Transfer-Encoding") != null || isWithoutHeaders(request)));
  }

  private static boolean isWithoutHeaders(HttpServletRequest request) {
    return !request.getProtocol().startsWith("HTTP/1.");
  }

  /**
   * Makes the server close the connection after the answer. Otherwise the server would read the
   * unwanted rest of the body for as long as the sender goes on. RFC 9112 §9.6. HTTP/2 has no such
   * header.
   */
  static void closeBehind(HttpServletRequest request, HttpServletResponse response) {
    if (!isWithoutHeaders(request)) {
      response.setHeader("Connection", "close");
    }
  }

  /**
   * Makes the server close the connection after the answer, and discards the part of the body that
   * has arrived, without waiting for more.
   */
  static void discard(HttpServletRequest request, HttpServletResponse response) {
    closeBehind(request, response);
    byte[] buffer = new byte[8_192];
    try {
      InputStream in = request.getInputStream();
      long discarded = 0;
      while (discarded < MAX_DISCARDED && in.available() > 0) {
        discarded += Math.max(0, in.read(buffer));
      }
    } catch (IOException e) {
      // The sender has closed the connection, so there is nothing to discard.
    }
  }
}

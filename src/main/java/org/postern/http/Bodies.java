package org.postern.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Which paths take a body, how long one may be, and what becomes of one that is not read. */
final class Bodies {

  private static final String OAUTH = "/oauth2";
  private static final String API = "/api";
  private static final String CONSOLE = "/console";
  private static final String IMPORT = API + "/admin/import";
  private static final String IMPORT_PAGE = CONSOLE + "/configuration.xhtml";
  private static final String PARTS = "multipart/";

  private static final List<String> WITHOUT =
      List.of(API + "/health", "/.well-known", CONSOLE + "/assets", "/jakarta.faces.resource");

  /** What came already of a body that nobody wants is thrown away up to this, in bytes. */
  private static final int MAX_DISCARDED = 1_048_576;

  private Bodies() {}

  /** What becomes of a body. */
  enum Use {
    /** It is read before anything is decided. */
    AT_ONCE,
    /** It is read by whom it is for: files, for which only who may import is waited for. */
    LATER,
    /** The path takes none. */
    NEVER
  }

  /**
   * What becomes of the body of a request.
   *
   * @param path within the WAR
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

  /** The most bytes of a body that is read at once. */
  static int maxBytes(String path) {
    return isBelow(OAUTH, path) ? Door.MAX_BODY_BYTES : Json.MAX_BODY_BYTES;
  }

  private static boolean isBelow(String prefix, String path) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }

  private static boolean hasParts(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.regionMatches(true, 0, PARTS, 0, PARTS.length());
  }

  /** Whether the request may have a body; without one of two headers only HTTP/2 can. */
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
   * Has the connection closed behind the answer: else the server would go on to read what nobody
   * wants, for as long as the sender likes. RFC 9112 §9.6. HTTP/2 has no such header.
   */
  static void closeBehind(HttpServletRequest request, HttpServletResponse response) {
    if (!isWithoutHeaders(request)) {
      response.setHeader("Connection", "close");
    }
  }

  /** The same, and throws away what came already, without waiting for more. */
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
      // The sender went away.
    }
  }
}

package org.postern.http;

import jakarta.servlet.http.HttpServletRequest;
import org.postern.oauth.FormEncoding;

/**
 * Checks what JAX-RS implementations decode before any filter of Postern runs. They fail at bytes
 * that are not UTF-8, and write a stack trace to the log each time.
 */
final class RequestTarget {

  private RequestTarget() {}

  /** Tells whether every escape of the path is complete and stands for UTF-8. RFC 3986 §2.5. */
  static boolean hasReadablePath(HttpServletRequest request) {
    return isReadable(request.getRequestURI());
  }

  /**
   * Tells whether the escapes of the query stand for UTF-8. A broken escape stands for itself, as
   * in {@link UnparsedRequest}.
   */
  static boolean hasReadableQuery(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null || isReadable(UnparsedRequest.escaped(query));
  }

  private static boolean isReadable(String text) {
    return FormEncoding.decode(text).isPresent();
  }
}

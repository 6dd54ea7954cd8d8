package org.postern.console;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.OptionalInt;

/**
 * The answer of a page. Keeps the error that the server would answer with a page of its own, for a
 * page of ours; and leaves redirects as they are, as the server would make them absolute with the
 * scheme of its own connection, which is not that of the browser behind a proxy. Its buffer is the
 * server's: the smaller one of some implementations of Faces would be sent before a page has
 * failed, and Open Liberty does not let the page of the error set it again.
 */
final class ConsoleResponse extends HttpServletResponseWrapper {

  private OptionalInt status = OptionalInt.empty();

  ConsoleResponse(HttpServletResponse response) {
    super(response);
  }

  /** The error that was to be answered; empty for none. */
  OptionalInt error() {
    return status;
  }

  @Override
  public void sendError(int error) {
    status = OptionalInt.of(error);
  }

  @Override
  public void sendError(int error, String message) {
    sendError(error);
  }

  @Override
  public void setBufferSize(int size) {
    // As it is.
  }

  // RFC 9110 §10.2.2: the address may be relative.
  @Override
  public void sendRedirect(String address) {
    resetBuffer();
    setStatus(SC_FOUND);
    setHeader("Location", address);
  }
}

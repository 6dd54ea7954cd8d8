package org.postern.console.frame;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.OptionalInt;

/**
 * The answer of a page. It differs from the server's in three ways.
 *
 * <p>An error is kept, so that the console can show its own error page. A redirect stays relative:
 * the server would make it absolute with the scheme of its own connection, which behind a proxy is
 * not the scheme of the browser. The size of the buffer stays that of the server: with the smaller
 * buffer of some Faces implementations, a part of the page would be sent before the page fails, and
 * Open Liberty does not let the error page set the size again.
 */
final class ConsoleResponse extends HttpServletResponseWrapper {

  private OptionalInt status = OptionalInt.empty();

  ConsoleResponse(HttpServletResponse response) {
    super(response);
  }

  /** The status of the error; empty if there is none. */
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
    // Ignored: the class comment gives the reason.
  }

  // RFC 9110 §10.2.2: the address may be relative.
  @Override
  public void sendRedirect(String address) {
    resetBuffer();
    setStatus(SC_FOUND);
    setHeader("Location", address);
  }
}

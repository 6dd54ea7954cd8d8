package org.postern.console;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.OptionalInt;

/** Keeps the error that the server would answer with a page of its own, for a page of ours. */
final class ErrorInterceptor extends HttpServletResponseWrapper {

  private OptionalInt status = OptionalInt.empty();

  ErrorInterceptor(HttpServletResponse response) {
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
}

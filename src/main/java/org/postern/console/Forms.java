package org.postern.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.postern.admin.Operator;

/** What a form may be before anything reads it. */
final class Forms {

  private static final int MAX_BYTES = 65_536;

  private Forms() {}

  /** The status with which a form is refused; empty for one that may be read. */
  static OptionalInt refuse(HttpServletRequest request, Optional<Operator> operator) {
    boolean isFile =
        ConsolePaths.of(request).equals(ConsolePaths.IMPORT)
            && operator.filter(Operator::isAdministrator).isPresent();
    if (isFile) {
      return OptionalInt.empty();
    }
    if (request.getContentLengthLong() < 0) {
      return OptionalInt.of(HttpServletResponse.SC_LENGTH_REQUIRED);
    }
    if (request.getContentLengthLong() > MAX_BYTES) {
      return OptionalInt.of(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    }
    try {
      // Before the first parameter is read: a browser does not say that it sends UTF-8.
      request.setCharacterEncoding(StandardCharsets.UTF_8.name());
      request.getParameterMap();
      return OptionalInt.empty();
    } catch (UnsupportedEncodingException | RuntimeException e) {
      return OptionalInt.of(HttpServletResponse.SC_BAD_REQUEST);
    }
  }
}

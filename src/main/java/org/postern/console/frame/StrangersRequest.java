package org.postern.console.frame;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.Optional;

/**
 * The request of somebody who is not signed in, with the cookies of the console only. Faces would
 * log one severe line for each invented cookie of its flash. It needs no flash here, because a page
 * without a session shows no message of an earlier request.
 */
final class StrangersRequest extends HttpServletRequestWrapper {

  private static final String OF_CONSOLE = "postern-";

  StrangersRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public Cookie[] getCookies() {
    return Optional.ofNullable(super.getCookies()).stream()
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().startsWith(OF_CONSOLE))
        .toArray(Cookie[]::new);
  }
}

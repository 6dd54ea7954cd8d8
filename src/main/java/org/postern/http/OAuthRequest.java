package org.postern.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.postern.oauth.RequestAttributes;

/**
 * A request that passed the door.
 *
 * @param form its parameters
 * @param authorization the value of the Authorization header
 * @param source where it comes from
 */
public record OAuthRequest(FormParameters form, Optional<String> authorization, String source) {

  /** The request that {@link Door} let in. */
  public static OAuthRequest of(HttpServletRequest request) {
    return new OAuthRequest(
        (FormParameters) request.getAttribute(Door.FORM),
        Optional.ofNullable(request.getHeader("Authorization")),
        (String) request.getAttribute(RequestAttributes.SOURCE));
  }

  /** Shows nothing of the values. */
  @Override
  public String toString() {
    return "OAuthRequest[" + source + "]";
  }
}

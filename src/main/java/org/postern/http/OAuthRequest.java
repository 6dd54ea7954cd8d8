package org.postern.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.postern.oauth.RequestAttributes;

/**
 * A request that {@link Door} has accepted.
 *
 * @param form the parameters of the form
 * @param authorization the value of the Authorization header
 * @param source the source of the request: an IPv4 address or an IPv6 network
 */
public record OAuthRequest(FormParameters form, Optional<String> authorization, String source) {

  /** Reads the request that {@link Door} has accepted. */
  public static OAuthRequest of(HttpServletRequest request) {
    return new OAuthRequest(
        (FormParameters) request.getAttribute(Door.FORM),
        Optional.ofNullable(request.getHeader("Authorization")),
        (String) request.getAttribute(RequestAttributes.SOURCE));
  }

  /** Shows the source but no other value. */
  @Override
  public String toString() {
    return "OAuthRequest[" + source + "]";
  }
}

package org.postern.resource;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;
import org.postern.admin.Actor;
import org.postern.bearer.BearerPrincipal;
import org.postern.bearer.VerifiedToken;
import org.postern.oauth.RequestAttributes;

/** The token behind a request that the bearer filter let through. */
final class Principals {

  private Principals() {}

  /** The same as the use cases want to know it. */
  static Actor actor(SecurityContext security, HttpServletRequest request) {
    VerifiedToken token = token(security);
    return Actor.presenting(
        ((BearerPrincipal) security.getUserPrincipal()).digest(),
        token.username(),
        token.clientId(),
        String.valueOf(request.getAttribute(RequestAttributes.SOURCE)));
  }

  static VerifiedToken token(SecurityContext security) {
    return ((BearerPrincipal) security.getUserPrincipal()).token();
  }
}

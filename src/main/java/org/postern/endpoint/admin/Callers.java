package org.postern.endpoint.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;
import org.postern.admin.common.Actor;
import org.postern.bearer.BearerPrincipal;
import org.postern.bearer.VerifiedToken;
import org.postern.oauth.RequestAttributes;

/** Describes the caller of a request for the use cases. */
final class Callers {

  private Callers() {}

  /** Returns the actor of a request that the bearer filter has accepted. */
  static Actor actor(SecurityContext security, HttpServletRequest request) {
    BearerPrincipal principal = (BearerPrincipal) security.getUserPrincipal();
    VerifiedToken token = principal.token();
    return Actor.presenting(
        principal.digest(), token.username(), token.clientId(), source(request));
  }

  static String source(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(RequestAttributes.SOURCE));
  }
}

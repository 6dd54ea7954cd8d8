package org.postern.resource;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;
import org.postern.admin.common.Actor;
import org.postern.bearer.BearerPrincipal;
import org.postern.bearer.VerifiedToken;
import org.postern.oauth.RequestAttributes;

/** Reads the token of a request that the bearer filter has accepted. */
final class Principals {

  private Principals() {}

  /** Returns the owner of the token as the actor of use cases. */
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

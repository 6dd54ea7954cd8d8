package org.postern.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;
import org.postern.admin.common.Actor;
import org.postern.bearer.BearerPrincipal;
import org.postern.bearer.VerifiedToken;
import org.postern.oauth.RequestAttributes;

/** Describes the caller of a request for the use cases. */
public final class Callers {

  private Callers() {}

  /** Returns the actor of a request that the bearer filter has accepted. */
  public static Actor actor(SecurityContext security, HttpServletRequest request) {
    VerifiedToken token = token(security);
    return Actor.presenting(
        ((BearerPrincipal) security.getUserPrincipal()).digest(),
        token.username(),
        token.clientId(),
        RequestAttributes.source(request::getAttribute));
  }

  /** Returns the token of a request that the bearer filter has accepted. */
  public static VerifiedToken token(SecurityContext security) {
    return ((BearerPrincipal) security.getUserPrincipal()).token();
  }
}

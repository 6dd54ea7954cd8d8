package org.postern.resource;

import jakarta.ws.rs.core.SecurityContext;
import org.postern.bearer.BearerPrincipal;
import org.postern.bearer.VerifiedToken;

/** The token behind a request that the bearer filter let through. */
final class Principals {

  private Principals() {}

  static VerifiedToken token(SecurityContext security) {
    return ((BearerPrincipal) security.getUserPrincipal()).token();
  }
}

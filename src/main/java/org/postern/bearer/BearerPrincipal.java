package org.postern.bearer;

import java.security.Principal;

/** The principal of a request that brought a live token. Its name is the subject. */
public record BearerPrincipal(VerifiedToken token) implements Principal {

  @Override
  public String getName() {
    return token.subject();
  }
}

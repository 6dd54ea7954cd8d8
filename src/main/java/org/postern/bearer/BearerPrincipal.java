package org.postern.bearer;

import java.security.Principal;

/**
 * The principal of a request with a live token. Its name is the subject of the token.
 *
 * @param token the token as it was when the request arrived
 * @param digest the digest of the token's value, by which the token can be looked up again
 */
public record BearerPrincipal(VerifiedToken token, String digest) implements Principal {

  @Override
  public String getName() {
    return token.subject();
  }
}

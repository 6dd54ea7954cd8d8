package org.postern.bearer;

import java.security.Principal;

/**
 * The principal of a request that brought a live token. Its name is the subject.
 *
 * @param token what the token said when the request came in
 * @param digest of the token's value, by which it can be asked about again
 */
public record BearerPrincipal(VerifiedToken token, String digest) implements Principal {

  @Override
  public String getName() {
    return token.subject();
  }
}

package org.postern.clientauth;

import java.util.List;

/**
 * One way in which a client says who it is. Reads the request only; the check is not its business.
 */
public interface ClientAuthenticationMethod {

  /** Tells whether the request uses this method, readable or not. */
  boolean isUsedBy(PresentedCredentials presented);

  /** Tells whether the server offers the method at all. */
  boolean isEnabled();

  /** What the request claims, the likeliest reading first; empty if it is unreadable. */
  List<Claim> claims(PresentedCredentials presented);

  /**
   * One reading of the credentials.
   *
   * @param clientId as presented
   * @param secret as presented; empty for none
   */
  record Claim(String clientId, String secret) {

    /** Masks the secret. */
    @Override
    public String toString() {
      return "Claim[" + clientId + "]";
    }
  }
}

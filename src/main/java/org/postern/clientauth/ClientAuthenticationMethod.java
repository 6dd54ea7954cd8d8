package org.postern.clientauth;

import java.util.List;
import org.postern.oauth.AuthMethodDescription;
import org.postern.oauth.TokenRequest;
import org.postern.store.RegisteredClient;

/** One method by which a client authenticates. It only reads the request and checks no secret. */
public interface ClientAuthenticationMethod {

  /** Tells whether the request uses this method, even if its credentials cannot be read. */
  boolean isUsedBy(TokenRequest request);

  /** Describes the method. The answer is always the same. */
  AuthMethodDescription description();

  /** Tells whether the server offers the method at all. */
  default boolean isEnabled() {
    return true;
  }

  /** Tells whether the settings of a confidential client allow the method. */
  default boolean isOpenTo(RegisteredClient client) {
    return true;
  }

  /**
   * Returns the possible readings of the credentials, the likeliest one first; empty if they cannot
   * be read.
   */
  List<Claim> claims(TokenRequest request);

  /**
   * One reading of the credentials.
   *
   * @param clientId as presented
   * @param secret as presented; empty if there is none
   */
  record Claim(String clientId, String secret) {

    /** Masks the secret. */
    @Override
    public String toString() {
      return "Claim[" + clientId + "]";
    }
  }
}

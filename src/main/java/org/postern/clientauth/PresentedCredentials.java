package org.postern.clientauth;

import java.util.Optional;

/**
 * What a request brought to authenticate a client with, as it came.
 *
 * @param authorization the value of the Authorization header
 * @param clientId the {@code client_id} parameter
 * @param clientSecret the {@code client_secret} parameter, not empty
 * @param source where the request comes from
 */
public record PresentedCredentials(
    Optional<String> authorization,
    Optional<String> clientId,
    Optional<String> clientSecret,
    String source) {

  /** Shows nothing of the values. */
  @Override
  public String toString() {
    return "PresentedCredentials[" + source + "]";
  }
}

package org.postern.clientauth;

import java.util.Optional;

/**
 * The parts of a request by which a client authenticates, as they were received.
 *
 * @param authorization the value of the Authorization header
 * @param clientId the {@code client_id} parameter
 * @param clientSecret the {@code client_secret} parameter, not empty
 * @param source the source of the request: an IPv4 address or an IPv6 network
 */
public record PresentedCredentials(
    Optional<String> authorization,
    Optional<String> clientId,
    Optional<String> clientSecret,
    String source) {

  /** Shows the source but no credentials. */
  @Override
  public String toString() {
    return "PresentedCredentials[" + source + "]";
  }
}
